package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks what the README says about full runs; each takes minutes. */
@Tag("slow")
class SlowStoryTest {

  @TempDir Path runs;

  @Test
  void defaultStoryLearnsTheOrderOfWordsThatABagOfWordsCannot() throws IOException {
    JsonNode report = train();

    double network = report.at("/test/accuracy").asDouble();
    double bagOfWords = report.at("/bagOfWords/accuracy").asDouble();
    assertThat(network).isGreaterThan(0.93);
    assertThat(bagOfWords).isLessThan(0.75);
  }

  @Test
  void fourThousandRealReviewsAreEnoughToBeatChanceClearly() throws IOException {
    String folder = System.getProperty("rnn4j.data", System.getenv("RNN4J_DATA"));
    assumeTrue(folder != null, "neither -Drnn4j.data nor RNN4J_DATA names the folder of real data");
    Path archive = Path.of(folder).resolve("imdb/aclImdb_v1.tar.gz");
    assumeTrue(Files.exists(archive), "there is no " + archive);

    JsonNode report = train("--data=" + archive, "--limit=4000", "--max-length=200", "--epochs=4");

    assertThat(report.get("synthetic").asBoolean()).isFalse();
    double errorOfChance = 0.5 / Math.sqrt(report.get("testReviews").asDouble());
    assertThat(report.at("/test/accuracy").asDouble()).isGreaterThan(0.5 + 5 * errorOfChance);
  }

  private JsonNode train(String... options) throws IOException {
    String[] args = new String[options.length + 4];
    args[0] = "train";
    args[1] = "--json";
    args[2] = "--runs=" + runs;
    args[3] = "--name=story";
    System.arraycopy(options, 0, args, 4, options.length);
    CommandRun run = CommandRun.of(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }
}
