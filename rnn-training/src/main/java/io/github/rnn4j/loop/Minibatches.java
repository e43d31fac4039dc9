package io.github.rnn4j.loop;

import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The training minibatches of an epoch.
 *
 * <p>The epoch is given so that the order of the data can be a function of seed and epoch alone;
 * then a run repeats bit for bit:
 *
 * <pre>{@code
 * Minibatches minibatches = epoch -> {
 *   iterator.setEpoch(epoch);
 *   return iterator;
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Minibatches {

  /**
   * An iterator that stands at the first minibatch of the epoch.
   *
   * @param epoch the epoch, counted from 1
   * @return the minibatches, at least one
   */
  DataSetIterator epoch(int epoch);

  /**
   * The same iterator for every epoch, reset before each, the first included. Whether its order
   * changes from epoch to epoch is then the iterator's own affair.
   *
   * @param iterator an iterator that can be reset
   * @return the minibatches
   * @throws IllegalArgumentException if the iterator cannot be reset
   */
  static Minibatches of(DataSetIterator iterator) {
    if (!iterator.resetSupported()) {
      throw new IllegalArgumentException(
          iterator.getClass().getName()
              + " cannot be reset, so it serves one epoch only. Use an iterator whose"
              + " resetSupported() is true.");
    }
    return epoch -> {
      iterator.reset();
      return iterator;
    };
  }
}
