package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} shows of the data. */
class CheckTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private JsonNode check(String text, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    List<String> args = new ArrayList<>(List.of("check", "--json", "--data=" + file));
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  @Test
  void charactersAreCountedAndTheBeginningIsEncoded() throws IOException {
    JsonNode found = check("abcab".repeat(12), "--batch-size=2", "--steps=5");

    // Of 60 characters, 3 are for validation and 3 for testing.
    assertThat(found.at("/sets/0/tokens").asInt()).isEqualTo(54);
    assertThat(found.at("/sets/1/tokens").asInt()).isEqualTo(3);
    assertThat(found.get("vocabulary").toString())
        .isEqualTo(
            "[{\"index\":0,\"token\":\"a\",\"count\":24},{\"index\":1,\"token\":\"b\",\"count\":24},"
                + "{\"index\":2,\"token\":\"c\",\"count\":12}]");
    assertThat(found.at("/first/indices").toString()).isEqualTo("[0,1,2,0,1,0,1,2,0,1,0,1,2,0,1]");
  }

  @Test
  void streamsContinueWhereTheWindowBeforeEnded() throws IOException {
    JsonNode found = check("abcab".repeat(12), "--order=streams", "--batch-size=2", "--steps=5");

    JsonNode minibatch = found.get("minibatch");
    assertThat(minibatch.get("features").toString()).isEqualTo("[2,3,5]"); // one-hot
    assertThat(minibatch.get("mask")).isEmpty();
    assertThat(minibatch.at("/rows/0/inputs").toString()).isEqualTo("[[0,1,2,0,1]]");
    assertThat(minibatch.at("/rows/0/targets").toString()).isEqualTo("[[1,2,0,1,0]]");
    // 53 characters to predict: the second stream starts at character 26, a b.
    assertThat(minibatch.at("/rows/1/inputs").toString()).isEqualTo("[[1,2,0,1,0]]");
    assertThat(found.get("windows").toString())
        .isEqualTo(
            "[{\"input\":\"abcab\",\"target\":\"bcaba\"},{\"input\":\"abcab\",\"target\":\"bcaba\"}]");
  }

  @Test
  void windowsBeginAtEachCharacter() throws IOException {
    JsonNode found = check("abcab".repeat(12), "--order=windows", "--batch-size=2", "--steps=5");

    assertThat(found.get("windows").toString())
        .isEqualTo(
            "[{\"input\":\"abcab\",\"target\":\"bcaba\"},{\"input\":\"bcaba\",\"target\":\"cabab\"}]");
  }

  @Test
  void linesHaveLengthsPaddingAndMask() throws IOException {
    JsonNode found = check("ab\nabcd\na\n", "--unit=line", "--split=none", "--input=embedding");

    JsonNode minibatch = found.get("minibatch");
    assertThat(found.at("/sets/0/sequences").asInt()).isEqualTo(3);
    assertThat(found.at("/sets/0/tokens").asInt())
        .as("without <bos> and <eos>")
        .isEqualTo(2 + 4 + 1);
    // With <bos>, the longest line is read in 5 steps; 3 + 5 + 2 of 15 steps are real.
    assertThat(minibatch.get("features").toString()).isEqualTo("[3,1,5]");
    assertThat(minibatch.get("mask").toString()).isEqualTo("[3,5]");
    assertThat(minibatch.get("padding").asDouble()).isEqualTo(1 - 10 / 15.0);
    for (JsonNode row : minibatch.get("rows")) {
      for (int t = 0; t < 5; t++) {
        assertThat(row.get("mask").get(t).asInt()).isEqualTo(t < row.get("length").asInt() ? 1 : 0);
      }
    }
    assertThat(found.at("/windows/0/input").asText()).isEqualTo("<bos>ab");
    assertThat(found.at("/windows/0/target").asText()).isEqualTo("ab<eos>");
  }

  @Test
  void textShowsWhatWasFound() {
    CommandRun run =
        CommandRun.of(
            "check", "--limit=3000", "--tokens=word", "--unit=sentence", "--batch-size=4");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("SYNTHETIC", "sequences", "words", "'<bos>'")
        .contains("First minibatch, 4 sequences:", "% of all steps are padding")
        .containsPattern("row 1, length \\d+\\n +input +\\d+")
        .containsPattern("input  '<bos> .*'\\n  target '.*<eos>'");
  }

  @Test
  void optionsWithoutAnEffectAreRefusedAsInTraining() {
    CommandRun run = CommandRun.of("check", "--data=dinos", "--steps=20");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--steps has no effect here; lines");
  }

  @Test
  void textThatIsTooShortForAMinibatchIsReported() throws IOException {
    Path file = Files.writeString(folder.resolve("short.txt"), "abcab".repeat(12));

    CommandRun run = CommandRun.of("check", "--data=" + file, "--order=windows", "--steps=60");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("short.txt").doesNotContain("\tat ");
  }
}
