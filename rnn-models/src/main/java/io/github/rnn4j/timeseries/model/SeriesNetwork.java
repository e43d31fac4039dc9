package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.config.NetworkSeed;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.network.NetworkSize;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.TrainingConfig;
import io.github.rnn4j.timeseries.preparation.Preparation;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Builds the forecasting network: recurrent layers, and an output layer that predicts the
 * distribution of the next values at every step.
 *
 * <pre>
 * features [B, C, T] -> recurrent layers [B, H, T] -> output [B, V K Q, T]
 * </pre>
 *
 * <p>V variables, K steps ahead, Q outputs for each value. The weights of the output layer start at
 * 0, and its biases represent the standard normal distribution: for any input, training starts from
 * the anchors' forecasts, with intervals as wide as their errors. In truncated BPTT, the state is
 * carried from window to window; the gradient is not.
 */
public final class SeriesNetwork {

  private SeriesNetwork() {}

  public static MultiLayerNetwork build(SeriesConfig config, Preparation preparation, long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(NetworkSize.checked(configuration(config, preparation, seed)));
    network.init();
    startAtStandardNormal(network, config.network().output());
    return network;
  }

  /** Describes the network without building it; the arguments are those of {@link #build}. */
  public static MultiLayerConfiguration configuration(
      SeriesConfig config, Preparation preparation, long seed) {
    NetworkConfig shape = config.network();
    TrainingConfig training = config.training();
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder()
            .seed(NetworkSeed.of(seed))
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.XAVIER)
            .updater(new Adam(training.learningRate()));
    if (training.l2() > 0) {
      base.l2(training.l2());
    }
    training.clip().configure(base, training.clipThreshold());
    NeuralNetConfiguration.ListBuilder layers = base.list();
    for (int layer = 0; layer < shape.layers(); layer++) {
      layers.layer(recurrent("recurrent" + (layer + 1), shape)); // [B, H, T]
    }
    layers.layer(output(shape, preparation)); // [B, V K Q, T]
    return layers
        .setInputType(InputType.recurrent(preparation.features(), RNNFormat.NCW))
        .backpropType(BackpropType.TruncatedBPTT)
        .tBPTTLength(training.window())
        .build();
  }

  private static void startAtStandardNormal(MultiLayerNetwork network, OutputForm form) {
    INDArray biases = network.getOutputLayer().getParam(DefaultParamInitializer.BIAS_KEY);
    double[] numbers = form.standardNormal();
    for (long i = 0; i < biases.length(); i++) {
      biases.putScalar(i, numbers[(int) (i % numbers.length)]);
    }
  }

  private static Layer recurrent(String name, NetworkConfig shape) {
    return shape.cellChoice().layer(shape.hidden()).name(name).build();
  }

  private static SequenceOutput output(NetworkConfig shape, Preparation preparation) {
    int values = preparation.variables().size() * preparation.ahead();
    SequenceOutput.Builder builder =
        new SequenceOutput.Builder(shape.output().loss())
            .name("output")
            .nOut(values * shape.output().loss().numbersPerValue())
            .activation(Activation.IDENTITY)
            .weightInit(WeightInit.ZERO);
    if (shape.dropout() > 0) {
      builder.dropOut(1 - shape.dropout()); // Deeplearning4j expects the share that is kept.
    }
    return builder.build();
  }
}
