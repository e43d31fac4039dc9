package io.github.rnn4j.loop;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The training minibatches of an epoch.
 *
 * <p>An implementation gets the number of the epoch, so the order of the data can depend only on
 * the seed and the epoch. Repeated runs are then bit-identical:
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
   * Returns an iterator that is at the first minibatch of an epoch.
   *
   * @param epoch the epoch, counted from 1
   * @return the minibatches, at least one
   */
  DataSetIterator epoch(int epoch);

  /**
   * Uses the same iterator for every epoch and resets it before each, including the first. Whether
   * the order changes from epoch to epoch is up to the iterator.
   *
   * @param iterator an iterator that can be reset
   * @return the minibatches
   * @throws IllegalArgumentException if the iterator cannot be reset
   */
  static Minibatches of(DataSetIterator iterator) {
    if (!iterator.resetSupported()) {
      throw new IllegalArgumentException(
          iterator.getClass().getName()
              + " cannot be reset, so it can only be used for one epoch. Use an iterator whose"
              + " resetSupported() returns true.");
    }
    return epoch -> {
      iterator.reset();
      return iterator;
    };
  }

  /**
   * Counts the real steps of a minibatch.
   *
   * @param minibatch features [B, C, T], or [B, C] with one step each, and a mask [B, T] or none
   * @return the number of steps without padding
   */
  static long realSteps(DataSet minibatch) {
    INDArray mask = minibatch.getFeaturesMaskArray(); // [B, T]
    if (mask != null) {
      // In double, because a float sum of ones is exact only up to 2^24.
      return Math.round(mask.castTo(DataType.DOUBLE).sumNumber().doubleValue());
    }
    INDArray features = minibatch.getFeatures();
    return features.rank() == 3 ? features.size(0) * features.size(2) : features.size(0);
  }
}
