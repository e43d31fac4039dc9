package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.TrainVerb;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.TrainingView;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.backtest.Backtest;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.report.FigureTable;
import io.github.rnn4j.timeseries.report.ReportPage;
import io.github.rnn4j.timeseries.training.TrainingReport;
import io.github.rnn4j.timeseries.training.TrainingSession;
import io.github.rnn4j.timeseries.tutorial.TutorialCommand;
import io.github.rnn4j.timeseries.tutorial.TutorialConfig;
import io.github.rnn4j.ui.UiOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Trains a model, tests it once beside the baselines, and keeps the run in a directory. */
@Command(
    name = "train",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Train a model on a series, test it once beside simple forecasts, and keep all of it in a"
            + " run directory.")
public final class TrainCommand extends TrainVerb<SeriesConfig, TrainingReport> {

  private static final List<String> OF_THE_TUTORIAL =
      List.of("--preset", "--json", "--runs", "--name", "--overwrite");

  @Option(
      names = "--preset",
      order = -2, // before those of every program
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "Values of the options that are not given; see below. Default: demo")
  private Preset preset;

  @Mixin private UiOptions uiOptions;

  public TrainCommand(Console console) {
    super(console, SeriesConfig.PROGRAM, SeriesConfig.class);
  }

  @Override
  public Integer call() {
    if (preset == Preset.TUTORIAL) {
      requireOptionsOfTheTutorial();
      TutorialCommand.run(TutorialConfig.DEFAULT, runs(), json(), console());
      return 0;
    }
    return super.call();
  }

  @Override
  protected SeriesConfig preset() {
    return preset.config();
  }

  @Override
  protected TrainingView view(String program, Console told) {
    return uiOptions.open(program, told);
  }

  @Override
  protected Function<TrainingRun, TrainingReport> prepare(SeriesConfig config, PrintStream story) {
    SeriesData data =
        SeriesData.load(config.data(), config.training().seed(), access().cache(console()));
    Backtest backtest = new Backtest(data, config, 1);
    introduce(config, data, story);
    return run -> {
      TrainingReport trained = new TrainingSession(config, data, backtest, run).run();
      ReportPage.write(run.directory(), trained.test());
      return trained;
    };
  }

  private void requireOptionsOfTheTutorial() {
    spec().commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(option -> !OF_THE_TUTORIAL.contains(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw new ParameterException(
                  spec().commandLine(),
                  "%s does not go with --preset tutorial, which takes %s; the command tutorial has options of its own"
                      .formatted(option, String.join(", ", OF_THE_TUTORIAL)));
            });
  }

  private static void introduce(SeriesConfig config, SeriesData data, PrintStream story) {
    story.printf(
        Locale.ROOT,
        "series: %s: %,d steps of %s; %,d to train on, %,d for validation, %,d for the test%n",
        data.series().name(),
        data.series().length(),
        data.series().axis().distance(),
        data.trainEnd(),
        data.testStart() - data.trainEnd(),
        data.series().length() - data.testStart());
    data.series().repairs().forEach(repair -> story.println("        " + repair));
    if (data.series().synthetic()) {
      story.println(
          "        SYNTHETIC: made up by this program; the figures say nothing about real series");
    }
    ConfigOptions.describe(config).forEach(story::println);
  }

  @Override
  protected void conclude(TrainingReport report, PrintStream out) {
    BacktestReport test = report.test();
    out.printf(
        Locale.ROOT,
        "%ntrained in %.0f s; test%s from %,d origins, %d steps ahead:%n%s",
        report.seconds(),
        test.synthetic() ? " (synthetic)" : "",
        test.origins(),
        test.horizon(),
        FigureTable.of(test));
    out.printf("lowest MAE: %s%n", test.winner());
  }

  @Override
  protected List<String> next(RunDirectory run, TrainingReport report) {
    return List.of(
        "forecast " + run.folder() + " --steps " + report.test().horizon(),
        "backtest " + run.folder());
  }
}
