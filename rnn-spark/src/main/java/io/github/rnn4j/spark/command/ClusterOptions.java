package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.spark.training.ClusterConfig;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of training on a cluster. */
@OptionHeading("Cluster")
public final class ClusterOptions {

  private static final int AVERAGE_EVERY = 16;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--average-every",
      paramLabel = "N",
      defaultValue = "" + AVERAGE_EVERY,
      description =
          "How many updates each shard makes before parameters and updater states are averaged. 1:"
              + " combine the gradients for each update, as if all shards were one minibatch; exact,"
              + " but slow. Default: "
              + AVERAGE_EVERY)
  private int averageEvery;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description =
          "How many parts of the data to train on in parallel. The result depends on this number,"
              + " but not on the number of executors. Default: the cores of the cluster")
  private Integer shards;

  @Option(
      names = "--skip-bad",
      description =
          "Leave out rows that cannot be read or have no label, and files that are damaged, instead"
              + " of stopping.")
  private boolean skipBad;

  /** Creates an instance for picocli to fill in. */
  public ClusterOptions() {}

  /**
   * Checks the options, before the data is read.
   *
   * @param resumed the run that is resumed; empty for a new one
   * @throws ParameterException if one of them has an invalid value, or is given for a run that has
   *     its own
   */
  void check(Optional<RunDirectory> resumed) {
    for (String option : new String[] {"--average-every", "--shards", "--skip-bad"}) {
      if (resumed.isPresent() && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(),
            "%s cannot be combined with --resume: a resumed run keeps its original options"
                .formatted(option));
      }
    }
    try {
      new ClusterConfig(shards == null ? 1 : shards, averageEvery, skipBad);
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(
          spec.commandLine(),
          cause
              .getMessage()
              .replaceFirst("^averageEvery", "--average-every")
              .replaceFirst("^shards", "--shards"),
          cause);
    }
  }

  /** Returns the settings; for a resumed run, those of its start. */
  ClusterConfig config(Optional<RunDirectory> resumed, int batchSize, int cores) {
    if (resumed.isPresent()) {
      return resumed.get().readJson(RunDirectory.CLUSTER, ClusterConfig.class);
    }
    int parts = shards == null ? Math.max(2, cores) : shards;
    while (shards == null && averageEvery == 1 && batchSize % parts != 0) {
      parts--;
    }
    return new ClusterConfig(parts, averageEvery, skipBad);
  }
}
