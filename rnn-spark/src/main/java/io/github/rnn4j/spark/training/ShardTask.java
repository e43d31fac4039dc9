package io.github.rnn4j.spark.training;

import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.NetworkCounters;
import io.github.rnn4j.loop.TrainingTotals;
import io.github.rnn4j.spark.data.Shard;
import java.io.Serializable;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a task does with its shard in one step. If it reads several minibatches, it updates its own
 * network with each; of a single one, it computes the gradient.
 *
 * @param epoch the epoch, counted from 1
 * @param first the number of the first minibatch, from 0 on
 * @param count the most minibatches to read
 * @param updates the number of updates before
 * @param epochs Deeplearning4j's number of epochs
 * @param seed the seed of the step, for dropout
 */
record ShardTask(int epoch, int first, int count, int updates, int epochs, long seed)
    implements Serializable {

  /**
   * What a task returns.
   *
   * @param totals of the minibatches that it read, none if the shard has no more in this epoch; the
   *     seconds are those of its computation
   * @param normSum the sum of the norms of the gradients; 0 for a gradient that is not clipped here
   * @param numbers the gradient, or the changed parameters and state of the updater
   */
  record Result(TrainingTotals totals, double normSum, FloatChanges numbers)
      implements Serializable {}

  /** Returns whether networks are averaged; otherwise, gradients are added up. */
  boolean averages() {
    return count > 1;
  }

  /** Runs in an executor. */
  Result run(int shardNumber, Shard shard, Learner learner, Weights.Version weights) {
    ShardMinibatches minibatches = shard.made(ShardMinibatches.class, learner::minibatches);
    int last = Math.min(first + count, minibatches.perEpoch());
    return first >= last
        ? new Result(TrainingTotals.NONE, 0, null)
        : Replicas.with(
            weights.training(),
            learner,
            replica -> computed(replica, minibatches, last, shardNumber, weights));
  }

  private Result computed(
      Replica replica,
      ShardMinibatches minibatches,
      int last,
      int shardNumber,
      Weights.Version weights) {
    long start = System.nanoTime();
    float[] before = replica.take(weights);
    new NetworkCounters(replica.network()).set(updates, epochs);
    SplittableRandom seeds = new SplittableRandom(seed + shardNumber);
    float[] gradient = null;
    double normSum = 0;
    TrainingTotals totals = TrainingTotals.NONE;
    for (int number = first; number < last; number++) {
      DataSet minibatch = minibatches.minibatch(epoch, number);
      if (averages()) {
        replica.fit(minibatch, seeds.nextLong());
        normSum += replica.norm().latest();
      } else {
        gradient = replica.gradient(minibatch, seeds.nextLong());
      }
      long rows = minibatch.getFeatures().size(0);
      totals =
          totals.plus(
              new TrainingTotals(
                  1,
                  rows,
                  Minibatches.realSteps(minibatch),
                  replica.network().score() * rows,
                  0,
                  replica.counter().counts()));
    }
    FloatChanges numbers =
        averages()
            ? FloatChanges.of(NetworkNumbers.withState(replica.network()), before)
            : FloatChanges.ofNonZero(gradient);
    double seconds = (System.nanoTime() - start) / 1e9;
    TrainingTotals time = new TrainingTotals(0, 0, 0, 0, seconds, Map.of());
    return new Result(totals.plus(time), normSum, numbers);
  }
}
