package io.github.rnn4j.lessons;

import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.layer.samediff.Recurrence;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Three networks that feed back different values, each followed by hand. */
final class Recurrences {

  // One input, one hidden unit, one output: every weight is a single number.
  private static final double W = 0.7;
  private static final double RW = -1.3; // of the value that is fed back
  private static final double B = 0.2;
  private static final double WO = 1.9; // from the hidden unit to the output
  private static final double BO = -0.4;

  private static final double[] INPUT = {0.5, -1, 2, 0.3};

  private Recurrences() {}

  static void run(Notebook page) {
    for (Recurrence recurrence : Recurrence.values()) {
      MultiLayerNetwork network = network(recurrence);
      page.heading(name(recurrence));
      page.print("parameters  %s", shapes(network));
      page.print("by hand     %s", Notebook.numbers(byHand(recurrence, INPUT), 5));
      page.print("ElmanRnn    %s", Notebook.numbers(output(network, INPUT), 5));
    }

    // Unfolded in time, the network is a chain with the same weights at every step. Therefore, a
    // change of the first input reaches all later outputs, a change of the last one only the last.
    page.heading("How much each output changes when one input increases by 1 (hidden-to-hidden)");
    MultiLayerNetwork network = network(Recurrence.HIDDEN_TO_HIDDEN);
    double[] before = output(network, INPUT);
    for (int t = 0; t < INPUT.length; t++) {
      double[] changed = INPUT.clone();
      changed[t]++;
      double[] difference = output(network, changed);
      for (int i = 0; i < difference.length; i++) {
        difference[i] -= before[i];
      }
      page.print("input of step %d  %s", t, Notebook.numbers(difference, 5));
    }
  }

  /** Computes the output of each step, {@code [T]}. */
  private static double[] byHand(Recurrence recurrence, double[] x) {
    double[] outputs = new double[x.length];
    double previous = 0; // the value that is fed back: zero before the first step
    for (int t = 0; t < x.length; t++) {
      outputs[t] =
          switch (recurrence) {
            case HIDDEN_TO_HIDDEN -> Math.tanh(x[t] * W + previous * RW + B);
            case OUTPUT_TO_HIDDEN -> Math.tanh(x[t] * W + previous * RW + B) * WO + BO;
            case OUTPUT_TO_OUTPUT -> Math.tanh(x[t] * W + B) * WO + previous * RW + BO;
          };
      previous = outputs[t];
    }
    return outputs;
  }

  private static MultiLayerNetwork network(Recurrence recurrence) {
    ElmanRnn layer = new ElmanRnn.Builder().nIn(1).nOut(1).recurrence(recurrence).build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list().layer(layer).build());
    network.init();
    Map<String, Double> values = Map.of("W", W, "RW", RW, "b", B, "WO", WO, "bO", BO);
    network.getLayer(0).paramTable().forEach((key, array) -> array.assign(values.get(key)));
    return network;
  }

  private static double[] output(MultiLayerNetwork network, double[] x) {
    INDArray sequence = Nd4j.createFromArray(x).reshape(1, 1, x.length); // [B, C, T]
    return network.output(sequence).reshape(x.length).toDoubleVector(); // [T]
  }

  private static String shapes(MultiLayerNetwork network) {
    Map<String, String> shapes = new TreeMap<>();
    network
        .getLayer(0)
        .paramTable()
        .forEach((key, array) -> shapes.put(key, Arrays.toString(array.shape())));
    return String.join(
        "  ", shapes.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  private static String name(Recurrence recurrence) {
    return recurrence.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
