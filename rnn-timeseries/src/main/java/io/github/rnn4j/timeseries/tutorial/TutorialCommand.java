package io.github.rnn4j.timeseries.tutorial;

import io.github.rnn4j.cli.ComputeDevice;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.Meter;
import io.github.rnn4j.cli.train.PictureFile;
import io.github.rnn4j.cli.train.RunOptions;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.picture.BandChart;
import io.github.rnn4j.run.FileContent;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the tutorial's experiment from several sets of initial weights. */
@Command(
    name = "tutorial",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Repeat an experiment from a PyTorch tutorial: train small networks, which differ only in"
            + " their initial weights, to predict the next point of a sine wave. Each network takes"
            + " a few seconds. The command writes tutorial.json, report.html and pictures of the"
            + " predictions, and saves the network with the median final loss, which the forecast,"
            + " report and compare commands can use. The ui command cannot show such a run, and an"
            + " interrupted run cannot be resumed.")
public final class TutorialCommand implements Callable<Integer> {

  static final String REPORT = "tutorial.json";
  static final String PICTURE = "tutorial.png";

  private static final String MEMORY_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private JsonOutput json;
  @Mixin private RunOptions runs;

  public TutorialCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TutorialConfig config =
        ConfigOptions.override(
                new TutorialConfig.Options(TutorialConfig.DEFAULT),
                spec.commandLine().getParseResult(),
                spec)
            .tutorial();
    run(config, runs, json, console);
    return 0;
  }

  public static void run(TutorialConfig config, RunOptions runs, JsonOutput json, Console console) {
    withoutMemoryQueries();
    PrintStream story = json.story(console);
    story.println(ComputeDevice.line());
    ConfigOptions.describe(new TutorialConfig.Options(config)).forEach(story::println);
    config.cellChoice().note().ifPresent(story::println);
    RunDirectory run = runs.create("tutorial");
    run.writeJson(RunDirectory.CONFIG, config);
    Provenance begun = begin(config);
    run.writeJson(RunDirectory.PROVENANCE, begun);
    List<Tutorial.Run> results = results(config, console);
    TutorialReport report = TutorialReport.of(run.folder().toString(), config, results);
    save(run, report, TutorialReport.typical(results), console);
    run.writeJson(RunDirectory.PROVENANCE, begun.finished(seconds(results), finalMetrics(report)));
    TutorialPage.write(run);
    if (json.asked()) {
      json.print(console, report);
    } else {
      TutorialText.print(report, console.out());
    }
  }

  private static Provenance begin(TutorialConfig config) {
    TimeSeries series = Tutorial.series(config);
    Provenance.Data data = Provenance.Data.ofSha256(series.name(), series.checksum(), true);
    return Provenance.begin(data, config.seed(), config, Instant.now());
  }

  /**
   * JavaCPP asks the operating system for this process's memory whenever ND4J describes an array,
   * which takes more than half of the time with networks this small. They need so little memory
   * that they can do without the limit. It is read once, when ND4J starts.
   */
  private static void withoutMemoryQueries() {
    if (System.getProperty(MEMORY_LIMIT) == null) {
      System.setProperty(MEMORY_LIMIT, "0");
    }
  }

  private static List<Tutorial.Run> results(TutorialConfig config, Console console) {
    List<Tutorial.Run> results = new ArrayList<>();
    try (Meter meter = new Meter(console, "Tutorial", "run", config.seeds())) {
      for (int i = 0; i < config.seeds(); i++) {
        Tutorial.Run result = Tutorial.run(config, config.seed() + i);
        results.add(result);
        meter.step(i + 1, String.format(Locale.ROOT, "loss %.4f", result.lastLoss()));
      }
    }
    return results;
  }

  private static double seconds(List<Tutorial.Run> results) {
    return results.stream()
        .flatMap(result -> result.epochs().stream())
        .mapToDouble(MetricsCsv.Row::seconds)
        .sum();
  }

  private static Map<String, Double> finalMetrics(TutorialReport report) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(MetricName.LOSS, report.last().median());
    if (report.seeds() > 1) {
      metrics.put("lowest_" + MetricName.LOSS, report.last().least());
      metrics.put("highest_" + MetricName.LOSS, report.last().greatest());
    }
    return metrics;
  }

  /** Saves the results and the network with the median final loss. */
  private static void save(
      RunDirectory run, TutorialReport report, Tutorial.Run typical, Console console) {
    run.write(TutorialModel.NETWORK, out -> ModelArchive.write(typical.network(), out));
    run.writeJson(REPORT, report);
    MetricsCsv.write(run, typical.epochs());
    report
        .predictions()
        .forEach(
            (epochs, predicted) -> {
              String name = "tutorial-epoch-%d.png".formatted(epochs);
              FileContent picture = picture(report, epochs)::writePng;
              PictureFile.write(run, name, picture, console.err());
            });
    PictureFile.write(run, PICTURE, picture(report, report.epochs())::writePng, console.err());
  }

  private static BandChart picture(TutorialReport report, int epochs) {
    return new BandChart(
        "Sine: next point predicted from the current one, after %,d epochs".formatted(epochs),
        "step",
        report.actual().stream().mapToDouble(value -> value).toArray(),
        report.actual().size(),
        report.predictions().get(epochs).stream().map(Quantiles::point).toList());
  }
}
