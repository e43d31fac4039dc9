package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.timeseries.data.SeriesTensors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a network says along one long pass over a series. */
public final class Outputs {

  private Outputs() {}

  /** The outputs at steps from {@code from} on, {@code [step][V K Q]}. */
  public static double[][] rows(MultiLayerNetwork network, SeriesTensors series, int from) {
    INDArray output = network.output(series.features(), false); // [1, V K Q, T]
    INDArray steps = output.slice(0).permute(1, 0); // [T, V K Q]
    double[][] all = steps.dup('c').toDoubleMatrix();
    double[][] rows = new double[all.length - (from - series.first())][];
    System.arraycopy(all, from - series.first(), rows, 0, rows.length);
    return rows;
  }
}
