package io.github.rnn4j.timeseries.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes minibatches of several series, each of which is one sequence. Shorter ones are filled with
 * zeros at the end; the labels there are NaN, which losses ignore.
 */
final class PanelBatches {

  private PanelBatches() {}

  /**
   * Puts each series into one of the minibatches of an epoch, together with others of similar
   * length.
   *
   * @param rows the largest number of series in a minibatch
   * @param random decides which series are together, and the order of the minibatches
   */
  static List<DataSet> of(List<SeriesTensors> series, int rows, Random random) {
    List<SeriesTensors> shuffled = new ArrayList<>(series);
    Collections.shuffle(shuffled, random);
    shuffled.sort(Comparator.comparingInt(SeriesTensors::labelledSteps)); // keeps ties shuffled
    List<DataSet> batches = new ArrayList<>();
    for (int from = 0; from < shuffled.size(); from += rows) {
      batches.add(batch(shuffled.subList(from, Math.min(shuffled.size(), from + rows))));
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  private static DataSet batch(List<SeriesTensors> series) {
    int steps = series.stream().mapToInt(SeriesTensors::labelledSteps).max().orElseThrow();
    float[][][] x = new float[series.size()][][]; // [B, C, T]
    float[][][] y = new float[series.size()][][]; // [B, V K, T]
    for (int row = 0; row < x.length; row++) {
      SeriesTensors its = series.get(row);
      x[row] = its.filledFeatures(its.labelledSteps(), steps);
      y[row] = its.filledLabels(steps);
    }
    return new DataSet(Nd4j.createFromArray(x), Nd4j.createFromArray(y));
  }

  /** Returns the rows with more steps; the new values are all the same. */
  static float[][] filled(float[][] rows, int known, int steps, float value) {
    return IntStream.range(0, rows.length)
        .mapToObj(
            i -> {
              float[] row = Arrays.copyOf(rows[i], steps);
              Arrays.fill(row, known, steps, value);
              return row;
            })
        .toArray(float[][]::new);
  }
}
