package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.datasets.labelled.ClassNames;
import io.github.rnn4j.imdb.command.FigureText;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Ngrams;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.spark.data.LabelledRows;
import io.github.rnn4j.spark.data.LabelledShards;
import io.github.rnn4j.spark.training.ClusterConfig;
import io.github.rnn4j.spark.training.TextTraining;
import io.github.rnn4j.spark.training.TextTrainingReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a text classifier on a cluster. */
@Command(
    name = ImdbConfig.PROGRAM,
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Train a text classifier of rnn-imdb on a cluster, test it once, and save everything in a run"
            + " folder. rnn-imdb predicts and evaluates with it.")
public final class TrainTextCommand extends SparkTrainVerb<ImdbConfig, TextTrainingReport> {

  /** What a cluster does not do: samples, films, ensembles and n-grams. */
  private static final Set<String> ABSENT =
      Set.of("--limit", "--film-split", "--members", "--ngrams");

  private static final String DATA =
      "CSV, lines of JSON or Parquet with a text and a label, also with gzip; or a folder with such"
          + " files, or with a folder of texts for each class, also in folders train and test. All"
          + " machines of the cluster must be able to read it. Required for a new run.";

  @Option(
      names = "--preset",
      order = -2,
      paramLabel = "NAME",
      defaultValue = "standard",
      description =
          "Preset of rnn-imdb, without its n-grams and with one network; 'rnn-imdb train --help' lists"
              + " them. Default: standard")
  private Preset preset;

  private TrainTextCommand(Console console) {
    super(console, ImdbConfig.PROGRAM, ImdbConfig.class);
  }

  /**
   * Returns the command with its options.
   *
   * @param console where it reads and writes
   * @return the command
   */
  public static CommandLine of(Console console) {
    return withOptions(new TrainTextCommand(console), Preset.class, Preset.STANDARD, ABSENT, DATA);
  }

  @Override
  protected ImdbConfig preset() {
    return ConfigOptions.with(
        preset.config(),
        Map.of("--film-split", false, "--members", 1, "--ngrams", Ngrams.BASELINE));
  }

  @Override
  Function<TrainingRun, TextTrainingReport> training(ImdbConfig config, PrintStream story) {
    ClusterConfig settings = settings(config.training().batchSize());
    String path = config.data().data();
    requirePath(path.equals(DataConfig.SYNTHETIC) || path.equals(DataConfig.IMDB));
    LabelledShards data =
        readData(
            path,
            () ->
                LabelledShards.of(
                    LabelledRows.at(spark(), path, config.data().format(), settings.skipBad()),
                    config.data(),
                    config.training().seed(),
                    settings.skipBad(),
                    settings.shards(),
                    vocabulary(DataConfig.SPECIALS)));
    introduce(data, story);
    ConfigOptions.describe(config).forEach(story::println);
    config.network().cellChoice().note().ifPresent(story::println);
    return run -> new TextTraining(config, settings, data, run).run();
  }

  private static void introduce(LabelledShards data, PrintStream story) {
    story.printf(
        Locale.ROOT,
        "Texts: %s: %,d for training, %,d for validation, %,d for testing%n",
        data.name(),
        data.trainTexts(),
        data.validationTexts(),
        data.testTexts());
    story.printf("       %s%n", data.reading());
    story.printf(
        "       %d classes: %s%n",
        data.classes().size(), ClassNames.listed(data.classes().names()));
  }

  @Override
  protected void conclude(TextTrainingReport report, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nTrained in %.0f s (%s)%n%nTest results on %,d texts, weights of epoch %d:%n%s%n",
        report.seconds(),
        report.stopReason(),
        report.testTexts(),
        report.bestEpoch(),
        FigureText.of(report.test(), new TextClasses(report.classes())));
  }

  @Override
  protected List<List<String>> next(RunDirectory run, TextTrainingReport report) {
    return List.of(List.of("predict", run.folder().toString(), "Your own text."));
  }
}
