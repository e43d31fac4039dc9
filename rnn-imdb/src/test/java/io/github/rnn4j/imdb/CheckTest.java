package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} shows of the data. */
class CheckTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** 30 positive and 30 negative reviews, with 4 different words. */
  private String reviews() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      lines.append("pos\tGood").append(" fun".repeat(i)).append('\n');
      lines.append("neg\tBad").append(" bore".repeat(i)).append('\n');
    }
    return Files.writeString(folder.resolve("own.tsv"), lines).toString();
  }

  private JsonNode check(String... more) throws IOException {
    String[] args = new String[more.length + 4];
    System.arraycopy(
        new String[] {"check", "--json", "--data=" + reviews(), "--limit=60"}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    CommandRun run = CommandRun.of(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  @Test
  void classesAreCountedInEachSet() throws IOException {
    JsonNode sets = check("--min-count=1").get("sets");

    assertThat(sets.findValuesAsText("set")).containsExactly("training", "validation", "test");
    // A fifth of 60 is for testing, a fifth of the other 48 for validation.
    assertThat(sets.get(0).get("all")).isNull();
    assertThat(sum(sets.get(0))).isEqualTo(38);
    assertThat(sum(sets.get(1))).isEqualTo(10);
    assertThat(sets.get(2).get("texts").toString()).isEqualTo("[6,6]");
  }

  private static int sum(JsonNode set) {
    int sum = 0;
    for (JsonNode texts : set.get("texts")) {
      sum += texts.asInt();
    }
    return sum;
  }

  @Test
  void firstReviewIsEncodedWithTheIndicesOfTheVocabulary() throws IOException {
    JsonNode found = check("--min-count=1");

    JsonNode first = found.get("first");
    assertThat(found.get("firstTokens").get(0).asText()).isEqualTo("<pad>");
    assertThat(first.get("tokens")).isNotEmpty().hasSameSizeAs(first.get("indices"));
    for (int i = 0; i < first.get("tokens").size(); i++) {
      int index = first.get("indices").get(i).asInt();
      assertThat(found.get("firstTokens").get(index)).isEqualTo(first.get("tokens").get(i));
    }
    assertThat(first.get("text").asText())
        .isEqualToIgnoringCase(
            String.join(" ", JSON.convertValue(first.get("tokens"), String[].class)));
  }

  @Test
  void minibatchHasLengthsPaddingAndMask() throws IOException {
    JsonNode minibatch = check("--min-count=1", "--batch-size=38").get("minibatch");

    int steps = minibatch.at("/features/2").asInt();
    assertThat(minibatch.get("features").toString()).isEqualTo("[38,1,%d]".formatted(steps));
    assertThat(minibatch.get("mask").toString()).isEqualTo("[38,%d]".formatted(steps));
    assertThat(minibatch.get("labels").toString()).isEqualTo("[38,1]");
    int words = 0;
    for (JsonNode row : minibatch.get("rows")) {
      int length = row.get("length").asInt();
      words += length;
      for (int t = 0; t < steps; t++) {
        assertThat(row.get("mask").get(t).asInt()).isEqualTo(t < length ? 1 : 0);
        assertThat(row.at("/inputs/0").get(t).asInt() == 0).isEqualTo(t >= length);
      }
    }
    assertThat(minibatch.get("padding").asDouble()).isEqualTo(1 - words / (38.0 * steps));
  }

  @Test
  void oneHotInputHasOneFeatureForEachTokenAndTheSameIndices() throws IOException {
    JsonNode indices = check("--min-count=1", "--batch-size=38");
    JsonNode oneHot = check("--min-count=1", "--batch-size=38", "--input=one-hot");

    assertThat(oneHot.at("/minibatch/features/1")).isEqualTo(indices.get("vocabulary"));
    for (int row = 0; row < 38; row++) {
      JsonNode one = oneHot.at("/minibatch/rows/" + row);
      JsonNode other = indices.at("/minibatch/rows/" + row);
      int length = one.get("length").asInt();
      assertThat(one.get("mask")).isEqualTo(other.get("mask"));
      for (int t = 0; t < length; t++) {
        assertThat(one.at("/inputs/0/" + t)).isEqualTo(other.at("/inputs/0/" + t));
      }
    }
  }

  @Test
  void trainingSeesTheDataThatWasShown() throws IOException {
    CommandRun trained = CommandRun.train(folder, "run", "--data=" + reviews(), "--json");
    JsonNode found = check("--max-length=12", "--batch-size=38");

    JsonNode report = JSON.readTree(trained.out());
    assertThat(found.get("vocabulary")).isEqualTo(report.get("vocabulary"));
    assertThat(sum(found.at("/sets/0"))).isEqualTo(report.get("trainReviews").asInt());
    for (JsonNode row : found.at("/minibatch/rows")) {
      assertThat(row.get("length").asInt()).isBetween(1, 12);
    }
  }

  @Test
  void textShowsWhatWasFoundAndWritesNothing() throws IOException {
    CommandRun run =
        CommandRun.of("check", "--limit=60", "--max-length=12", "--batch-size=38", "--min-count=3");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "SYNTHETIC", "training validation test", "<pad>", "First text of the training set, ")
        .contains("58 texts are longer than 12 words and cut", "10 to 12 38 #####")
        .contains("Texts that repeat another one: 0;", "Words outside the vocabulary: training ")
        .contains("First minibatch, 38 texts:", "features [38, 1, ", "% of all steps are padding")
        .containsPattern("row 1, length \\d+\\n +input +\\d+")
        .containsPattern(" +mask +1 ")
        .containsPattern(" +target +[01]\\n");
  }

  @Test
  void optionsThatChangeNoMinibatchAreUnknown() {
    CommandRun run = CommandRun.of("check", "--hidden=3");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--hidden");
  }
}
