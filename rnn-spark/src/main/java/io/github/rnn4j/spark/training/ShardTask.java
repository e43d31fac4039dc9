package io.github.rnn4j.spark.training;

import io.github.rnn4j.spark.data.Shard;
import java.io.Serializable;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a task does with its shard in one step.
 *
 * @param epoch the epoch, counted from 1
 * @param first the number of the first minibatch, from 0 on
 * @param count the most minibatches to read
 * @param averaged whether the task updates its own network, minibatch by minibatch; otherwise it
 *     computes the gradient of one minibatch
 * @param iteration the number of updates before
 * @param epochCount Deeplearning4j's number of the epoch
 * @param seed the seed of the step, for dropout
 */
record ShardTask(
    int epoch, int first, int count, boolean averaged, int iteration, int epochCount, long seed)
    implements Serializable {

  /**
   * What a task returns.
   *
   * @param minibatches how many minibatches it read; 0 if the shard has no more in this epoch
   * @param sequences the number of sequences in them
   * @param tokens the number of real steps in them
   * @param lossSum the sum over the minibatches of loss times number of sequences
   * @param normSum the sum of the norms of the gradients; 0 for a gradient that is not clipped here
   * @param counts other counts
   * @param numbers the gradient, or the changed parameters and state of the updater
   * @param nanoseconds how long it computed
   */
  record Result(
      int minibatches,
      long sequences,
      long tokens,
      double lossSum,
      double normSum,
      Map<String, Long> counts,
      FloatChanges numbers,
      long nanoseconds)
      implements Serializable {

    static final Result NONE = new Result(0, 0, 0, 0, 0, Map.of(), null, 0);
  }

  /** Runs in an executor. */
  Result run(int shardNumber, Shard shard, Learner learner, Weights.Version weights) {
    ShardMinibatches minibatches = shard.made(ShardMinibatches.class, learner::minibatches);
    int last = Math.min(first + count, minibatches.perEpoch());
    return first >= last
        ? Result.NONE
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
    NetworkNumbers.setCounters(replica.network(), iteration, epochCount);
    SplittableRandom seeds = new SplittableRandom(seed + shardNumber);
    float[] numbers = null;
    long sequences = 0;
    long tokens = 0;
    double lossSum = 0;
    double normSum = 0;
    Map<String, Long> counts = new TreeMap<>();
    for (int number = first; number < last; number++) {
      DataSet minibatch = minibatches.minibatch(epoch, number);
      if (averaged) {
        replica.fit(minibatch, seeds.nextLong());
        normSum += replica.norm().latest();
      } else {
        numbers = replica.gradient(minibatch, seeds.nextLong());
      }
      long rows = minibatch.getFeatures().size(0);
      sequences += rows;
      tokens += steps(minibatch);
      lossSum += replica.network().score() * rows;
      replica.counter().counts().forEach((name, n) -> counts.merge(name, n, Long::sum));
    }
    FloatChanges sent =
        averaged
            ? FloatChanges.of(NetworkNumbers.withState(replica.network()), before)
            : FloatChanges.ofNonZero(numbers);
    return new Result(
        last - first, sequences, tokens, lossSum, normSum, counts, sent, System.nanoTime() - start);
  }

  private static long steps(DataSet minibatch) {
    return minibatch.getFeaturesMaskArray() == null
        ? minibatch.getFeatures().size(0) * minibatch.getFeatures().size(2)
        : Math.round(minibatch.getFeaturesMaskArray().sumNumber().doubleValue());
  }
}
