package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.charlm.baseline.KneserNey;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.charlm.model.TextWriter;
import io.github.rnn4j.charlm.training.EpochSamples;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.download.DownloadProgress;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.UpdatesCsv;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Train, sample and evaluate through the command line, on a tiny text. */
class EndToEndTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path runs;

  private static Path run;
  private static JsonNode report;

  @BeforeAll
  static void train() throws IOException {
    CommandRun trained = CommandRun.train(runs, "tiny", "--json");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    run = runs.resolve("tiny");
    report = JSON.readTree(trained.out());
  }

  @Test
  void trainingReportsPartsFiguresAndThatTheTextIsSynthetic() {
    assertThat(report.get("synthetic").asBoolean()).isTrue();
    // 2,700 of 3,000 characters are for training; the first of each set is read but not predicted.
    assertThat(report.get("trainTokens").asInt()).isEqualTo(2700);
    assertThat(report.at("/validation/tokens").asInt()).isEqualTo(149);
    assertThat(report.at("/test/tokens").asInt()).isEqualTo(149);
    assertThat(report.get("updates").asInt()).isEqualTo(9);
    assertThat(report.get("epochs").asInt()).isEqualTo(3);
    double nats = report.at("/test/nats").asDouble();
    assertThat(nats).isBetween(1.0, Math.log(report.get("vocabulary").asInt()) + 0.5);
    assertThat(report.at("/test/bits").asDouble()).isCloseTo(nats / Math.log(2), within(1e-9));
    assertThat(report.at("/test/perplexity").asDouble()).isCloseTo(Math.exp(nats), within(1e-9));
    assertThat(report.get("sample").asText()).hasSize(20);
    assertThat(report.get("baselines").findValuesAsText("name"))
        .containsExactly("uniform", "unigram", "Kneser-Ney, order 9", "xz");
    assertThat(report.at("/baselines/0/bitsPerToken").asDouble())
        .isCloseTo(Math.log(report.get("vocabulary").asInt()) / Math.log(2), within(1e-9));
  }

  @Test
  void runDirectoryHoldsAllThatTheDesignNames() throws IOException {
    assertThat(
            Stream.of(
                RunDirectory.CONFIG,
                RunDirectory.VOCABULARY,
                RunDirectory.METRICS,
                RunDirectory.UPDATES,
                RunDirectory.TRAINING,
                RunDirectory.BEST,
                RunDirectory.LAST,
                RunDirectory.LEARNING_CURVE,
                RunDirectory.PROVENANCE))
        .allSatisfy(name -> assertThat(run.resolve(name)).isNotEmptyFile());
    List<MetricsCsv.Row> rows = MetricsCsv.read(run.resolve(RunDirectory.METRICS));
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).validation()).containsOnlyKeys("nats", "bits", "perplexity");
    // One line for each update: their mean is the epoch's loss per character.
    List<String> updates = Files.readAllLines(run.resolve(RunDirectory.UPDATES));
    assertThat(updates).hasSize(1 + 9);
    double mean =
        updates.subList(1, 4).stream()
            .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[1]))
            .average()
            .orElseThrow();
    assertThat(rows.get(0).trainingLoss()).isCloseTo(mean, within(1e-9));
    assertThat(
            DoubleStream.of(UpdatesCsv.read(run.resolve(RunDirectory.UPDATES)).gradientNorms())
                .boxed())
        .hasSize(9)
        .allSatisfy(norm -> assertThat(norm).isPositive().isFinite());
  }

  @Test
  void evaluateRepeatsTheFiguresOfTheTest() throws IOException {
    CommandRun evaluated = CommandRun.of("evaluate", run.toString(), "--json");

    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    JsonNode result = JSON.readTree(evaluated.out());
    assertThat(result.get("network")).isEqualTo(report.get("test"));
    assertThat(result.get("part").asText()).isEqualTo("test");
    assertThat(result.at("/baselines/2/bitsPerToken"))
        .isEqualTo(report.at("/baselines/2/bitsPerToken"));
  }

  @Test
  void evaluateTellsWhatTheNetworkAddsToKneserNey() throws IOException {
    JsonNode result = JSON.readTree(CommandRun.of("evaluate", run.toString(), "--json").out());
    CommandRun told = CommandRun.of("evaluate", run.toString());
    CommandRun ofValidation = CommandRun.of("evaluate", run.toString(), "--part=validation");

    JsonNode together = result.get("together");
    double weight = together.get("networkWeight").asDouble();
    assertThat(together.get("bitsPerToken").asDouble())
        .isCloseTo(interpolatedBits(weight), within(1e-6));
    assertThat(told.out())
        .contains(String.format(Locale.ROOT, "%.4f", together.get("bitsPerToken").asDouble()));
    assertThat(ofValidation.out()).doesNotContain("combined");
  }

  /** Uses the synthetic text that the run was trained on: the last 150 of its 3,000 characters. */
  private static double interpolatedBits(double weight) {
    LanguageModel model = LanguageModel.open(run);
    DataCache cache = new DataCache(runs, true, DownloadProgress.SILENT);
    Corpus corpus = Corpus.load(model.config().data(), cache, InputStream.nullInputStream());
    int[] test = corpus.test().sequences().get(0);
    KneserNey counts =
        new KneserNey(corpus.train().sequences().get(0), corpus.vocabulary().size(), 9);
    double[] surprises = model.textMeasure().surprises(test);
    double bits = 0;
    for (int t = 1; t < test.length; t++) {
      double p = Math.exp(-surprises[t - 1]);
      double q = counts.probability(Arrays.copyOf(test, t), test[t]);
      bits -= Math.log(weight * p + (1 - weight) * q) / Math.log(2);
    }
    return bits / (test.length - 1);
  }

  @Test
  void evaluateMeasuresAFileAsTheModelDoes(@TempDir Path folder) throws IOException {
    String text = "Ada says, the rain.\nThe rain.\n";
    Path file = Files.writeString(folder.resolve("own.txt"), text);

    CommandRun evaluated = CommandRun.of("evaluate", run.toString(), "--data=" + file, "--json");

    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    assertThat(JSON.readTree(evaluated.out()).at("/network/nats").asDouble())
        .isEqualTo(LanguageModel.open(run).measure(text).nats());
  }

  @Test
  void sampleIsThatOfTheReportAndTheSameEachTime() {
    LanguageModel model = LanguageModel.open(run);
    List<String> pieces = new ArrayList<>();

    String text =
        model.write(report.get("prime").asText(), 20, SamplingOptions.PLAIN, 1, pieces::add);

    assertThat(text).isEqualTo(report.get("sample").asText());
    assertThat(pieces)
        .hasSize(20)
        .isEqualTo(text.codePoints().mapToObj(Character::toString).toList());
  }

  @Test
  void sampleBeginsWithThePrimeAndEndsAfterTheLength() throws IOException {
    CommandRun plain =
        CommandRun.of("sample", run.toString(), "--prime=The rain", "--length=30", "--seed=5");
    CommandRun json =
        CommandRun.of(
            "sample", run.toString(), "--prime=The rain", "--length=30", "--seed=5", "--json");

    assertThat(plain.exitCode()).as(plain.err()).isZero();
    String text = JSON.readTree(json.out()).get("text").asText();
    assertThat(text).hasSize(30);
    assertThat(plain.out()).startsWith("The rain" + text);
  }

  @Test
  void temperatureIsTheInverseOfScaleAndGreedyIsTheLimit() {
    String scaled = sample("--scale=4");
    String cooled = sample("--temperature=0.25");
    String greedy = sample("--greedy");

    assertThat(scaled).isEqualTo(cooled);
    assertThat(sample("--top-k=1")).isEqualTo(greedy);
    assertThat(sample("--temperature=1e-6")).isEqualTo(greedy);
    assertThat(sample("--scale=0.1")).isNotEqualTo(greedy);
  }

  private static String sample(String option) {
    CommandRun sampled =
        CommandRun.of("sample", run.toString(), "--prime=The", "--length=40", option);
    assertThat(sampled.exitCode()).as(sampled.err()).isZero();
    return sampled.out();
  }

  @Test
  void samplesOfTheEpochsAreDrawnWithDifferentNumbers() throws IOException {
    // A learning rate near 0: the network stays the same, and only the random numbers differ.
    CommandRun trained = CommandRun.train(runs, "still", "--learning-rate=1e-30");
    CommandRun again = CommandRun.train(runs, "still-again", "--learning-rate=1e-30");

    JsonNode epochs = samples("still");
    assertThat(epochs.findValuesAsText("epoch")).containsExactly("1", "2", "3");
    assertThat(epochs.findValuesAsText("update")).containsExactly("3", "6", "9");
    Set<String> texts = new HashSet<>();
    for (JsonNode epoch : epochs) {
      assertThat(epoch.get("texts")).hasSize(1);
      String text = epoch.get("texts").get(0).asText();
      assertThat(trained.out()).contains(text.lines().findFirst().orElseThrow());
      texts.add(text);
    }
    assertThat(texts).hasSize(3);
    assertThat(samples("still-again")).isEqualTo(epochs);
    assertThat(again.exitCode()).isZero();
  }

  private static JsonNode samples(String name) throws IOException {
    return JSON.readTree(runs.resolve(name).resolve(EpochSamples.FILE).toFile()).get("epochs");
  }

  @Test
  void candidatesAreTheMostProbableTokensOfEachStep() throws IOException {
    String[] args = {
      "sample", run.toString(), "--prime=The", "--length=6", "--seed=3", "--candidates=2"
    };
    CommandRun plain = CommandRun.of(args);
    CommandRun json =
        CommandRun.of(Stream.concat(Stream.of(args), Stream.of("--json")).toArray(String[]::new));
    CommandRun without =
        CommandRun.of("sample", run.toString(), "--prime=The", "--length=6", "--seed=3");

    assertThat(plain.exitCode()).as(plain.err()).isZero();
    List<String> lines = plain.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("drawn           most probable");
    assertThat(lines.subList(1, 7))
        .allMatch(line -> line.matches("'.+' 0\\.\\d{4} +'.+' 0\\.\\d{4}  '.+' 0\\.\\d{4}"));
    assertThat(plain.out()).endsWith(without.out());
    JsonNode steps = JSON.readTree(json.out()).get("steps");
    assertThat(steps).hasSize(6);
    StringBuilder drawn = new StringBuilder();
    for (JsonNode step : steps) {
      drawn.append(step.at("/drawn/token").asText());
      double most = step.at("/candidates/0/probability").asDouble();
      assertThat(step.get("candidates")).hasSize(2);
      assertThat(most).isGreaterThanOrEqualTo(step.at("/candidates/1/probability").asDouble());
      assertThat(most).isGreaterThanOrEqualTo(step.at("/drawn/probability").asDouble());
    }
    assertThat(JSON.readTree(json.out()).get("text").asText()).isEqualTo(drawn.toString());
  }

  @Test
  void candidatesOfAFirstStepAreThoseOfTheSampler() throws IOException {
    LanguageModel model = LanguageModel.open(run);
    float[][] logits = new float[1][];
    model.write(
        new TextWriter.Request("The", 1, ""),
        of -> {
          logits[0] = of.clone();
          return 0;
        },
        piece -> {});
    double[] expected = new Sampler(SamplingOptions.PLAIN.withScale(2), 1).distribution(logits[0]);
    int best =
        IntStream.range(0, expected.length)
            .boxed()
            .max(Comparator.comparingDouble(i -> expected[i]))
            .orElseThrow();

    JsonNode first = firstStep("--scale=2");
    JsonNode greedy = firstStep("--greedy");
    JsonNode filtered = firstStep("--top-k=1");

    assertThat(first.at("/candidates/0/token").asText()).isEqualTo(model.vocabulary().token(best));
    assertThat(first.at("/candidates/0/probability").asDouble())
        .isCloseTo(expected[best], within(1e-6));
    assertThat(greedy.at("/drawn/token")).isEqualTo(first.at("/candidates/0/token"));
    assertThat(greedy.at("/drawn/probability").asDouble()).isLessThan(1);
    assertThat(filtered.get("candidates")).hasSize(1);
    assertThat(filtered.at("/candidates/0/probability").asDouble()).isEqualTo(1);
  }

  private static JsonNode firstStep(String option) throws IOException {
    CommandRun sampled =
        CommandRun.of(
            "sample",
            run.toString(),
            "--prime=The",
            "--length=1",
            "--candidates=3",
            "--json",
            option);
    assertThat(sampled.exitCode()).as(sampled.err()).isZero();
    return JSON.readTree(sampled.out()).at("/steps/0");
  }

  @Test
  void textEndsAfterTheStop() {
    CommandRun sampled =
        CommandRun.of(
            "sample", run.toString(), "--prime=The", "--length=100000", "--stop=e", "--seed=2");

    String text = sampled.out().strip().substring("The".length());
    assertThat(text).endsWith("e");
    assertThat(text.indexOf('e')).isEqualTo(text.length() - 1);
  }

  @Test
  void runWithALanguageVocabularyOfVersion1WritesTheSame(@TempDir Path older) throws IOException {
    for (String name :
        List.of(
            RunDirectory.RUN, RunDirectory.CONFIG, RunDirectory.VOCABULARY, RunDirectory.BEST)) {
      Files.copy(run.resolve(name), older.resolve(name));
    }
    Path file = older.resolve(RunDirectory.VOCABULARY);
    String json = Files.readString(file);
    String version1 =
        json.replace(
            "\"rnn4j-vocabulary\",\"version\":2", "\"rnn4j-language-vocabulary\",\"version\":1");
    Files.writeString(file, version1);

    CommandRun sampled =
        CommandRun.of("sample", older.toString(), "--prime=The", "--length=40", "--greedy");

    assertThat(version1).isNotEqualTo(json);
    assertThat(sampled.exitCode()).as(sampled.err()).isZero();
    assertThat(sampled.out()).isEqualTo(sample("--greedy"));
  }

  @Test
  void linesHaveABeginningAndAnEnd(@TempDir Path folder) throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      names.append("ab".repeat(i % 3 + 1)).append((char) ('a' + i % 20)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("names.txt"), names);
    CommandRun trained =
        CommandRun.train(
            runs,
            "names",
            "--data=" + file,
            "--unit=line",
            "--updates=60",
            "--cell=elman",
            "--json");
    assertThat(trained.exitCode()).as(trained.err()).isZero();

    CommandRun sampled =
        CommandRun.of("sample", runs.resolve("names").toString(), "--count=5", "--scale=2");

    assertThat(sampled.out().lines()).hasSize(5).allMatch(line -> line.length() < 60);
    // Where a line is a sequence, each epoch writes five of them.
    assertThat(samples("names")).allMatch(epoch -> epoch.get("texts").size() == 5);
    CommandRun candidates =
        CommandRun.of(
            "sample", runs.resolve("names").toString(), "--length=60", "--candidates=1", "--json");
    JsonNode steps = JSON.readTree(candidates.out()).get("steps");
    assertThat(steps.get(steps.size() - 1).at("/drawn/token").asText()).isEqualTo("<eos>");
    assertThat(JSON.readTree(trained.out()).get("vocabulary").asInt()).isEqualTo(20 + 2);
  }

  @Test
  void wordsAreJoinedWithSpacesAndUnknownOnesAreRead() {
    CommandRun trained =
        CommandRun.train(
            runs,
            "words",
            "--tokens=word",
            "--unit=sentence",
            "--max-vocabulary=40",
            "--input=embedding");
    assertThat(trained.exitCode()).as(trained.err()).isZero();

    String words = runs.resolve("words").toString();

    CommandRun sampled = CommandRun.of("sample", words, "--prime=The zyx", "--length=8");
    CommandRun stopped =
        CommandRun.of("sample", words, "--prime=The zyx", "--length=1000", "--stop= ");
    CommandRun evaluated = CommandRun.of("evaluate", words);
    CommandRun mapped = CommandRun.of("heat-map", words, "--text=The rain, the zyx.");

    assertThat(sampled.exitCode()).as(sampled.err()).isZero();
    // A space separates a word from the prime, but not a punctuation mark.
    assertThat(sampled.out()).matches("(?s)The zyx( [\\w<]|[.,;:!?\u201d\u2019)]).*");
    assertThat(sampled.out().strip().split(" ")).hasSizeGreaterThan(4);
    assertThat(stopped.out().strip().split(" ")).hasSizeLessThanOrEqualTo(3);
    assertThat(evaluated.out()).contains("words predicted:", "per word");
    assertThat(mapped.exitCode()).as(mapped.err()).isZero();
    assertThat(mapped.out()).doesNotContain("position in");
  }

  @Test
  void namesOfDinosaursAreLinesWhateverThePreset() {
    CommandRun trained = CommandRun.of("train", "--data=dinos", "--steps=20");

    assertThat(trained.exitCode()).isEqualTo(2);
    assertThat(trained.err()).contains("--steps has no effect here; lines");
  }

  /** Adam makes no step from a gradient that is much smaller than the number in its root. */
  @Test
  void globalClippingLimitsTheGradientWhoseNormIsInTheFile() {
    CommandRun trained =
        CommandRun.train(runs, "clipped", "--clip=global", "--clip-threshold=1e-12");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    LanguageModel model = LanguageModel.open(runs.resolve("clipped"));
    INDArray first =
        LanguageNetwork.build(model.config(), report.get("vocabulary").asInt()).params();

    INDArray moved = model.network().params().sub(first);

    assertThat(moved.amaxNumber().doubleValue()).isLessThan(1e-4);
    assertThat(
            DoubleStream.of(
                    UpdatesCsv.read(runs.resolve("clipped").resolve(RunDirectory.UPDATES))
                        .gradientNorms())
                .boxed())
        .hasSize(9)
        .allSatisfy(norm -> assertThat(norm).isBetween(1e-3, 1e4));
  }

  @Test
  void otherOptimizerAndScheduleTrain() {
    CommandRun trained =
        CommandRun.train(
            runs,
            "rmsprop",
            "--optimizer=rmsprop",
            "--rmsprop-decay=0.99",
            "--schedule=exponential",
            "--learning-rate=0.01",
            "--updates=60",
            "--updates-per-epoch=30");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    List<MetricsCsv.Row> rows =
        MetricsCsv.read(runs.resolve("rmsprop").resolve(RunDirectory.METRICS));
    assertThat(rows.get(1).trainingLoss()).isLessThan(rows.get(0).trainingLoss() - 0.1);
  }

  @Test
  void shortTextIsReadAsStreamsOfAnyLength(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("short.txt"), "abcab".repeat(12));

    CommandRun trained =
        CommandRun.train(
            runs, "short", "--data=" + file, "--order=streams", "--batch-size=1", "--steps=9999");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out())
        .startsWith("Device: CPU, cores: ")
        .contains("54 characters for training");
  }

  @Test
  void withoutASplitTheTrainingLossChoosesTheEpochAndNothingElseIsClaimed() {
    CommandRun trained = CommandRun.train(runs, "all", "--split=none");
    CommandRun test = CommandRun.of("evaluate", runs.resolve("all").toString(), "--part=test");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out())
        .contains("3,000 characters for training, 0 for validation", "Nothing is held out")
        .doesNotContain("test  ");
    assertThat(test.exitCode()).isEqualTo(2);
    assertThat(test.err()).contains("split none", "--data");
  }

  @Test
  void storyForAPersonNamesDataPassesSamplesAndNextCommands() {
    CommandRun trained = CommandRun.train(runs, "story");

    assertThat(trained.exitCode()).isZero();
    assertThat(trained.out())
        .contains(
            "SYNTHETIC",
            "9 updates (3 epochs of 3), which read the text 0.3 times",
            "epoch 3/3, update 9")
        .contains("nats", "bits", "perplexity", "Sample:", "hidden 8")
        .contains("sample " + runs.resolve("story"));
  }

  @Test
  void textFromStandardInputIsTrainedOn() {
    String text = "to be or not to be, that is the question.\n".repeat(30);

    CommandRun trained =
        CommandRun.withInput(
            text,
            "train",
            "--data=-",
            "--runs=" + runs,
            "--name=stdin",
            "--updates=2",
            "--hidden=4",
            "--batch-size=4",
            "--steps=8");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("1,134 characters for training");
  }
}
