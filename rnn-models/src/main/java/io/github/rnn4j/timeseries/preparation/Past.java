package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.series.TimeSeries;
import java.util.Arrays;

/**
 * What a model may learn from a series.
 *
 * @param series the training and validation periods, without the test period
 * @param trainEnd the first step of the validation period
 */
public record Past(TimeSeries series, int trainEnd) {

  /** Changes after the training period are not so much larger than in it. */
  private static final double MUCH_LARGER = 30;

  /**
   * Returns whether the training period has no scale for the values after it: a variable is
   * constant there, or changes 30 times as much in the validation period. Nothing can be learned
   * from such a series, and its errors would outweigh those of all others.
   */
  public boolean hasNoScale() {
    return Arrays.stream(series.values())
        .anyMatch(
            values -> {
              double before = meanSquaredChange(values, 1, trainEnd);
              double after = meanSquaredChange(values, trainEnd, values.length);
              return before == 0 || after > MUCH_LARGER * MUCH_LARGER * before;
            });
  }

  private static double meanSquaredChange(double[] values, int from, int to) {
    double sum = 0;
    for (int t = from; t < to; t++) {
      sum += (values[t] - values[t - 1]) * (values[t] - values[t - 1]);
    }
    return sum / Math.max(1, to - from);
  }

  /** Returns the training period. */
  public TimeSeries training() {
    return series.head(trainEnd);
  }
}
