package io.github.rnn4j.lessons;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.knowm.xchart.XYChart;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/** How the gradient flows back through time, and why it vanishes or explodes. */
final class Gradients {

  // One input, one hidden unit, one output, no biases: h_t = tanh(x_t W + h_(t-1) RW), o_t = h_t V.
  private static final double W = 0.7;
  private static final double RW = 0.9;
  private static final double V = 1.2;

  private static final double[] INPUTS = {1, -0.5, 0.3, 0.8};
  private static final double[] TARGETS = {0, 1, 1, -1};

  private static final int STEPS = 100;

  private Gradients() {}

  static void run(Notebook page) throws IOException {
    terms(page);
    powers(page);
    distances(page);
    GradientLimits.run(page);
  }

  /** The gradient of the recurrent weight, term by term. */
  private static void terms(Notebook page) {
    int steps = INPUTS.length;
    double[] h = new double[steps];
    double[] losses = new double[steps];
    for (int t = 0; t < steps; t++) {
      h[t] = Math.tanh(INPUTS[t] * W + (t == 0 ? 0 : h[t - 1]) * RW);
      losses[t] = 0.5 * Math.pow(h[t] * V - TARGETS[t], 2);
    }

    // RW is used at every step. The loss of step t depends on each use k up to t: through h_k, and
    // from there through every state up to h_t. (At step 0, RW multiplies zero: no term.)
    page.heading("Terms of dL/dRW: the loss of step t, and the use of RW at step k");
    page.print("%-6s %9s %9s %9s %9s %9s", "", "k = 0", "k = 1", "k = 2", "k = 3", "sum");
    double[] sums = new double[steps];
    for (int t = 0; t < steps; t++) {
      double[] row = new double[steps];
      double factor = (h[t] * V - TARGETS[t]) * V; // dL_t/dh_t
      for (int k = t; k > 0; k--) {
        row[k] = factor * (1 - h[k] * h[k]) * h[k - 1]; // this use alone
        factor *= (1 - h[k] * h[k]) * RW; // dh_k/dh_(k-1): one step back
        sums[t] += row[k];
      }
      page.print("%-6s %s %9.6f", "t = " + t, Notebook.numbers(row, 6), sums[t]);
    }

    MultiLayerNetwork network =
        network(
            new PackedElman.Builder().nIn(1).nOut(1).build(),
            new SequenceOutput.Builder(new LossL2(Nd4j.createFromArray(new double[][] {{0.5}})))
                .nIn(1)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build());
    network.setParams(Nd4j.createFromArray(new double[][] {{W, RW, 0, V, 0}}));
    network.setInput(sequence(INPUTS));
    network.setLabels(sequence(TARGETS));
    network.computeGradientAndScore();
    page.heading("By hand and by the network");
    page.print("loss of each step      %s", Notebook.numbers(losses, 6));
    page.print("their sum              %.6f", Arrays.stream(losses).sum());
    page.print("loss of the network    %.6f", network.score());
    page.print("sum of all terms       %.6f", Arrays.stream(sums).sum());
    INDArray gradient = network.gradient().getGradientFor("0_RW"); // [H, H]
    page.print("dL/dRW of the network  %.6f", gradient.getDouble(0));
  }

  /** With one unit and no activation, each step back multiplies the gradient by the weight. */
  private static void powers(Notebook page) {
    page.heading("Gradient of h_19 with respect to x_k: one unit, no activation, weight w");
    page.print("%-8s %11s %11s %11s %11s", "", "k = 19", "k = 18", "k = 9", "k = 0");
    for (double w : new double[] {0.5, 1, 1.5}) {
      MultiLayerNetwork network =
          network(new PackedElman.Builder().nIn(1).nOut(1).activation(Activation.IDENTITY).build());
      network.setParams(Nd4j.createFromArray(new double[][] {{1, w, 0}}));
      double[] norms = norms(network, Nd4j.ones(DataType.DOUBLE, 1, 1, 20));
      page.print(
          "w = %.1f  %11.4g %11.4g %11.4g %11.4g", w, norms[19], norms[18], norms[9], norms[0]);
      page.print("w^(19-k) %11.4g %11.4g %11.4g %11.4g", 1.0, w, Math.pow(w, 10), Math.pow(w, 19));
    }
  }

  /** The same for layers of 32 units, at every distance from the last step. */
  private static void distances(Notebook page) throws IOException {
    Map<String, BaseRecurrentLayer.Builder<?>> cells = new LinkedHashMap<>();
    cells.put("Elman", new PackedElman.Builder());
    cells.put("GRU", new PackedGru.Builder());
    cells.put("LSTM", new PackedLstm.Builder());
    cells.put("LSTM, bias 3", new PackedLstm.Builder().forgetGateBias(3));
    Nd4j.getRandom().setSeed(1);
    INDArray x = Nd4j.randn(DataType.DOUBLE, 1, 8, STEPS); // [B, C, T]
    double[] distances = IntStream.range(0, STEPS).asDoubleStream().toArray();
    page.heading("Norm of the gradient of the last output, untrained layers with 32 units");
    page.print("%-12s %9d %9d %9d %9d %9d", "steps back", 0, 10, 20, 50, 99);
    XYChart chart = Charts.chart("Gradient of the last output", "steps back", "norm");
    chart.getStyler().setYAxisLogarithmic(true);
    cells.forEach(
        (name, cell) -> {
          double[] norms = norms(network(cell.nIn(8).nOut(32).build()), x);
          double[] back = // [T]: the last step first
              IntStream.range(0, STEPS).mapToDouble(d -> norms[STEPS - 1 - d]).toArray();
          page.print(
              "%-12s %9.3g %9.3g %9.3g %9.3g %9.3g",
              name, back[0], back[10], back[20], back[50], back[99]);
          Charts.line(chart, name, distances, back);
        });
    page.picture("gradients-distance", chart);
  }

  /** Returns the norm of the gradient of the last output (its sum) for the input of each step. */
  private static double[] norms(MultiLayerNetwork network, INDArray x) {
    network.setInput(x);
    INDArray h = network.feedForward(true, false).get(1); // [B, H, T]
    INDArray epsilon = h.like(); // [B, H, T]: zeros, and ones at the last step
    epsilon.get(all(), all(), point(h.size(2) - 1)).assign(1);
    return network
        .backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces())
        .getSecond() // [B, C, T]
        .norm2(0, 1)
        .toDoubleVector(); // [T]
  }

  private static MultiLayerNetwork network(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(1).dataType(DataType.DOUBLE).list();
    Arrays.stream(layers).forEach(list::layer);
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static INDArray sequence(double... values) {
    return Nd4j.createFromArray(new double[][][] {{values}}); // [1, 1, T]
  }
}
