package io.github.rnn4j.spark.training;

import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.text.Vocabulary;
import java.util.Locale;

/**
 * How a run is trained on a cluster; saved with it as {@code cluster.json}.
 *
 * @param shards the number of parts of the data that are trained on in parallel, 1 to 4,096
 * @param averageEvery how many updates each shard makes before the results of all shards are
 *     combined, 1 to 10,000; with 1, the gradients are combined for each update
 * @param skipBad whether rows that cannot be used are left out
 */
public record ClusterConfig(int shards, int averageEvery, boolean skipBad) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ClusterConfig {
    Range.check("shards", shards, 1, 4096);
    Range.check("averageEvery", averageEvery, 1, 10_000);
  }

  /**
   * Saves the settings and how the run was begun, with its vocabulary.
   *
   * @param data name of the data
   * @param checksum SHA-256 checksum of the data, 64 hexadecimal digits
   */
  Provenance begin(
      TrainingRun run,
      Record config,
      long seed,
      String data,
      String checksum,
      Vocabulary vocabulary) {
    run.directory().writeJson(RunDirectory.CLUSTER, this); // first, because --resume needs it
    Provenance begun = run.begin(config, seed, Provenance.Data.ofSha256(data, checksum, false));
    run.directory().write(RunDirectory.VOCABULARY, vocabulary::writeTo);
    return begun;
  }

  /** Returns the decay of averaged weights for steps of several updates, which count as one. */
  double decay(double ofUpdates) {
    return Math.pow(ofUpdates, averageEvery);
  }

  /** Describes an epoch for the user. */
  String text(String noun, int rows, int steps) {
    return averageEvery == 1
        ? String.format(
            Locale.ROOT,
            "%,d updates in an epoch, each from %d shards with %d %s",
            steps,
            shards,
            rows,
            noun)
        : String.format(
            Locale.ROOT,
            "in each of the %,d steps of an epoch, each of %d shards makes %d updates with %d %s",
            steps,
            shards,
            averageEvery,
            rows,
            noun);
  }

  /**
   * Returns the number of sequences in a minibatch of a shard. If the gradients are combined for
   * each update, those of all shards are one minibatch.
   *
   * @param batchSize the number of sequences in a minibatch
   * @throws IllegalArgumentException if a minibatch cannot be divided into equal parts
   */
  int rows(int batchSize) {
    if (averageEvery > 1) {
      return batchSize;
    }
    if (batchSize % shards != 0) {
      throw new IllegalArgumentException(
          "batchSize is %d, which cannot be divided equally between %d shards; use --batch-size %d or other --shards"
              .formatted(batchSize, shards, Math.max(1, batchSize / shards) * shards));
    }
    return batchSize / shards;
  }
}
