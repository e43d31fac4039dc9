package io.github.rnn4j.timeseries.data;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The inputs and labels of the network at each step of a series. */
public final class SeriesTensors {

  private final int first;
  private final int end;
  private final float[][] features; // [C][step], step 0 is the first step with features
  private final float[][] labels; // [V K][step], NaN for values at `end` or later

  /**
   * Prepares a series.
   *
   * @param end values at this step and later are unknown; no feature or label uses them
   */
  public SeriesTensors(Preparation preparation, TimeSeries series, int end) {
    this.first = preparation.firstStep();
    this.end = end;
    double[][] levels = preparation.levels(series.head(end));
    int ahead = preparation.ahead();
    features = new float[preparation.features()][end - first];
    labels = new float[levels.length * ahead][end - first];
    double[] column = new double[features.length];
    for (int t = first; t < end; t++) {
      preparation.features(levels, series.axis(), t, column);
      for (int c = 0; c < column.length; c++) {
        features[c][t - first] = (float) column[c];
      }
      int known = Math.min(ahead, end - 1 - t);
      for (int v = 0; v < levels.length; v++) {
        double[] anchors = preparation.anchors(v, levels[v], series.axis(), t, known);
        for (int k = 1; k <= ahead; k++) {
          labels[v * ahead + k - 1][t - first] =
              k > known
                  ? Float.NaN
                  : (float) preparation.label(v, k, anchors[k - 1], levels[v][t + k]);
        }
      }
    }
  }

  /** Returns the first step with features. */
  public int first() {
    return first;
  }

  /** Returns all features, {@code [1, C, end - first]}. */
  public INDArray features() {
    return Nd4j.createFromArray(new float[][][] {features});
  }

  /** Returns the number of steps with features. */
  public int steps() {
    return end - first;
  }

  /** Returns the number of steps at the start that have at least one label. */
  int labelledSteps() {
    return end - first - 1;
  }

  /** Returns the features {@code [C, steps]}, with zeros from step {@code known} on. */
  float[][] filledFeatures(int known, int steps) {
    return PanelBatches.filled(features, known, steps, 0);
  }

  /** Returns the labels {@code [V K, steps]}, with NaN after the last step that has one. */
  float[][] filledLabels(int steps) {
    return PanelBatches.filled(labels, labelledSteps(), steps, Float.NaN);
  }

  /**
   * Returns the features of several series, {@code [B, C, T]}, with zeros after the end of the
   * shorter ones.
   */
  public static INDArray features(List<SeriesTensors> series) {
    int steps = series.stream().mapToInt(SeriesTensors::steps).max().orElseThrow();
    return Nd4j.createFromArray(
        series.stream()
            .map(each -> each.filledFeatures(each.steps(), steps))
            .toArray(float[][][]::new));
  }

  /** Returns the labels of origin {@code from} and all later ones, {@code [origins, V K]}. */
  public INDArray labelsFrom(int from) {
    float[][] rows = new float[end - from][labels.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < labels.length; i++) {
        rows[row][i] = labels[i][from + row - first];
      }
    }
    return Nd4j.createFromArray(rows);
  }

  /**
   * Cuts all steps but the last into parallel streams of equal length: features {@code [B, C, T]},
   * labels {@code [B, V K, T]}. Leftover steps are dropped at random from the start and the end.
   */
  public DataSet streams(int streams, Random random) {
    int usable = end - first - 1;
    int length = Math.max(1, usable / streams);
    int rows = Math.min(streams, usable);
    int from = random.nextInt(usable - rows * length + 1);
    float[][][] x = new float[rows][][];
    float[][][] y = new float[rows][][];
    for (int row = 0; row < rows; row++) {
      x[row] = cut(features, from + row * length, length);
      y[row] = cut(labels, from + row * length, length);
    }
    return new DataSet(Nd4j.createFromArray(x), Nd4j.createFromArray(y));
  }

  private static float[][] cut(float[][] rows, int from, int length) {
    float[][] cut = new float[rows.length][length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], from, cut[i], 0, length);
    }
    return cut;
  }
}
