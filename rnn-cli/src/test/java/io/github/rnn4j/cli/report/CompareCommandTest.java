package io.github.rnn4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CompareCommandTest {

  @TempDir Path runs;

  /** A part. */
  public record Training(int epochs, double rate, String data) {}

  /** A configuration. */
  public record Config(Training training) {}

  @Command(name = "test")
  private static final class Commands {}

  private record Outcome(int exitCode, String out, String err) {}

  private static Outcome compare(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> 0);
    String[] words = new String[args.length + 1];
    words[0] = "compare";
    for (int i = 0; i < args.length; i++) {
      words[i + 1] = args[i].toString();
    }
    int exitCode =
        Application.run(
            c ->
                new CommandLine(new Commands())
                    .addSubcommand(
                        new CompareCommand(
                            c, run -> run.readJson(RunDirectory.CONFIG, Config.class))),
            console,
            words);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Path run(String name, double rate, String checksum, Map<String, Double> figures) {
    return run(name, new Training(2, rate, "data"), checksum, figures);
  }

  private Path run(String name, Training training, String checksum, Map<String, Double> figures) {
    RunDirectory run = RunDirectory.create(runs.resolve(name));
    Config config = new Config(training);
    run.writeJson(RunDirectory.CONFIG, config);
    Provenance begun =
        Provenance.begin(new Provenance.Data("reviews", checksum, false), 1, config, Instant.EPOCH);
    run.writeJson(RunDirectory.PROVENANCE, figures.isEmpty() ? begun : begun.finished(75, figures));
    String metrics =
        """
        epoch,minibatches,training_loss,validation_loss,tokens_per_second,seconds
        1,5,0.5,0.6,100,1
        2,5,0.25,0.3,100,1
        """;
    run.write(RunDirectory.METRICS, out -> out.write(metrics.getBytes(StandardCharsets.UTF_8)));
    return run.folder();
  }

  @Test
  void tableShowsWhatDiffersAndMarksTheBestOfEachFigure() {
    Path a = run("a", 0.1, "sha256:1", Map.of("test_accuracy", 0.9));
    Path b = run("b", 0.2, "sha256:1", Map.of("test_accuracy", 0.8));

    Outcome outcome = compare(a, b);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines.get(0).trim().split(" +")).containsExactly("a", "b");
    assertThat(lines.get(1).trim().split(" +")).containsExactly("rate", "0.1", "0.2");
    assertThat(lines.get(2).trim().split(" +"))
        .containsExactly("test_accuracy", "0.9000*", "0.8000");
    assertThat(lines.get(3)).contains("training time", "1 min 15 s");
    assertThat(outcome.out()).doesNotContain("epochs ").contains("compare.html");
  }

  @Test
  void longValuesAreShortened() {
    Path a = run("a", new Training(2, 0.1, "x".repeat(10_000_000)), "sha256:1", Map.of());
    Path b = run("b", 0.1, "sha256:1", Map.of());

    Outcome outcome = compare(a, b);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().toList().get(1))
        .matches("data +x{200}[.]{3} +data")
        .hasSizeLessThan(300);
  }

  @Test
  void pageHoldsFiguresDifferencesCurvesAndOrigins() throws IOException {
    Path a = run("a", 0.1, "sha256:1", Map.of("test_loss", 0.9, "test_auc", 0.7));
    Path b = run("b", 0.2, "sha256:1", Map.of("test_loss", 0.8, "test_auc", 0.7));

    compare(a, b);

    Document page = Jsoup.parse(Files.readString(runs.resolve("compare.html")));
    assertThat(page.select("td.best").eachText()).containsExactly("0.8000 (best)");
    assertThat(page.select(".charts figcaption").eachText())
        .containsExactly("Training loss", "Validation: loss");
    assertThat(page.select("section").eachText().toString()).contains("rate 0.1 0.2", "sha256:1");
    assertThat(page.select(".legend").first().text()).isEqualTo("a b");
  }

  @Test
  void figuresOnDifferentDataHaveNoBestAndAWarning() {
    Path a = run("a", 0.1, "sha256:1", Map.of("test_accuracy", 0.9));
    Path b = run("b", 0.1, "sha256:2", Map.of("test_accuracy", 0.8));

    Outcome outcome = compare(a, b);

    assertThat(outcome.out()).contains("different data").doesNotContain("*");
  }

  @Test
  void runThatHasNotEndedHasNoFiguresAndIsNamed() {
    Path a = run("a", 0.1, "sha256:1", Map.of("test_accuracy", 0.9));
    Path b = run("b", 0.1, "sha256:1", Map.of());

    Outcome outcome = compare(a, b);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("Training has not ended: b.");
    assertThat(outcome.out().lines().filter(line -> line.startsWith("test_accuracy")))
        .singleElement()
        .satisfies(line -> assertThat(line.trim()).endsWith("-"));
  }

  @Test
  void jsonIsOneObjectForEachRun() throws IOException {
    Path a = run("a", 0.1, "sha256:1", Map.of("test_accuracy", 0.9));
    Path b = run("b", 0.2, "sha256:1", Map.of("test_accuracy", 0.8));

    Outcome outcome = compare(a, b, "--json");

    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode second = new ObjectMapper().readTree(lines.get(1));
    assertThat(second.at("/options/rate").asText()).isEqualTo("0.2");
    assertThat(second.at("/figures/test_accuracy").asDouble()).isEqualTo(0.8);
    assertThat(second.get("epochs").asInt()).isEqualTo(2);
  }

  @Test
  void runsOfTheSameNameAreToldApartByTheirPaths() {
    Path a = run("x/same", 0.1, "sha256:1", Map.of("test_loss", 0.9));
    Path b = run("y/same", 0.2, "sha256:1", Map.of("test_loss", 0.8));

    Outcome outcome = compare(a, b, "--page", runs.resolve("page.html"));

    assertThat(outcome.out().lines().findFirst().orElseThrow())
        .contains(a.toString(), b.toString());
    assertThat(runs.resolve("page.html")).isNotEmptyFile();
  }

  @Test
  void oneRunAloneAPageThatCannotBeWrittenAndAFolderThatIsNoRunAreErrors() throws IOException {
    Path a = run("a", 0.1, "sha256:1", Map.of("test_loss", 0.9));
    Path none = Files.createDirectory(runs.resolve("none"));

    Outcome alone = compare(a);
    Outcome unwritable = compare(a, a, "--page", runs.resolve("nowhere/page.html"));
    Outcome noRun = compare(a, none);

    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(unwritable.exitCode()).isEqualTo(1);
    assertThat(unwritable.err()).contains("Cannot write", "--page").doesNotContain("\tat ");
    assertThat(noRun.exitCode()).isEqualTo(1);
    assertThat(noRun.err()).contains("run.json is missing").doesNotContain("\tat ");
  }
}
