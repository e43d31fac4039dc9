package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.timeseries.data.SeriesTensors;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The outputs of a network at each step of a series, computed in one pass. */
public final class Outputs {

  private final int first;
  private final double[][] rows; // [step - first][V K Q]

  private Outputs(int first, double[][] rows) {
    this.first = first;
    this.rows = rows;
  }

  public static Outputs of(MultiLayerNetwork network, SeriesTensors series) {
    INDArray output = network.output(series.features(), false); // [1, V K Q, T]
    INDArray steps = output.slice(0).permute(1, 0); // [T, V K Q]
    return new Outputs(series.first(), steps.dup('c').toDoubleMatrix());
  }

  /** Returns the outputs at a step, {@code [V K Q]}. */
  double[] at(int step) {
    return rows[step - first];
  }

  /** Returns the outputs at a step and all later ones, {@code [steps, V K Q]}. */
  public INDArray from(int step) {
    return Nd4j.createFromArray(Arrays.copyOfRange(rows, step - first, rows.length));
  }
}
