package io.github.rnn4j.timeseries.tutorial;

import io.github.rnn4j.config.NetworkSeed;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.run.MetricsCsv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/**
 * The smallest experiment with a recurrent network, as taught in a PyTorch tutorial: on equally
 * spaced points of a sine, predict the next point from the current one.
 *
 * <pre>{@code
 * h_t = tanh(x_t W + h_(t-1) RW)     1 input, 6 context neurons, W and RW from N(0, 0.4)
 * o_t = h_t V                        V from N(0, 0.3); no biases
 * loss = sum over the 20 steps of (o_t - x_(t+1))^2 / 2
 * }</pre>
 *
 * <p>The tutorial's own settings, {@link TutorialConfig#DEFAULT}, are 21 points on [2, 10] and
 * gradient descent with learning rate 0.1 for 300 epochs, with an update after every step and the
 * previous state treated as a constant ({@link Gradient#STEP}). It prints a loss of 2.7775 in epoch
 * 0, 0.1026 in 10, 0.0055 in 280 and 0.0052 in 290. A single loss depends on the initial weights,
 * so this program trains from several and reports the median.
 *
 * <p>LSTM and GRU have their usual biases. A SameDiff cell that feeds back its output has output
 * weights of its own, also from N(0, 0.4).
 */
final class Tutorial {

  private Tutorial() {}

  /**
   * The result of one run.
   *
   * @param seed the seed of the initial weights
   * @param network the trained network
   * @param epochs one row per epoch; its loss is summed over the steps, each measured before its
   *     update
   * @param predictions the predictions of all steps, by the number of epochs trained: from 0 on at
   *     regular distances, and after the last epoch
   */
  record Run(
      long seed,
      MultiLayerNetwork network,
      List<MetricsCsv.Row> epochs,
      SortedMap<Integer, List<Double>> predictions) {

    double loss(int epoch) {
      return epochs.get(epoch).trainingLoss();
    }

    double lastLoss() {
      return loss(epochs.size() - 1);
    }

    List<Double> lastPredictions() {
      return predictions.get(predictions.lastKey());
    }
  }

  /** Returns the points of the sine. */
  static TimeSeries series(TutorialConfig config) {
    return SineSeries.interval(config.points(), config.from(), config.to());
  }

  /** Returns the targets of the steps: all points but the first. */
  static double[] targets(TutorialConfig config) {
    return Arrays.copyOfRange(series(config).first(), 1, config.points());
  }

  static Run run(TutorialConfig config, long seed) {
    MultiLayerNetwork network = network(config, seed);
    LossSum sum = new LossSum();
    network.setListeners(sum);
    Updater saved = network.getUpdater();
    network.setUpdater(GradientDescent.of(config, network));
    INDArray input = row(Arrays.copyOf(series(config).first(), config.steps())); // [1, 1, steps]
    INDArray target = row(targets(config));
    List<MetricsCsv.Row> epochs = new ArrayList<>();
    SortedMap<Integer, List<Double>> predictions = new TreeMap<>();
    predictions.put(0, values(network.output(input)));
    for (int epoch = 1; epoch <= config.epochs(); epoch++) {
      epochs.add(sum.epoch(epoch, config.steps(), () -> network.fit(input, target)));
      if (epoch % config.pictureEvery() == 0 || epoch == config.epochs()) {
        predictions.put(epoch, values(network.output(input)));
      }
    }
    network.setUpdater(saved);
    return new Run(seed, network, epochs, predictions);
  }

  /** Returns one sequence of one value per step, {@code [1, 1, T]}. */
  static INDArray row(double... values) {
    return Nd4j.createFromArray(new double[][][] {{values}}).castTo(DataType.FLOAT);
  }

  /** Returns the values of one sequence, {@code [1, 1, T]}. */
  static List<Double> values(INDArray row) {
    return LongStream.range(0, row.size(2)).mapToObj(t -> row.getDouble(0, 0, t)).toList();
  }

  /** Builds the untrained network. */
  static MultiLayerNetwork network(TutorialConfig config, long seed) {
    SequenceOutput output =
        new SequenceOutput.Builder(new LossL2(Nd4j.createFromArray(new double[][] {{0.5}})))
            .nOut(1)
            .activation(Activation.IDENTITY)
            .weightInit(new NormalDistribution(0, config.outputSpread()))
            .biasUpdater(new Sgd(0)) // stays 0
            .build();
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(NetworkSeed.of(seed))
            .dataType(DataType.FLOAT)
            .updater(new Sgd(config.learningRate()))
            .list()
            .layer(recurrent(config))
            .layer(output)
            .setInputType(InputType.recurrent(1, RNNFormat.NCW));
    if (config.gradient() == Gradient.STEP) {
      layers.backpropType(BackpropType.TruncatedBPTT).tBPTTLength(1);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static Layer recurrent(TutorialConfig config) {
    BaseRecurrentLayer.Builder<?> builder = config.cellChoice().layer(config.hidden());
    NormalDistribution weights = new NormalDistribution(0, config.weightSpread());
    builder.weightInit(weights).weightInitRecurrent(weights);
    if (hasConstantBias(config, 0)) {
      builder.biasUpdater(new Sgd(0)); // stays 0
    }
    return builder.build();
  }

  /**
   * Returns whether the biases of a layer stay 0: those of the Elman cells and of the output layer.
   */
  static boolean hasConstantBias(TutorialConfig config, int layer) {
    return layer == 1 || config.cell().elman();
  }

  /** Sums the losses of an epoch's updates. */
  private static final class LossSum extends BaseTrainingListener {
    private double total;

    MetricsCsv.Row epoch(int epoch, int steps, Runnable fit) {
      total = 0;
      long start = System.nanoTime();
      fit.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      return new MetricsCsv.Row(epoch, 1, total, Map.of(), steps / seconds, seconds);
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      total += model.score();
    }
  }
}
