package io.github.rnn4j.lessons;

import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.optimizer.Clip;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Two ways to limit a gradient: clipping, and truncated BPTT. */
final class GradientLimits {

  private static final int STEPS = 100;
  private static final int SEGMENT = 20;

  private GradientLimits() {}

  static void run(Notebook page) {
    clipping(page);
    truncation(page);
  }

  /** The gradient of a pulse that grows by half at every step, with a threshold of 20. */
  private static void clipping(Notebook page) {
    page.heading("Clipping a gradient at 20");
    page.print("%-8s %-28s %-20s %s", "clip", "hidden: W, RW, b", "output: W, b", "norm");
    print(page, "nothing", gradient(Clip.VALUE, 0)); // 0 is no clipping
    for (Clip clip : List.of(Clip.VALUE, Clip.LAYER, Clip.GLOBAL)) {
      print(page, clip.name().toLowerCase(Locale.ROOT), gradient(clip, 20));
    }
  }

  /** Trains once with a learning rate of 1: the weights change by the clipped gradient. */
  private static INDArray gradient(Clip clip, double threshold) {
    NeuralNetConfiguration.Builder builder = builder();
    clip.configure(builder, threshold);
    MultiLayerNetwork network = network(builder, 1, BackpropType.Standard);
    network.setListeners(clip.gradientNorm(threshold)); // does the global clipping
    INDArray before = Nd4j.createFromArray(new double[][] {{0.2, 1.5, 0, 1, 0}});
    network.setParams(before.dup());
    INDArray x = Nd4j.createFromArray(new double[][][] {{{1, 0, 0, 0, 0, 0}}}); // [B, C, T]
    network.fit(x, x.like()); // the targets are zeros
    return before.sub(network.params()).reshape(5);
  }

  private static void print(Notebook page, String name, INDArray gradient) {
    page.print(
        "%-8s %-28s %-20s %.2f",
        name,
        Notebook.numbers(gradient.get(NDArrayIndex.interval(0, 3)), 4),
        Notebook.numbers(gradient.get(NDArrayIndex.interval(3, 5)), 4),
        gradient.norm2Number().doubleValue());
  }

  /** Which inputs the gradient of one step's loss reaches, with and without truncation. */
  private static void truncation(Notebook page) {
    // Each step has an input of its own, and so a row of W of its own: the rows that change are the
    // steps that the gradient reached.
    INDArray x = Nd4j.eye(STEPS).castTo(DataType.DOUBLE).reshape(1, STEPS, STEPS); // [B, C, T]
    INDArray y = Nd4j.ones(DataType.DOUBLE, 1, 1, STEPS); // [B, 1, T]
    page.heading("Inputs that the gradient of one step's loss reaches, in a sequence of 100 steps");
    page.print("%-15s %6s %7s %6s %6s", "backpropagation", "loss", "inputs", "first", "last");
    for (BackpropType type : List.of(BackpropType.Standard, BackpropType.TruncatedBPTT)) {
      for (int step : new int[] {99, 85, 80}) {
        INDArray mask = Nd4j.zeros(DataType.DOUBLE, 1, STEPS); // [B, T]
        mask.putScalar(0, step, 1); // only this step has a loss
        MultiLayerNetwork network = network(builder(), STEPS, type);
        INDArray before = network.getParam("0_W").dup(); // [C, H]
        network.fit(new DataSet(x, y, null, mask));
        INDArray change = network.getParam("0_W").sub(before); // [C, H]
        int[] reached = IntStream.range(0, STEPS).filter(t -> change.getDouble(t) != 0).toArray();
        page.print(
            "%-15s %6d %7d %6d %6d",
            type, step, reached.length, reached[0], reached[reached.length - 1]);
      }
    }
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .dataType(DataType.DOUBLE)
        .updater(new Sgd(1));
  }

  /** Creates a network with one hidden unit and one output, both without an activation. */
  private static MultiLayerNetwork network(
      NeuralNetConfiguration.Builder builder, int inputs, BackpropType type) {
    Activation none = Activation.IDENTITY;
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder
                .list()
                .layer(new PackedElman.Builder().nIn(inputs).nOut(1).activation(none).build())
                .layer(
                    new SequenceOutput.Builder(LossFunction.L2)
                        .nIn(1)
                        .nOut(1)
                        .activation(none)
                        .build())
                .backpropType(type)
                .tBPTTLength(SEGMENT)
                .build());
    network.init();
    return network;
  }
}
