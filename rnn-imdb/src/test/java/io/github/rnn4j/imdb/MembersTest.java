package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Members;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.SavedVocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with several networks, which set aside different texts. */
class MembersTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT = "An early scene is dull, but overall it is superb.";

  @TempDir static Path runs;

  private static CommandRun trained;

  private static CommandRun train(String name, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(more));
    all.addAll(
        List.of(
            "--members=3",
            "--limit=120",
            "--dense=0",
            "--dropout=0.2",
            "--schedule=decaying",
            "--averaging=0.9"));
    return CommandRun.train(runs, name, all.toArray(String[]::new));
  }

  @BeforeAll
  static void train() {
    trained = train("three", "--ngrams=combined");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
  }

  private static ComputationGraph best(Path run, int member) {
    RunDirectory folder = RunDirectory.open(member == 1 ? run : run.resolve("member-" + member));
    return SavedNetworks.computationGraph(folder, RunDirectory.BEST);
  }

  private static TextClassifier of(RunDirectory run, ComputationGraph network) {
    return new TextClassifier(
        run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class),
        SavedVocabulary.of(run, DataConfig.SPECIALS),
        TextClasses.of(run),
        List.of(network),
        Optional.empty());
  }

  @Test
  void consoleNamesEachNetworkAndWhatIsTested() {
    assertThat(trained.out())
        .contains("Network 1 of 3", "Network 2 of 3", "Network 3 of 3")
        .contains("average of 3 networks")
        .containsPattern("Validation accuracy: networks 0\\.\\d+, n-grams");
  }

  @Test
  void networksDifferAndTheirLogitsAreAveraged() throws IOException {
    assertThat(train("alone").exitCode()).isZero();
    RunDirectory run = RunDirectory.open(runs.resolve("alone"));
    double logit = 0;
    List<Double> each = new ArrayList<>();
    for (int member = 1; member <= 3; member++) {
      ComputationGraph network = best(run.folder(), member);
      double p = of(run, network).predict(List.of(TEXT)).get(0).probability();
      logit += Math.log(p / (1 - p)) / 3;
      each.add(p);
    }
    assertThat(each).doesNotHaveDuplicates();

    CommandRun predicted = CommandRun.of("predict", run.folder().toString(), "--json", TEXT);

    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    assertThat(JSON.readTree(predicted.out()).get("probability").asDouble())
        .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-9));
  }

  @Test
  void evaluateRepeatsTheFiguresOfTheTestAndReportIsWrittenAgain() throws IOException {
    CommandRun json = train("json", "--json", "--ngrams=combined");
    JsonNode report = JSON.readTree(json.out());
    assertThat(report.get("members").asInt()).isEqualTo(3);
    String run = runs.resolve("json").toString();

    CommandRun evaluated = CommandRun.of("evaluate", run, "--json");
    assertThat(JSON.readTree(evaluated.out()).get("figures")).isEqualTo(report.get("test"));

    Path page = runs.resolve("json").resolve(RunDirectory.REPORT);
    String before = Files.readString(page);
    assertThat(before).contains("networks alone", "3 networks");
    assertThat(CommandRun.of("report", run).exitCode()).isZero();
    assertThat(Files.readString(page)).isEqualTo(before);
  }

  /** Each network is stopped after 3 of its 12 updates. */
  @Test
  void resumedRunEndsLikeOneThatWasNotInterrupted() throws IOException {
    CommandRun ended = train("ended", "--ngrams=combined", "--max-updates=3");
    assertThat(ended.exitCode()).as(ended.err()).isZero();

    CommandRun resumed = CommandRun.of("train", "--resume=" + runs.resolve("ended"));

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    for (int member = 1; member <= 3; member++) {
      assertThat(best(runs.resolve("ended"), member).params().toFloatVector())
          .as("network " + member)
          .isEqualTo(best(runs.resolve("three"), member).params().toFloatVector());
    }
    for (String file : List.of("ngrams.bin", "combination.json", "member-3/metrics.csv")) {
      List<String> same = withoutTimes(runs.resolve("ended").resolve(file));
      assertThat(same).as(file).isEqualTo(withoutTimes(runs.resolve("three").resolve(file)));
    }
  }

  /** The columns of times begin with "seconds"; other files are compared byte by byte. */
  private static List<String> withoutTimes(Path file) throws IOException {
    if (!file.toString().endsWith(".csv")) {
      return List.of(Arrays.toString(Files.readAllBytes(file)));
    }
    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.get(0).split(","));
    return lines.stream()
        .map(
            line -> {
              List<String> cells = new ArrayList<>(List.of(line.split(",")));
              for (int i = cells.size() - 1; i >= 0; i--) {
                if (header.get(i).contains("seconds") || header.get(i).contains("per_second")) {
                  cells.remove(i);
                }
              }
              return String.join(",", cells);
            })
        .toList();
  }

  @Test
  void finishedRunIsTrainedFurtherWithAllItsNetworks() {
    CommandRun first = train("longer");
    assertThat(first.exitCode()).as(first.err()).isZero();
    float[][] before = new float[3][];
    for (int member = 1; member <= 3; member++) {
      before[member - 1] = last(member);
    }

    CommandRun longer = CommandRun.of("train", "--resume=" + runs.resolve("longer"), "--epochs=3");

    assertThat(longer.exitCode()).as(longer.err()).isZero();
    for (int member = 1; member <= 3; member++) {
      assertThat(last(member)).as("network " + member).isNotEqualTo(before[member - 1]);
    }
  }

  private static float[] last(int member) {
    Path run = runs.resolve("longer");
    RunDirectory folder = RunDirectory.open(member == 1 ? run : run.resolve("member-" + member));
    return SavedNetworks.computationGraph(folder, RunDirectory.LAST).params().toFloatVector();
  }

  @Test
  void finishedRunThatLostANetworkIsRefusedAndAnUnfinishedOnePredictsWithTheRest(
      @TempDir Path other) throws IOException {
    Path copy = other.resolve("three");
    copy(runs.resolve("three"), copy);
    delete(copy.resolve("member-3"));

    CommandRun refused = CommandRun.of("predict", copy.toString(), TEXT);

    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err())
        .contains("has only 2 of its 3 networks. Restore member-3,")
        .doesNotContain("Exception");

    Files.delete(copy.resolve(RunDirectory.PROVENANCE)); // as before the end of the training
    assertThat(Members.best(RunDirectory.open(copy), 3)).hasSize(2);
  }

  /** All networks together have learned from the validation texts of each. */
  @Test
  void validationTextsCountAsTrainedOn() throws IOException {
    CommandRun evaluated =
        CommandRun.of("evaluate", runs.resolve("three").toString(), "--part=validation", "--json");

    JsonNode result = JSON.readTree(evaluated.out());
    assertThat(result.get("trainedOn").asInt())
        .isEqualTo(result.at("/figures/examples").asInt())
        .isPositive();
  }

  @Test
  void runThatStartsFromSeveralNetworksHasOne() {
    CommandRun from =
        CommandRun.of(
            "train",
            "--runs=" + runs,
            "--name=from",
            "--from=" + runs.resolve("three"),
            "--data=synthetic",
            "--limit=60",
            "--epochs=1");

    assertThat(from.exitCode()).as(from.err()).isZero();
    assertThat(from.out())
        .contains("has several networks; this one starts from the first of them", "members 1")
        .doesNotContain("Network 1 of");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, file.equals(from) ? to : to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted((one, two) -> two.compareTo(one))
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException cause) {
                  throw new UncheckedIOException(cause);
                }
              });
    }
  }
}
