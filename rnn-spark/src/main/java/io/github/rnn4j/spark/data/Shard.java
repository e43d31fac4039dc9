package io.github.rnn4j.spark.data;

import java.io.Serializable;
import java.util.function.Function;

/**
 * A part of the training data that is always read by one task at a time. The number of shards does
 * not depend on the number of executors, so the result does not, either.
 */
public final class Shard implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[][] sequences;
  private final int[] labels;
  private transient Object made;

  /**
   * Takes the data of a shard.
   *
   * @param sequences token indices of each sequence
   * @param labels one label for each sequence; empty if there are none
   */
  public Shard(int[][] sequences, int[] labels) {
    this.sequences = sequences;
    this.labels = labels;
  }

  /**
   * Returns the data.
   *
   * @return token indices of each sequence
   */
  public int[][] sequences() {
    return sequences;
  }

  /**
   * Returns the labels.
   *
   * @return one label for each sequence; empty if there are none
   */
  public int[] labels() {
    return labels;
  }

  /**
   * Returns what was made of the data, which is kept while Spark keeps the shard in memory.
   *
   * @param type what it is
   * @param maker makes it, if it has not been made yet
   * @param <M> what it is
   * @return the same object until Spark gives up the shard
   */
  public synchronized <M> M made(Class<M> type, Function<Shard, M> maker) {
    if (made == null) {
      made = maker.apply(this);
    }
    return type.cast(made);
  }
}
