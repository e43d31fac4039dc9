package io.github.rnn4j.spark.training;

import io.github.rnn4j.optimizer.GradientNorm;
import io.github.rnn4j.spark.data.Shard;
import java.io.Serializable;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;

/** What is trained on which minibatches; sent to the executors. */
interface Learner extends Serializable {

  /** Builds the network; its weights will be replaced. */
  Model network();

  /** Makes the minibatches of a shard. */
  ShardMinibatches minibatches(Shard shard);

  /** Returns a listener that measures the gradient of a network, and may clip it. */
  GradientNorm gradientNorm();

  /**
   * Prepares a network of an executor, and returns how to count, after each of its forward and
   * backward passes, what is added up over an epoch.
   */
  Counter counter(Model network);

  /** Returns the counts of the latest minibatch by their names. */
  @FunctionalInterface
  interface Counter {
    Map<String, Long> counts();
  }
}
