package io.github.rnn4j.lessons;

import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.knowm.xchart.XYChart;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/** An Elman network with six context neurons learns a sine wave, one point at a time. */
final class Sine {

  private static final int CONTEXT = 6;
  private static final double LEARNING_RATE = 0.1;

  // All input and recurrent weights start from N(0, 0.4), the output weights from N(0, 0.3).
  private static final NormalDistribution WEIGHTS = new NormalDistribution(0, 0.4);
  private static final NormalDistribution OUTPUT_WEIGHTS = new NormalDistribution(0, 0.3);

  private Sine() {}

  static void run(Notebook page) throws IOException {
    // 21 points of the sine from 2 to 10. Each of the first 20 is an input; its target is the next.
    double[] points = SineSeries.interval(21, 2, 10).first();
    double[] targets = Arrays.copyOfRange(points, 1, points.length);
    INDArray x = sequence(Arrays.copyOf(points, targets.length)); // [1, 1, T]
    INDArray y = sequence(targets); // [1, 1, T]

    Map<String, BaseRecurrentLayer.Builder<?>> cells = new LinkedHashMap<>();
    cells.put(
        "tanh", new PackedElman.Builder().activation(Activation.TANH).biasUpdater(new Sgd(0)));
    cells.put(
        "sigmoid",
        new PackedElman.Builder().activation(Activation.SIGMOID).biasUpdater(new Sgd(0)));
    cells.put("LSTM", new PackedLstm.Builder());
    cells.put("GRU", new PackedGru.Builder());

    int epochs = page.epochs(300);
    Map<String, List<Double>> losses = new LinkedHashMap<>();
    Map<String, double[]> predictions = new LinkedHashMap<>();
    cells.forEach(
        (name, cell) -> {
          MultiLayerNetwork network = network(cell);
          losses.put(name, train(network, x, y, epochs));
          predictions.put(name, network.output(x).data().asDouble());
        });

    page.heading("Loss of an epoch: half the squared error, summed over the 20 steps");
    page.print("epoch  %10s %10s %10s %10s", cells.keySet().toArray());
    for (int epoch = 0; epoch < epochs; epoch += 10) {
      int row = epoch;
      Object[] values = losses.values().stream().map(all -> all.get(row)).toArray();
      page.print("%5d  " + "%10.5f ".repeat(values.length), prepend(epoch, values));
    }

    page.heading("Predictions of the next point after training");
    page.print(
        "step   %10s " + "%10s ".repeat(cells.size()), prepend("target", cells.keySet().toArray()));
    for (int t = 0; t < targets.length; t++) {
      int step = t;
      Object[] values = predictions.values().stream().map(all -> all[step]).toArray();
      page.print(
          "%5d  %10.5f " + "%10.5f ".repeat(values.length),
          prepend(t, prepend(targets[t], values)));
    }

    double[] steps = IntStream.range(0, targets.length).asDoubleStream().toArray();
    XYChart chart = Charts.chart("The next point of a sine wave", "step", "value");
    Charts.line(chart, "sine", steps, targets);
    Charts.line(chart, "prediction (tanh)", steps, predictions.get("tanh"));
    page.picture("sine-prediction", chart);
  }

  /** Trains with an update after every step, and returns the loss of each epoch. */
  private static List<Double> train(MultiLayerNetwork network, INDArray x, INDArray y, int epochs) {
    List<Double> losses = new ArrayList<>();
    double[] sum = {0};
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            sum[0] += model.score(); // the loss of one step, before its update
          }
        });
    for (int epoch = 0; epoch < epochs; epoch++) {
      sum[0] = 0;
      network.fit(x, y); // starts from a context of zeros
      losses.add(sum[0]);
    }
    return losses;
  }

  private static MultiLayerNetwork network(BaseRecurrentLayer.Builder<?> cell) {
    LossL2 half = new LossL2(Nd4j.createFromArray(new double[][] {{0.5}}));
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(LEARNING_RATE))
                .weightInit(WEIGHTS)
                .list()
                .layer(cell.nIn(1).nOut(CONTEXT).weightInitRecurrent(WEIGHTS).build())
                .layer(
                    new SequenceOutput.Builder(half)
                        .nIn(CONTEXT)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .weightInit(OUTPUT_WEIGHTS)
                        .biasUpdater(new Sgd(0)) // stays 0: the tutorial has no biases
                        .build())
                // The state passes from step to step, but no gradient flows back through it.
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(1)
                .build());
    network.init();
    return network;
  }

  private static INDArray sequence(double[] values) {
    return Nd4j.createFromArray(new double[][][] {{values}}).castTo(DataType.FLOAT); // [1, 1, T]
  }

  private static Object[] prepend(Object first, Object[] rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }
}
