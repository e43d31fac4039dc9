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
  private final int steps;
  private final int width; // V K Q
  private final double[] numbers; // [step - first, V K Q], flat, at `offset`
  private final int offset;

  private Outputs(SeriesTensors series, int width, double[] numbers, int offset) {
    this.first = series.first();
    this.steps = series.steps();
    this.width = width;
    this.numbers = numbers;
    this.offset = offset;
  }

  public static Outputs of(MultiLayerNetwork network, SeriesTensors series) {
    return of(network, List.of(series)).get(0);
  }

  /** Returns the outputs for several series, computed together. */
  public static List<Outputs> of(MultiLayerNetwork network, List<SeriesTensors> series) {
    boolean unrolled =
        Arrays.stream(network.getLayers())
            .anyMatch(layer -> layer.conf().getLayer() instanceof SameDiffRecurrentLayer);
    INDArray features = SeriesTensors.features(series); // [B, C, T]
    INDArray output = // [B, V K Q, T]; synchronized
        unrolled ? inWindows(network, features) : network.output(features, false);
    int width = Math.toIntExact(output.size(1));
    int perSeries = Math.toIntExact(output.size(2)) * width;
    double[] numbers = output.permute(0, 2, 1).dup('c').data().asDouble(); // [B, T, V K Q]
    List<Outputs> outputs = new ArrayList<>();
    for (SeriesTensors its : series) {
      outputs.add(new Outputs(its, width, numbers, outputs.size() * perSeries));
    }
    return outputs;
  }

  /** Reads a series window by window, carrying the state; zeros fill up the last window. */
  private static INDArray inWindows(MultiLayerNetwork network, INDArray features) {
    long steps = features.size(2);
    int window = (int) Math.min(steps, network.getLayerWiseConfigurations().getTbpttFwdLength());
    long missing = Math.floorMod(-steps, (long) window);
    INDArray zeros = Nd4j.zeros(features.dataType(), features.size(0), features.size(1), missing);
    INDArray filled = missing == 0 ? features : Nd4j.concat(2, features, zeros);
    List<INDArray> outputs = new ArrayList<>();
    synchronized (network) { // other threads must not change its state
      network.rnnClearPreviousState();
      for (long from = 0; from < steps; from += window) {
        outputs.add(network.rnnTimeStep(filled.get(all(), all(), interval(from, from + window))));
      }
      network.rnnClearPreviousState();
    }
    INDArray output = Nd4j.concat(2, outputs.toArray(INDArray[]::new));
    return output.get(all(), all(), interval(0, steps));
  }

  /** Returns the outputs at a step, {@code [V K Q]}. */
  double[] at(int step) {
    int at = offset + (step - first) * width;
    return Arrays.copyOfRange(numbers, at, at + width);
  }

  /** Returns the outputs at a step and all later ones, {@code [steps, V K Q]}. */
  public INDArray from(int step) {
    int from = offset + (step - first) * width;
    double[] rows = Arrays.copyOfRange(numbers, from, offset + steps * width);
    return Nd4j.createFromArray(rows).reshape(rows.length / width, width);
  }
}
