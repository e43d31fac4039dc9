package io.github.rnn4j.timeseries.tutorial;

import io.github.rnn4j.config.NetworkSeed;
import io.github.rnn4j.datasets.series.SineSeries;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Cell;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/**
 * The smallest experiment with a recurrent network, as taught in a PyTorch tutorial: on 21 points
 * of the sine on [2, 10], predict the next point from the current one.
 *
 * <pre>{@code
 * h_t = tanh(x_t W + h_(t-1) RW)     1 input, 6 context neurons, W and RW from N(0, 0.4)
 * o_t = h_t V                        V from N(0, 0.3); no biases
 * loss = sum over the 20 steps of (o_t - x_(t+1))^2 / 2
 * }</pre>
 *
 * <p>Training is gradient descent with learning rate 0.1 for 300 epochs, with an update after every
 * step and the previous state treated as a constant ({@link Gradient#STEP}). The tutorial prints a
 * loss of 2.7775 in epoch 0, 0.1026 in 10, 0.0055 in 280 and 0.0052 in 290. A single loss depends
 * on the initial weights, so this program trains from several and reports the median.
 *
 * <p>LSTM and GRU have their usual biases.
 */
final class Tutorial {

  private static final int POINTS = 21;
  private static final double WEIGHTS = 0.4;
  private static final double OUTPUT_WEIGHTS = 0.3;

  private Tutorial() {}

  /**
   * The result of one run.
   *
   * @param seed the seed of the initial weights
   * @param losses the loss of each epoch, summed over its steps, each measured before its update
   * @param predictions the predictions of the 20 steps after training
   */
  record Run(long seed, List<Double> losses, List<Double> predictions) {

    double lastLoss() {
      return losses.get(losses.size() - 1);
    }
  }

  /** Returns the 20 targets: all points but the first. */
  static double[] targets() {
    double[] points = points();
    return Arrays.copyOfRange(points, 1, points.length);
  }

  static Run run(TutorialConfig config, long seed) {
    MultiLayerNetwork network = network(config, seed);
    LossSum sum = new LossSum();
    network.setListeners(sum);
    double[] points = points();
    INDArray input = row(Arrays.copyOf(points, POINTS - 1)); // [1, 1, 20]
    INDArray target = row(targets());
    List<Double> losses = new ArrayList<>();
    for (int epoch = 0; epoch < config.epochs(); epoch++) {
      sum.total = 0;
      network.fit(input, target);
      losses.add(sum.total);
    }
    INDArray output = network.output(input);
    List<Double> predictions =
        IntStream.range(0, POINTS - 1).mapToObj(t -> output.getDouble(0, 0, t)).toList();
    return new Run(seed, losses, predictions);
  }

  private static double[] points() {
    return SineSeries.interval(POINTS, 2, 10).first();
  }

  private static INDArray row(double[] values) {
    return Nd4j.createFromArray(new double[][][] {{values}}).castTo(DataType.FLOAT);
  }

  /** Builds the untrained network. */
  static MultiLayerNetwork network(TutorialConfig config, long seed) {
    SequenceOutput output =
        new SequenceOutput.Builder(new LossL2(Nd4j.createFromArray(new double[][] {{0.5}})))
            .nOut(1)
            .activation(Activation.IDENTITY)
            .weightInit(new NormalDistribution(0, OUTPUT_WEIGHTS))
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

  private static PackedRecurrentLayer recurrent(TutorialConfig config) {
    PackedRecurrentLayer.Builder<?> builder = config.cell().builder();
    builder.nOut(config.hidden()).weightInit(new NormalDistribution(0, WEIGHTS));
    builder.weightInitRecurrent(new NormalDistribution(0, WEIGHTS));
    if (config.cell() == Cell.ELMAN) {
      builder.biasUpdater(new Sgd(0)); // stays 0
    }
    return builder.build();
  }

  /** Sums the losses of an epoch's updates. */
  private static final class LossSum extends BaseTrainingListener {
    private double total;

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      total += model.score();
    }
  }
}
