package io.github.rnn4j.spark.training;

import org.nd4j.linalg.dataset.DataSet;

/** The minibatches of a shard. They depend on nothing but the shard, the epoch and their number. */
interface ShardMinibatches {

  /** Returns the number of minibatches in an epoch, which is the same in all epochs. */
  int perEpoch();

  /**
   * Builds a minibatch.
   *
   * @param epoch the epoch, counted from 1
   * @param number its number, from 0 on
   */
  DataSet minibatch(int epoch, int number);
}
