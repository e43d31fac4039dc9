package io.github.rnn4j.imdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.imdb.training.ExampleReviews;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Train, evaluate and predict through the command line, on a tiny sample. */
class EndToEndTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path runs;

  private static Path run;
  private static JsonNode report;

  @BeforeAll
  static void train() throws IOException {
    CommandRun trained = CommandRun.train(runs, "tiny", "--json", "--dropout=0.2");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("Device: CPU, cores: ");
    run = runs.resolve("tiny");
    report = JSON.readTree(trained.out());
  }

  @Test
  void trainingReportsPartsFiguresAndThatTheDataAreSynthetic() {
    assertThat(report.get("synthetic").asBoolean()).isTrue();
    // A fifth of the 60 reviews is for testing; a fifth of the other 48 is for validation.
    assertThat(report.get("testReviews").asInt()).isEqualTo(12);
    assertThat(report.get("validationReviews").asInt()).isEqualTo(10);
    assertThat(report.get("trainReviews").asInt()).isEqualTo(38);
    assertThat(report.at("/test/accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(report.at("/bagOfWords/accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(report.get("examples")).hasSize(ExampleReviews.TEXTS.size());
  }

  @Test
  void runDirectoryHoldsAllThatTheDesignNames() {
    assertThat(
            Stream.of(
                RunDirectory.CONFIG,
                RunDirectory.VOCABULARY,
                RunDirectory.METRICS,
                RunDirectory.UPDATES,
                RunDirectory.BEST,
                RunDirectory.LAST,
                RunDirectory.LEARNING_CURVE,
                RunDirectory.PROVENANCE))
        .allSatisfy(name -> assertThat(run.resolve(name)).isNotEmptyFile());
    assertThat(MetricsCsv.read(run.resolve(RunDirectory.METRICS))).hasSize(2);
  }

  @Test
  void provenanceKeepsChecksumSeedAndTestFigures() throws IOException {
    JsonNode provenance = JSON.readTree(run.resolve(RunDirectory.PROVENANCE).toFile());

    assertThat(provenance.at("/data/checksum").asText())
        .isEqualTo("sha256:" + report.get("checksum").asText());
    assertThat(provenance.get("seed").asLong()).isEqualTo(1);
    assertThat(provenance.at("/finalMetrics/test_accuracy").asDouble())
        .isEqualTo(report.at("/test/accuracy").asDouble());
  }

  @Test
  void evaluateRepeatsTheFiguresOfTheTest() throws IOException {
    CommandRun evaluated = CommandRun.of("evaluate", run.toString(), "--json");

    JsonNode result = JSON.readTree(evaluated.out());
    assertThat(evaluated.exitCode()).isZero();
    assertThat(result.get("figures")).isEqualTo(report.get("test"));
    assertThat(result.get("sameData").asBoolean()).isTrue();
    assertThat(result.get("part").asText()).isEqualTo("test");
  }

  @Test
  void evaluateShowsTheConfusionMatrixOfAPartOfOtherData(@TempDir Path folder) throws IOException {
    String lines =
        "pos\tA superb and moving story.\n".repeat(6) + "neg\tTedious and shallow.\n".repeat(5);
    Path file = Files.writeString(folder.resolve("own.tsv"), lines);

    CommandRun evaluated =
        CommandRun.of("evaluate", run.toString(), "--data=" + file, "--limit=0", "--part=all");

    assertThat(evaluated.err()).isEmpty();
    assertThat(evaluated.exitCode()).isZero();
    assertThat(evaluated.out())
        .contains(
            "own.tsv, all data, 11 texts",
            "actual negative",
            "predicted positive",
            "AUC",
            "expected calibration error")
        .contains("was trained on 0 of these 11 texts.");
  }

  @Test
  void evaluateCountsTheReviewsThatWereTrainedOnInALargerSampleOfTheSameData() throws IOException {
    CommandRun json =
        CommandRun.of("evaluate", run.toString(), "--limit=200", "--part=all", "--json");
    CommandRun text = CommandRun.of("evaluate", run.toString(), "--limit=200", "--part=all");
    CommandRun own = CommandRun.of("evaluate", run.toString(), "--part=all", "--json");
    CommandRun test = CommandRun.of("evaluate", run.toString(), "--json");

    // A sample of 60 and one of 200 are drawn in the same order, so the larger contains the
    // smaller.
    assertThat(JSON.readTree(json.out()).get("trainedOn").asInt()).isEqualTo(38);
    assertThat(JSON.readTree(json.out()).get("sameData").asBoolean()).isFalse();
    assertThat(text.out()).contains("was trained on 38 of these 200 texts: expect lower");
    assertThat(JSON.readTree(own.out()).get("trainedOn").asInt()).isEqualTo(38);
    assertThat(JSON.readTree(test.out()).get("trainedOn").asInt()).isZero();
  }

  @Test
  void evaluateMeasuresAllOfASmallFileWithoutPartsByDefault(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("few.tsv"), "pos\tSuperb.\nneg\tShallow.\n");

    CommandRun evaluated = CommandRun.of("evaluate", run.toString(), "--data=" + file, "--limit=0");

    assertThat(evaluated.err()).isEmpty();
    assertThat(evaluated.out()).contains("few.tsv, all data, 2 texts");
  }

  @Test
  void evaluateSaysThatReviewsMayHaveBeenTrainedOnWhenTheDataOfTheRunAreGone(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("own.tsv");
    String text =
        IntStream.range(0, 40)
            .mapToObj(i -> "pos\tSuperb " + i + ".\nneg\tShallow " + i + ".\n")
            .collect(joining());
    Files.writeString(file, text);
    CommandRun.train(folder, "own", "--data=" + file);
    Path moved = Files.move(file, folder.resolve("moved.tsv"));

    CommandRun evaluated =
        CommandRun.of(
            "evaluate", folder.resolve("own").toString(), "--data=" + moved, "--limit=0", "--json");

    assertThat(evaluated.exitCode()).isZero();
    assertThat(evaluated.err()).contains("may have been trained on", "own.tsv");
    assertThat(JSON.readTree(evaluated.out()).get("trainedOn").isNull()).isTrue();
  }

  @Test
  void predictionsAreThoseOfTheReport() {
    List<Prediction> predictions = TextClassifier.open(run).predict(ExampleReviews.TEXTS);

    for (int i = 0; i < predictions.size(); i++) {
      assertThat(predictions.get(i).probability())
          .isCloseTo(report.at("/examples/" + i + "/probability").asDouble(), within(1e-6));
    }
  }

  @Test
  void predictTakesSeveralTextsAndShowsOneLineEach() {
    CommandRun predicted =
        CommandRun.of("predict", run.toString(), "A superb film.", "A tedious film.");

    assertThat(predicted.exitCode()).isZero();
    assertThat(predicted.out().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("(positive|negative) [01]\\.\\d{3}  A .*film\\."));
  }

  @Test
  void predictReadsOneReviewALineAndAnswersEachInJson() throws IOException {
    String input =
        "A superb\u0085film.\r\n\nqqqq zzzz\nlast line without end, " + "dull ".repeat(20);

    CommandRun predicted =
        CommandRun.withInput(input.getBytes(UTF_8), "predict", run.toString(), "-", "--json");

    assertThat(predicted.exitCode()).isZero();
    List<String> lines = predicted.out().lines().toList();
    assertThat(lines).hasSize(4);
    JsonNode first = JSON.readTree(lines.get(0));
    assertThat(first.get("text").asText()).isEqualTo("A superb\u0085film.");
    assertThat(first.get("label").asText()).isIn("positive", "negative");
    assertThat(first.get("probability").asDouble()).isBetween(0.0, 1.0);
    assertThat(JSON.readTree(lines.get(1)).get("tokens").asInt()).isZero();
    assertThat(JSON.readTree(lines.get(2)).get("knownTokens").asInt()).isZero();
    JsonNode last = JSON.readTree(lines.get(3));
    assertThat(last.get("truncated").asBoolean()).isTrue();
    assertThat(last.get("tokens").asInt()).isEqualTo(24);
  }

  @Test
  void predictSaysWhenItKnowsNoWordOrCutsTheText() {
    CommandRun predicted =
        CommandRun.of("predict", run.toString(), "", "qqqq zzzz", "dull ".repeat(13));

    List<String> lines = predicted.out().lines().toList();
    assertThat(lines.get(0)).contains("no known words: this is a guess");
    assertThat(lines.get(1)).contains("no known words");
    assertThat(lines.get(2)).contains("truncated").contains("13 words").doesNotContain("no known");
  }

  @Test
  void textThatBeginsWithAnAtSignIsNotReadFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("words.txt"), "tedious shallow");

    CommandRun predicted = CommandRun.of("predict", run.toString(), "@" + file, "--json");

    assertThat(predicted.out().lines()).hasSize(1);
    assertThat(JSON.readTree(predicted.out()).get("text").asText()).isEqualTo("@" + file);
  }

  @Test
  void textsThatBeginWithAHyphenComeAfterTwoHyphens() throws IOException {
    CommandRun predicted =
        CommandRun.of("predict", "--json", "--", run.toString(), "-5 of 10", "--bad");

    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    List<String> lines = predicted.out().lines().toList();
    assertThat(JSON.readTree(lines.get(0)).get("text").asText()).isEqualTo("-5 of 10");
    assertThat(JSON.readTree(lines.get(1)).get("text").asText()).isEqualTo("--bad");
    assertThat(CommandRun.of("predict", "--help").out()).contains("--");
  }

  @Test
  void predictionStopsReadingAndEndsWithOneWhenStandardOutputFails() {
    ByteArrayInputStream input =
        new ByteArrayInputStream("superb\n".repeat(10_000).getBytes(UTF_8));
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            input,
            new PrintStream(closed, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            () -> 0);

    int exitCode =
        Application.run(ImdbApplication::commands, console, "predict", run.toString(), "-");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("standard output").doesNotContain("\tat ");
    assertThat(input.available()).isPositive();
  }

  @Test
  void runDirectoryAloneIsEnoughToPredict(@TempDir Path elsewhere) throws IOException {
    copyTo(elsewhere);

    CommandRun predicted = CommandRun.of("predict", elsewhere.toString(), "A superb film.");

    assertThat(predicted.exitCode()).isZero();
    assertThat(predicted.out()).isNotBlank();
  }

  @Test
  void runWithAVocabularyOfVersion1PredictsTheSame(@TempDir Path older) throws IOException {
    copyTo(older);
    Path file = older.resolve(RunDirectory.VOCABULARY);
    String json = Files.readString(file);
    String version1 =
        json.replace("\"version\":2,\"specials\":[\"<pad>\",\"<unk>\"],", "\"version\":1,");
    Files.writeString(file, version1);

    CommandRun predicted = CommandRun.of("predict", older.toString(), "A superb film.");

    assertThat(version1).isNotEqualTo(json);
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    assertThat(predicted.out())
        .isEqualTo(CommandRun.of("predict", run.toString(), "A superb film.").out());
  }

  private static void copyTo(Path folder) throws IOException {
    for (String name :
        List.of(
            RunDirectory.RUN, RunDirectory.CONFIG, RunDirectory.VOCABULARY, RunDirectory.BEST)) {
      Files.copy(run.resolve(name), folder.resolve(name));
    }
  }

  @Test
  void storyForAPersonNamesDataComparisonAndNextCommands() {
    CommandRun trained = CommandRun.train(runs, "story");

    assertThat(trained.exitCode()).isZero();
    assertThat(trained.out())
        .contains("SYNTHETIC", "Vocabulary:", "padding:", "epoch 2/2", "bag of words")
        .contains("actual negative", "Examples:", "evaluate " + runs.resolve("story"))
        .contains("hidden 4");
  }

  @Test
  void sameSeedRepeatsWeightsAndFiguresAndAnotherSeedDoesNot() {
    CommandRun.train(runs, "again", "--dropout=0.2");
    CommandRun.train(runs, "other", "--dropout=0.2", "--seed=2");

    assertThat(weights("again")).isEqualTo(weights("tiny"));
    assertThat(rows("again")).isEqualTo(rows("tiny"));
    assertThat(weights("other")).isNotEqualTo(weights("tiny"));
  }

  /** Adam makes no step from a gradient that is much smaller than the number in its root. */
  @Test
  void globalClippingLimitsTheGradientWhoseNormIsInTheFile() {
    CommandRun trained =
        CommandRun.train(runs, "clipped", "--clip=global", "--clip-threshold=1e-12");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    RunDirectory clipped = RunDirectory.open(runs.resolve("clipped"));
    ComputationGraph last = SavedNetworks.computationGraph(clipped, RunDirectory.LAST);
    ImdbConfig config = clipped.readJson(RunDirectory.CONFIG, ImdbConfig.class);
    int words = (int) last.getLayer("embedding").getParam("W").size(0);

    INDArray moved =
        last.params().sub(ImdbNetwork.build(config, words, TextClasses.POLARITY).params());

    assertThat(moved.amaxNumber().doubleValue()).isLessThan(1e-4);
    assertThat(
            DoubleStream.of(UpdatesCsv.read(clipped.file(RunDirectory.UPDATES)).gradientNorms())
                .boxed())
        .hasSize(6)
        .allSatisfy(norm -> assertThat(norm).isBetween(1e-3, 1e3));
    assertThat(trained.out()).contains("clip global, clip-threshold 1.0E-12");
  }

  private static float[] weights(String name) {
    RunDirectory run = RunDirectory.open(runs.resolve(name));
    return SavedNetworks.computationGraph(run, RunDirectory.BEST).params().toFloatVector();
  }

  /** The metrics of each epoch without times. */
  private static List<List<Object>> rows(String name) {
    return MetricsCsv.read(runs.resolve(name).resolve(RunDirectory.METRICS)).stream()
        .map(row -> List.<Object>of(row.epoch(), row.trainingLoss(), row.validation()))
        .toList();
  }
}
