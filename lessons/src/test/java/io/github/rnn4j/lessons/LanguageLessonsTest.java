package io.github.rnn4j.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lessons on characters, dinosaurs and words, with hardly any training. */
class LanguageLessonsTest {

  @TempDir private Path folder;

  @Test
  void charactersAreEncodedAndDrawn() {
    LessonRun run = LessonRun.of(folder, "characters", "--epochs=1");

    assertThat(run.out())
        .contains("'Ines writes: Th' -> [14, 32, 24, 37, 1, 41, 36, 28, 38, 24, 37, 8, 1, 17, 27]")
        .contains("Input (x)   'Ines writes: The boats are wet. The sail'")
        .contains("Target (y)  'nes writes: The boats are wet. The sailo'")
        .contains("Probabilities  [ 0.3333  0.3333  0.3333]")
        .contains("Probabilities  [ 0.1065  0.1065  0.7870]")
        .contains("Probabilities  [ 0.2119  0.2119  0.5761]")
        .contains("Probabilities  [ 0.3104  0.3104  0.3792]");
    // ln 45 = 3.81
    assertThat(numbers(run, "epoch +0  loss ([\\d.]+)")[0]).isBetween(3.7, 4.0);
  }

  @Test
  void theNovelHasTheNumbersOfTheTextbook() {
    LessonRun run = LessonRun.of(folder, "characters", "--epochs=1", "--data=" + novel());

    assertThat(run.out())
        .contains("Total length 1,112,350, unique characters 80")
        .contains("'THE MYSTERIOUS ' -> [44, 32, 29, 1, 37, 48, 43, 44, 29, 42, 33, 39, 45, 43, 1]")
        .contains("[33, 43, 36, 25, 38, 28] -> 'ISLAND'")
        .contains("44 -> 'T'", "32 -> 'H'", "29 -> 'E'", "1 -> ' '", "37 -> 'M'")
        .contains("Input (x)   'THE MYSTERIOUS ISLAND ***\\n\\n\\n\\n\\nProduced b'")
        .contains("Target (y)  'E MYSTERIOUS ISLAND ***\\n\\n\\n\\n\\nProduced by '");
  }

  @Test
  void dinosaursWritesATextAfterEachEpoch() {
    LessonRun run = LessonRun.of(folder, "dinosaurs", "--epochs=1");

    assertThat(run.out()).contains("793 windows, 12 updates per epoch");
    // ln 22 = 3.09, the loss of equal probabilities
    assertThat(numbers(run, "epoch +1   loss ([\\d.]+)")[0]).isLessThan(2.9);
    assertThat(numbers(run, "gradient +([\\d.]+)")[0]).isGreaterThan(3);
    assertThat(run.out().lines().filter(line -> line.matches("    [a-z|]{100}"))).hasSize(1);
  }

  @Test
  void wordsHaveABeginningAnEndAndUnknownOnes() {
    LessonRun run = LessonRun.of(folder, "words", "--epochs=1");

    assertThat(run.out()).containsPattern("Input   <bos> .*<unk>").containsPattern("<unk>.* <eos>");
    assertThat(numbers(run, "perplexity ([\\d.]+)")[0]).isBetween(2.0, 50.0);
    String known = run.out().substring(run.out().indexOf("without <unk>?\n"));
    assertThat(known).contains("\n  The sailor ").doesNotContain("<unk> ", "<eos>");
  }

  private static Path novel() {
    String data = System.getProperty("rnn4j.data", System.getenv("RNN4J_DATA"));
    assumeTrue(data != null, "neither -Drnn4j.data nor RNN4J_DATA names the folder of real data");
    Path file = Path.of(data, "mysterious-island", "1268-0.txt");
    assumeTrue(Files.exists(file), "there is no " + file);
    return file;
  }

  private static double[] numbers(LessonRun run, String pattern) {
    return Pattern.compile(pattern)
        .matcher(run.out())
        .results()
        .map((MatchResult match) -> match.group(1))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
