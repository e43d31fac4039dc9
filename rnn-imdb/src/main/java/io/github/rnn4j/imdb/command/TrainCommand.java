package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.TrainVerb;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.TrainingView;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.imdb.report.ReportPage;
import io.github.rnn4j.imdb.training.TrainingReport;
import io.github.rnn4j.imdb.training.TrainingSession;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.ui.UiOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network, tests it once, and keeps the run in a directory. */
@Command(
    name = "train",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Train a network on reviews, test it once, and keep all of it in a run directory.")
public final class TrainCommand extends TrainVerb<ImdbConfig, TrainingReport> {

  @Option(
      names = "--preset",
      order = -2, // before those of every program
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "Values of the options that are not given; see below. Default: demo")
  private Preset preset;

  @Mixin private UiOptions uiOptions;

  public TrainCommand(Console console) {
    super(console, ImdbConfig.PROGRAM, ImdbConfig.class);
  }

  @Override
  protected ImdbConfig preset() {
    return preset.config();
  }

  @Override
  protected TrainingView view(String program, Console told) {
    return uiOptions.open(program, told);
  }

  @Override
  protected Function<TrainingRun, TrainingReport> prepare(ImdbConfig config, PrintStream story) {
    ImdbData data =
        ImdbData.load(config.data(), config.training().seed(), access().cache(console()));
    introduce(config, data, story);
    EncodedData encoded = EncodedData.of(config.data(), data);
    new ReviewBatches(config, encoded.vocabulary().size())
        .requireFit(encoded.train(), encoded.validation(), encoded.test());
    return run -> {
      TrainingReport trained = new TrainingSession(config, encoded, run).run();
      ReportPage.write(run.directory(), encoded, trained.bagOfWords());
      return trained;
    };
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

  @Override
  protected void conclude(TrainingReport report, PrintStream out) {
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
  }

  @Override
  protected List<String> next(RunDirectory run, TrainingReport report) {
    return List.of("evaluate " + run.folder(), "predict " + run.folder() + " 'Your own review.'");
  }
}
