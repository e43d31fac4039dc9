package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.cli.train.RunOptions;
import io.github.rnn4j.cli.train.TrainOptions;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.imdb.report.ReportPage;
import io.github.rnn4j.imdb.training.TrainingReport;
import io.github.rnn4j.imdb.training.TrainingSession;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.ui.TrainingUi;
import io.github.rnn4j.ui.UiOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network, tests it once, and keeps the run in a directory. */
@Command(
    name = "train",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Train a network on reviews, test it once, and keep all of it in a run directory.")
public final class TrainCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "Values of the options that are not given; see below. Default: demo")
  private Preset preset;

  @Mixin private DataAccessOptions access;
  @Mixin private JsonOutput json;
  @Mixin private RunOptions runs;
  @Mixin private TrainOptions train;
  @Mixin private UiOptions uiOptions;

  public TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (TrainingUi ui = uiOptions.open(ImdbConfig.PROGRAM, console)) {
      train(ui);
    }
    return 0;
  }

  private void train(TrainingUi ui) {
    Optional<RunDirectory> resumed = train.resumed(preset.config());
    ImdbConfig config =
        resumed
            .map(run -> run.readJson(RunDirectory.CONFIG, ImdbConfig.class))
            .orElseGet(() -> given());
    PrintStream story = json.story(console);
    ImdbData data = ImdbData.load(config.data(), config.training().seed(), access.cache(console));
    introduce(config, data, story);
    EncodedData encoded = EncodedData.of(config.data(), data);
    new ReviewBatches(config, encoded.vocabulary().size())
        .requireFit(encoded.train(), encoded.validation(), encoded.test());
    RunDirectory run = resumed.orElseGet(() -> runs.create("imdb"));
    TrainingReport report =
        TrainOptions.keep(
            run,
            ImdbConfig.PROGRAM,
            () -> {
              TrainingReport trained =
                  new TrainingSession(config, encoded, run, console, story, train)
                      .run(ui.listener(run, "network"));
              ReportPage.write(run, encoded, trained.bagOfWords());
              return trained;
            });
    if (json.asked()) {
      json.print(console, report);
    } else {
      conclude(report);
    }
  }

  private ImdbConfig given() {
    return ConfigOptions.override(preset.config(), spec.commandLine().getParseResult(), spec);
  }

  private static void introduce(ImdbConfig config, ImdbData data, PrintStream story) {
    story.printf(
        Locale.ROOT,
        "reviews: %s: %,d to train on, %,d for validation, %,d for the test%n",
        data.name(),
        data.train().size(),
        data.validation().size(),
        data.test().size());
    if (data.synthetic()) {
      story.println(SYNTHETIC_NOTE);
    }
    ConfigOptions.describe(config).forEach(story::println);
  }

  private static final String SYNTHETIC_NOTE =
      "         SYNTHETIC: made up by this program; the figures say nothing about real reviews";

  private void conclude(TrainingReport report) {
    PrintStream out = console.out();
    out.printf(
        Locale.ROOT,
        "%ntrained in %.0f s (%s)%n%ntest on %,d reviews%s, weights of epoch %d:%n%s%n",
        report.seconds(),
        report.stopReason(),
        report.testReviews(),
        report.synthetic() ? " (synthetic)" : "",
        report.bestEpoch(),
        FigureText.of(report.test()));
    out.printf(
        Locale.ROOT,
        "  a bag of words (logistic regression, blind to word order): accuracy %.4f   AUC %.4f%n",
        report.bagOfWords().accuracy(),
        report.bagOfWords().auc());
    out.printf("%nexamples:%n");
    report.examples().forEach(example -> out.println("  " + FigureText.of(example)));
    out.printf("%nthe report is %s%n", Path.of(report.run(), RunDirectory.REPORT));
    out.printf("the run is in %s; go on with%n", report.run());
    out.printf("  %s%n", Application.commandLine(ImdbConfig.PROGRAM, "evaluate " + report.run()));
    out.printf(
        "  %s%n",
        Application.commandLine(
            ImdbConfig.PROGRAM, "predict " + report.run() + " 'Your own review.'"));
  }
}
