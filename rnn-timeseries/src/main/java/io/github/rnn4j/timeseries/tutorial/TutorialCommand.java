package io.github.rnn4j.timeseries.tutorial;

import io.github.rnn4j.cli.ComputeDevice;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.Meter;
import io.github.rnn4j.cli.train.PictureFile;
import io.github.rnn4j.cli.train.RunOptions;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.picture.BandChart;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            + " a few seconds. The command writes tutorial.json, tutorial.png and report.html, but"
            + " saves no networks. The ui command cannot show such a run, and an interrupted run"
            + " cannot be resumed.")
public final class TutorialCommand implements Callable<Integer> {

  static final String REPORT = "tutorial.json";
  static final String PICTURE = "tutorial.png";

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
    PrintStream story = json.story(console);
    story.println(ComputeDevice.line());
    ConfigOptions.describe(new TutorialConfig.Options(config)).forEach(story::println);
    RunDirectory run = runs.create("tutorial");
    run.writeJson(RunDirectory.CONFIG, config);
    List<Tutorial.Run> results = results(config, console);
    TutorialReport report = TutorialReport.of(run.folder().toString(), results);
    run.writeJson(REPORT, report);
    Tutorial.Run typical = TutorialReport.typical(results);
    PictureFile.write(run, PICTURE, picture(typical)::writePng, console.err());
    TutorialPage.of(config, report, typical).writeTo(run, RunDirectory.REPORT);
    if (json.asked()) {
      json.print(console, report);
    } else {
      print(report, console.out());
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

  private static BandChart picture(Tutorial.Run run) {
    return new BandChart(
        "Sine on [2, 10]: next point predicted from the current one",
        "step",
        Tutorial.targets(),
        run.predictions().size(),
        run.predictions().stream().map(Quantiles::point).toList());
  }

  private static void print(TutorialReport report, PrintStream out) {
    out.printf("%nLoss by epoch, from %d sets of initial weights:%n", report.seeds());
    out.printf("  %5s %10s %10s %10s%n", "epoch", "lowest", "median", "highest");
    report
        .losses()
        .forEach(
            (epoch, loss) ->
                out.printf(
                    Locale.ROOT,
                    "  %5d %10.4f %10.4f %10.4f%n",
                    epoch,
                    loss.least(),
                    loss.median(),
                    loss.greatest()));
    out.printf("%nReport: %s%n", Path.of(report.run(), RunDirectory.REPORT));
  }
}
