package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.model.TextWriter;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Options that choose how a text is read: lower case, windows in order, the index as input. */
class OptionsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path runs;

  private static CommandRun trained;
  private static Path run;

  @BeforeAll
  static void train() {
    run = runs.resolve("all");
    trained =
        CommandRun.train(
            runs, "all", "--lower-case", "--input=index", "--order=consecutive", "--cell=elman");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
  }

  @Test
  void optionsAreShownAndSavedWithTheRun() {
    CharlmConfig config = LanguageModel.open(run).config();

    assertThat(trained.out())
        .contains("lower-case yes", "input index", "order consecutive")
        .doesNotContain("embedding");
    assertThat(config.data().lowerCase()).isTrue();
  }

  @Test
  void networkThatReadsTheIndexHasOneInput() {
    LanguageModel model = LanguageModel.open(run);

    assertThat(model.network().layerInputSize(0)).isEqualTo(1);
    assertThat(model.network().getLayer(0).getParam("W").shape()).containsExactly(1, 8);
  }

  @Test
  void sampleIsWhatTheNetworkPredictsFromTheIndices() {
    LanguageModel model = LanguageModel.open(run);
    List<String> vocabulary = model.vocabulary().tokens();
    int first = vocabulary.indexOf("t");
    List<Integer> written = new ArrayList<>(List.of(first));
    model.network().rnnClearPreviousState();
    for (int step = 0; step < 5; step++) {
      INDArray index = Nd4j.createFromArray(new float[][][] {{{written.get(step)}}}); // [1, 1, 1]
      written.add(model.network().rnnTimeStep(index).reshape(-1).argMax().getInt(0));
    }

    String text = model.write("T", 5, SamplingOptions.GREEDY, 1, piece -> {});

    assertThat(text)
        .isEqualTo(String.join("", written.subList(1, 6).stream().map(vocabulary::get).toList()));
  }

  @Test
  void textToStopAtIsReadInLowerCaseToo() {
    LanguageModel model = LanguageModel.open(run);
    String text = model.write("T", 30, SamplingOptions.GREEDY, 1, piece -> {});
    assertThat(text).containsPattern("[a-z]");
    String untilLetter = text.replaceFirst("(?s)([a-z]).*", "$1");
    String letter = untilLetter.substring(untilLetter.length() - 1);

    String stopped =
        model.write(
            new TextWriter.Request("T", 30, letter.toUpperCase(Locale.ROOT)),
            new Sampler(SamplingOptions.GREEDY, 1)::next,
            piece -> {});

    assertThat(stopped).isEqualTo(untilLetter);
  }

  @Test
  void otherTextIsReadInLowerCaseToo(@TempDir Path folder) throws IOException {
    Path lower = Files.writeString(folder.resolve("a.txt"), "the rain in the night.");
    Path upper = Files.writeString(folder.resolve("b.txt"), "The Rain IN the night.");

    CommandRun a = CommandRun.of("evaluate", run.toString(), "--data=" + lower, "--json");
    CommandRun b = CommandRun.of("evaluate", run.toString(), "--data=" + upper, "--json");

    assertThat(b.exitCode()).as(b.err()).isZero();
    assertThat(JSON.readTree(b.out()).get("network"))
        .isEqualTo(JSON.readTree(a.out()).get("network"));
  }

  @Test
  void randomPrimeIsAnotherTokenForEachTextAndTheSameForTheSameSeed() throws IOException {
    List<String> primes = primes("--seed=1");

    assertThat(primes).hasSize(8).allMatch(prime -> prime.codePointCount(0, prime.length()) == 1);
    assertThat(primes.stream().distinct().count()).isGreaterThan(3);
    assertThat(primes("--seed=1")).isEqualTo(primes);
    assertThat(primes("--seed=2").get(0)).isNotEqualTo(primes.get(0));
    assertThat(primes("--seed=3").get(0)).isNotEqualTo(primes.get(0));
  }

  private static List<String> primes(String seed) throws IOException {
    CommandRun sampled =
        CommandRun.of(
            "sample", run.toString(), "--prime=random", "--count=8", "--length=3", "--json", seed);
    assertThat(sampled.exitCode()).as(sampled.err()).isZero();
    List<String> primes = new ArrayList<>();
    for (String line : sampled.out().lines().toList()) {
      JsonNode text = JSON.readTree(line);
      primes.add(text.get("prime").asText());
      assertThat(text.get("text").asText()).hasSize(3);
    }
    return primes;
  }

  @Test
  void runOfAnEarlierVersionIsReadAsItWas(@TempDir Path folder) throws IOException {
    Path config = run.resolve(RunDirectory.CONFIG);
    String saved = Files.readString(config);
    Path earlier = Files.createDirectory(folder.resolve("earlier"));
    for (String file : new String[] {"run.json", "vocabulary.json", "best.zip"}) {
      Files.copy(run.resolve(file), earlier.resolve(file));
    }
    Files.writeString(
        earlier.resolve(RunDirectory.CONFIG), saved.replaceAll(",\\s*\"lowerCase\" : true", ""));

    CharlmConfig read = LanguageModel.open(earlier).config();

    assertThat(Files.readString(earlier.resolve(RunDirectory.CONFIG))).doesNotContain("lowerCase");
    assertThat(read.data().lowerCase()).isFalse();
  }

  @Test
  void indexCannotBeTiedToTheOutputAndHasNoEmbedding() {
    CommandRun tied = CommandRun.train(runs, "tied", "--input=index", "--output-weights=tied");
    CommandRun embedding = CommandRun.train(runs, "none", "--input=index", "--embedding=4");

    assertThat(tied.exitCode()).isEqualTo(2);
    assertThat(tied.err()).contains("--output-weights tied needs input embedding");
    assertThat(embedding.err())
        .contains("--embedding has no effect here; index input has no embedding");
  }
}
