package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.loop.TrainingTotals;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;

/**
 * The training loss on the scale of the validation loss: the mean per known value. The loss that
 * Deeplearning4j reports is a sum over the values of a window, divided by the number of streams.
 */
final class TrainingLoss {

  /** The name of the count of {@link #knownValues} in {@link TrainingTotals#counts}. */
  static final String KNOWN_VALUES = "known_values";

  private TrainingLoss() {}

  /** Counts the labels of a minibatch that are known; those after the end of the series are NaN. */
  static long knownValues(DataSet minibatch) {
    INDArray labels = minibatch.getLabels(); // [B, V K, T]
    return labels.length() - labels.isNaN().castTo(DataType.INT64).sumNumber().longValue();
  }

  /**
   * Returns the mean loss per known value, each before the update that its window made.
   *
   * @return the mean; NaN for totals of a version that did not count the values
   */
  static double perValue(TrainingTotals totals) {
    long values = totals.counts().getOrDefault(KNOWN_VALUES, 0L);
    return values == 0 ? Double.NaN : totals.lossSum() / values;
  }
}
