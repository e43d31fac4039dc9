package io.github.rnn4j.lessons;

import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A layer that reads in both directions, taken apart into two layers. */
final class Bidirectional {

  private static final int INPUTS = 2;
  private static final int HIDDEN = 3;

  // One sequence of four steps with two features each.
  private static final float[][][] SEQUENCE = {{{1, 0, -1, 2}, {0.5f, 1, 0, -0.5f}}}; // [B, C, T]

  private Bidirectional() {}

  static void run(Notebook page) {
    INDArray x = Nd4j.createFromArray(SEQUENCE); // [1, C, T]
    MultiLayerNetwork both = network(layer(SequenceResult.LAST_STATE, MergeMode.CONCAT));

    page.heading("A bidirectional layer has the parameters of two layers");
    both.getLayer(0)
        .paramTable()
        .forEach((key, array) -> page.print("%-3s %s", key, Arrays.toString(array.shape())));

    // The same numbers come from two ordinary layers with these weights: one reads the sequence as
    // it is, the other one reads it backwards. The result is the last state of each.
    MultiLayerNetwork forward = direction(both, "f");
    MultiLayerNetwork backward = direction(both, "b");
    INDArray f = forward.output(x); // [1, H]
    INDArray b = backward.output(reversed(x)); // [1, H]
    page.heading("The last states: two layers, and the bidirectional layer");
    page.print("forward        %s", Notebook.numbers(f, 5));
    page.print("backward       %s", Notebook.numbers(b, 5));
    page.print("bidirectional  %s", Notebook.numbers(both.output(x), 5));

    page.heading("Four ways to merge two directions");
    for (MergeMode mode : MergeMode.values()) {
      MultiLayerNetwork merged = network(layer(SequenceResult.LAST_STATE, mode));
      merged.setParams(both.params());
      page.print("%-9s %s", mode, Notebook.numbers(merged.output(x), 5));
    }

    // With an output at every step, the backward half of a step has read the rest of the sequence.
    // The backward layer has seen everything at the first step, the forward layer at the last.
    MultiLayerNetwork steps = network(layer(SequenceResult.EVERY_STEP, MergeMode.CONCAT));
    steps.setParams(both.params());
    INDArray output = steps.output(x); // [1, 2 H, T]
    page.heading("Every step instead of the last state: shape " + Arrays.toString(output.shape()));
    for (int t = 0; t < x.size(2); t++) {
      page.print("step %d  %s", t, Notebook.numbers(output.tensorAlongDimension(t, 1), 5));
    }
  }

  private static PackedLstm layer(SequenceResult result, MergeMode merge) {
    return new PackedLstm.Builder()
        .nIn(INPUTS)
        .nOut(HIDDEN)
        .direction(Direction.BIDIRECTIONAL)
        .merge(merge)
        .result(result)
        .build();
  }

  private static PackedLstm oneDirection() {
    return new PackedLstm.Builder()
        .nIn(INPUTS)
        .nOut(HIDDEN)
        .result(SequenceResult.LAST_STATE)
        .build();
  }

  /** Returns a network with the weights of one direction; their keys begin with f or b. */
  private static MultiLayerNetwork direction(MultiLayerNetwork both, String prefix) {
    MultiLayerNetwork one = network(oneDirection());
    Map<String, INDArray> weights = both.getLayer(0).paramTable();
    one.getLayer(0).paramTable().forEach((key, array) -> array.assign(weights.get(prefix + key)));
    return one;
  }

  private static MultiLayerNetwork network(PackedLstm layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder().seed(1).list().layer(layer).build());
    network.init();
    return network;
  }

  /** Reverses the order of the steps. */
  private static INDArray reversed(INDArray x) {
    INDArray reversed = x.dup();
    for (int t = 0; t < x.size(2); t++) {
      reversed
          .tensorAlongDimension(t, 0, 1)
          .assign(x.tensorAlongDimension((int) x.size(2) - 1 - t, 0, 1));
    }
    return reversed;
  }
}
