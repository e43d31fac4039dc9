package io.github.rnn4j.spark.command;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Order;
import io.github.rnn4j.charlm.config.OutputWeights;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.training.EpochFigures;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.datasets.text.KnownText;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.spark.data.LanguageShards;
import io.github.rnn4j.spark.data.TextBlocks;
import io.github.rnn4j.spark.training.ClusterConfig;
import io.github.rnn4j.spark.training.LanguageTraining;
import io.github.rnn4j.spark.training.LanguageTrainingReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a language model on a cluster. */
@Command(
    name = CharlmConfig.PROGRAM,
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Train a language model of rnn-charlm on a cluster, test it once, and save everything in a run"
            + " folder. rnn-charlm writes and evaluates with it.")
public final class TrainLanguageCommand
    extends SparkTrainVerb<CharlmConfig, LanguageTrainingReport> {

  /** What a cluster does not do: it reads the whole text and always holds out a part of it. */
  private static final Set<String> ABSENT = Set.of("--limit", "--split", "--sample-length");

  private static final String DATA =
      "A text file in UTF-8, also with gzip, or a folder with such files. All machines of the cluster"
          + " must be able to read it. Required for a new run.";

  @Option(
      names = "--preset",
      order = -2,
      paramLabel = "NAME",
      defaultValue = "small",
      description =
          "Preset of rnn-charlm, with windows instead of streams; 'rnn-charlm train --help' lists them."
              + " Default: small")
  private Preset preset;

  private TrainLanguageCommand(Console console) {
    super(console, CharlmConfig.PROGRAM, CharlmConfig.class);
  }

  /**
   * Returns the command with its options.
   *
   * @param console where it reads and writes
   * @return the command
   */
  public static CommandLine of(Console console) {
    return withOptions(new TrainLanguageCommand(console), Preset.class, Preset.SMALL, ABSENT, DATA);
  }

  /** The state of a stream would be lost with its executor, so windows take their place. */
  @Override
  protected CharlmConfig preset() {
    return preset.config().training().order() == Order.STREAMS
        ? ConfigOptions.with(preset.config(), Map.of("--order", Order.WINDOWS))
        : preset.config();
  }

  @Override
  Function<TrainingRun, LanguageTrainingReport> training(CharlmConfig config, PrintStream story) {
    ClusterConfig settings = settings(config.training().batchSize());
    requirePossible(config);
    String path = config.data().data();
    if (settings.averageEvery() == 1 && config.network().outputWeights() == OutputWeights.TIED) {
      throw misuse("--output-weights tied is possible only with --average-every 2 or more");
    }
    LanguageShards data =
        readData(
            path,
            () ->
                LanguageShards.of(
                    TextBlocks.at(spark(), path, settings.shards(), settings.skipBad()),
                    config.data(),
                    vocabulary(config.data().specials())));
    LanguageTraining.requireFit(config, data);
    introduce(config, data, story);
    ConfigOptions.describe(config).forEach(story::println);
    config.network().cellChoice().note().ifPresent(story::println);
    return run -> new LanguageTraining(config, settings, data, run).run();
  }

  private void requirePossible(CharlmConfig config) {
    String data = config.data().data();
    requirePath(data.equals(DataConfig.STANDARD_INPUT) || KnownText.named(data).isPresent());
    if (config.training().order() == Order.STREAMS) {
      throw misuse(
          "--order streams is not possible on a cluster, where the state of a stream would be lost with its executor; use windows or consecutive");
    }
  }

  private static void introduce(CharlmConfig config, LanguageShards data, PrintStream story) {
    String unit = config.data().tokens().noun();
    story.printf(
        Locale.ROOT,
        "Text: %s: %,d %ss for training, %,d for validation, %,d for testing%n",
        data.name(),
        data.trainTokens(),
        unit,
        data.validationTokens(),
        data.testTokens());
    if (!data.reading().isEmpty()) {
      story.printf("      %s%n", data.reading());
    }
  }

  @Override
  protected void conclude(LanguageTrainingReport report, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nTrained in %.0f s (%s)%n%nResults with the weights of epoch %d:%n",
        report.seconds(),
        report.stopReason(),
        report.bestEpoch());
    out.println("  validation " + EpochFigures.text(report.validation()));
    out.println("  test       " + EpochFigures.text(report.test()));
  }

  @Override
  protected List<List<String>> next(RunDirectory run, LanguageTrainingReport report) {
    return List.of(List.of("sample", run.folder().toString()));
  }
}
