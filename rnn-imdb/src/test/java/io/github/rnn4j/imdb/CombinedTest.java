package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.imdb.ngram.CombinedNgrams;
import io.github.rnn4j.imdb.ngram.NgramModel;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.SavedVocabulary;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose network and n-grams predict together, with everything that its preset turns on. */
class CombinedTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT = "An early scene is dull, but overall it is superb.";

  @TempDir static Path runs;

  private static CommandRun trained;
  private static JsonNode report;

  private static CommandRun train(String name, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(more));
    all.addAll(
        List.of(
            "--ngrams=combined",
            "--pooling=max",
            "--word-vectors=log-count-ratio",
            "--embedding-rate=3",
            "--word-dropout=0.1",
            "--variational-dropout=0.2",
            "--dropout=0.2",
            "--averaging=0.9",
            "--truncation=keep-ends"));
    return CommandRun.train(runs, name, all.toArray(String[]::new));
  }

  @BeforeAll
  static void train() throws IOException {
    trained = train("both", "--json");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    report = JSON.readTree(trained.out());
  }

  @Test
  void reportComparesTheTwoAloneAndTogether() {
    assertThat(report.at("/combination/network").asDouble()).isBetween(0.0, 100.0);
    assertThat(report.at("/combination/ngrams").asDouble()).isBetween(0.0, 100.0);
    for (String who : List.of("/test", "/network/binary", "/ngrams/binary", "/bagOfWords")) {
      assertThat(report.at(who + "/accuracy").asDouble(Double.NaN)).as(who).isBetween(0.0, 1.0);
    }
  }

  @Test
  void consoleSaysHowGoodEachIs() {
    assertThat(train("told", "--epochs=1").out())
        .containsPattern(
            "Validation accuracy: network 0\\.\\d+, n-grams 0\\.\\d+, together [01]\\.\\d+")
        .containsPattern("results of network and n-grams together, with weights \\d+\\.\\d+ and")
        .contains("network alone: accuracy", "n-grams alone (", "bag of words (");
  }

  @Test
  void evaluateRepeatsTheFiguresOfTheTest() throws IOException {
    CommandRun evaluated = CommandRun.of("evaluate", runs.resolve("both").toString(), "--json");

    assertThat(JSON.readTree(evaluated.out()).get("figures")).isEqualTo(report.get("test"));
  }

  /** The n-grams see the whole text, the network what fits into its 12 words. */
  @Test
  void predictionIsTheCombinationOfBoth() throws IOException {
    RunDirectory run = RunDirectory.open(runs.resolve("both"));
    ImdbConfig config = run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class);
    Vocabulary vocabulary = SavedVocabulary.of(run, DataConfig.SPECIALS);
    ComputationGraph network = SavedNetworks.computationGraph(run, RunDirectory.BEST);
    TextClasses classes = TextClasses.of(run);
    CombinedNgrams both = CombinedNgrams.of(run, config, classes).orElseThrow();
    TextClassifier alone =
        new TextClassifier(config, vocabulary, classes, List.of(network), Optional.empty());
    String longText = TEXT + " " + TEXT + " " + TEXT;

    double ofNetwork = alone.predict(List.of(longText)).get(0).probability();
    double ofBoth =
        TextClassifier.open(run.folder()).predict(List.of(longText)).get(0).probability();

    NgramModel ngrams = both.model();
    int[] whole = vocabulary.encode(Tokenizer.named("review").tokenize(longText));
    assertThat(whole).hasSizeGreaterThan(12);
    double ofNgrams = ngrams.probabilities(List.of(whole))[0][1];
    double logOdds =
        both.weights().network() * Math.log(ofNetwork / (1 - ofNetwork))
            + both.weights().ngrams() * Math.log(ofNgrams / (1 - ofNgrams));
    assertThat(both.weights().network() * both.weights().ngrams()).isPositive();
    assertThat(ofBoth).isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-9));
  }

  @Test
  void pageShowsEachAloneAndBoth() throws IOException {
    Document page = Jsoup.parse(runs.resolve("both").resolve(RunDirectory.REPORT).toFile());

    assertThat(page.select("table th").eachText())
        .contains("network and n-grams together", "network alone")
        .anyMatch(text -> text.startsWith("n-grams (logistic"))
        .anyMatch(text -> text.startsWith("bag of words"));
    assertThat(page.text())
        .contains("Network and n-grams together classify")
        .containsPattern("etwork and n-grams together (are|and)|than network and n-grams together");
    String before = page.select("main").html();

    assertThat(CommandRun.of("report", runs.resolve("both").toString()).exitCode()).isZero();

    assertThat(
            Jsoup.parse(runs.resolve("both").resolve(RunDirectory.REPORT).toFile())
                .select("main")
                .html())
        .isEqualTo(before);
  }

  @Test
  void runWithoutItsNgramsOrWithDamagedOnesIsRefused(@TempDir Path other) throws IOException {
    Path copy = other.resolve("both");
    copy(runs.resolve("both"), copy);
    Files.write(copy.resolve("ngrams.bin"), new byte[] {1, 2, 3});
    CommandRun damaged = CommandRun.of("predict", copy.toString(), TEXT);
    Files.delete(copy.resolve("ngrams.bin"));
    CommandRun missing = CommandRun.of("predict", copy.toString(), TEXT);
    copy(runs.resolve("both").resolve("ngrams.bin"), copy.resolve("ngrams.bin"));
    Files.writeString(copy.resolve("combination.json"), "{\"network\": -1, \"ngrams\": 0}");
    CommandRun weights = CommandRun.of("predict", copy.toString(), TEXT);

    assertThat(List.of(damaged.exitCode(), missing.exitCode(), weights.exitCode()))
        .doesNotContain(0);
    assertThat(damaged.err()).contains("ngrams.bin is damaged").doesNotContain("Exception");
    assertThat(missing.err()).contains("ngrams.bin is missing");
    assertThat(weights.err()).contains("combination.json").doesNotContain("Exception");
  }

  /** As after a kill: the network of the best epoch predicts, which the log says. */
  @Test
  void runThatHasNotFinishedPredictsWithItsNetwork(@TempDir Path other) throws IOException {
    Path copy = other.resolve("both");
    copy(runs.resolve("both"), copy);
    Files.delete(copy.resolve("ngrams.bin"));
    Files.delete(copy.resolve("combination.json"));

    CommandRun predicted = CommandRun.of("predict", copy.toString(), "--json", TEXT);

    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    RunDirectory run = RunDirectory.open(copy);
    TextClassifier alone =
        new TextClassifier(
            run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class),
            SavedVocabulary.of(run, DataConfig.SPECIALS),
            TextClasses.of(run),
            List.of(SavedNetworks.computationGraph(run, RunDirectory.BEST)),
            Optional.empty());
    assertThat(JSON.readTree(predicted.out()).get("probability").asDouble())
        .isEqualTo(alone.predict(List.of(TEXT)).get(0).probability());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = file.equals(from) ? to : to.resolve(from.relativize(file).toString());
        if (!Files.isDirectory(target)) {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void anyInputAndCellIsPossible() {
    assertThat(train("onehot", "--epochs=1", "--input=one-hot").err())
        .contains("one-hot input has no embedding"); // the options that need one are refused
    CommandRun sameDiff = train("samediff", "--epochs=1", "--cell=samediff-elman");
    assertThat(sameDiff.exitCode()).isEqualTo(2);
    assertThat(sameDiff.err())
        .contains(
            "pooling is max, but the cell samediff-elman yields the last state only: add --pooling last-state");
    CommandRun preset =
        CommandRun.of(
            "train",
            "--runs=" + runs,
            "--name=preset",
            "--preset=standard",
            "--input=one-hot",
            "--limit=60",
            "--epochs=1",
            "--hidden=4",
            "--dense=4",
            "--max-length=12");
    assertThat(preset.exitCode()).as(preset.err()).isZero();
  }
}
