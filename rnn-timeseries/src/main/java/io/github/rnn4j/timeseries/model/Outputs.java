package io.github.rnn4j.timeseries.model;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.layer.samediff.SameDiffRecurrentLayer;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The outputs of a network at each step of a series, computed in one pass. A SameDiff layer needs a
 * graph for each length, so it reads a long series in windows as long as those of its training.
 */
public final class Outputs {

  private final int first;
  private final double[][] rows; // [step - first][V K Q]

  private Outputs(int first, double[][] rows) {
    this.first = first;
    this.rows = rows;
  }

  public static Outputs of(MultiLayerNetwork network, SeriesTensors series) {
    boolean unrolled =
        Arrays.stream(network.getLayers())
            .anyMatch(layer -> layer.conf().getLayer() instanceof SameDiffRecurrentLayer);
    INDArray features = series.features(); // [1, C, T]
    INDArray output = // [1, V K Q, T]
        unrolled ? inWindows(network, features) : network.output(features, false);
    INDArray steps = output.slice(0).permute(1, 0); // [T, V K Q]
    return new Outputs(series.first(), steps.dup('c').toDoubleMatrix());
  }

  /** Reads a series window by window, carrying the state; zeros fill up the last window. */
  private static INDArray inWindows(MultiLayerNetwork network, INDArray features) {
    long steps = features.size(2);
    int window = (int) Math.min(steps, network.getLayerWiseConfigurations().getTbpttFwdLength());
    long missing = Math.floorMod(-steps, (long) window);
    INDArray zeros = Nd4j.zeros(features.dataType(), 1, features.size(1), missing);
    INDArray filled = missing == 0 ? features : Nd4j.concat(2, features, zeros);
    List<INDArray> outputs = new ArrayList<>();
    network.rnnClearPreviousState();
    for (long from = 0; from < steps; from += window) {
      outputs.add(network.rnnTimeStep(filled.get(all(), all(), interval(from, from + window))));
    }
    network.rnnClearPreviousState();
    INDArray output = Nd4j.concat(2, outputs.toArray(INDArray[]::new));
    return output.get(all(), all(), interval(0, steps));
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
