package io.github.rnn4j.layer.packed;

import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks in FLOAT that name something at every step, and minibatches for them. */
final class PackedNetwork {
  static final int FEATURES = 5;
  private static final int LABELS = 2;

  private PackedNetwork() {}

  static MultiLayerNetwork of(Layer... hidden) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(3).updater(new Adam(0.01)).list();
    for (Layer layer : hidden) {
      list.layer(layer);
    }
    list.layer(
        new RnnOutputLayer.Builder(LossFunction.MSE)
            .nOut(LABELS)
            .activation(Activation.IDENTITY)
            .build());
    InputType type = InputType.recurrent(FEATURES, RNNFormat.NCW);
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(type).build());
    network.init();
    return network;
  }

  /** Sequences of the given lengths, padded to the longest. */
  static DataSet minibatch(long seed, int... lengths) {
    int time = Arrays.stream(lengths).max().orElseThrow();
    Random random = new Random(seed);
    INDArray mask = Nd4j.zeros(DataType.FLOAT, lengths.length, time);
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        mask.putScalar(b, t, 1);
      }
    }
    return new DataSet(
        gaussian(random, lengths.length, FEATURES, time),
        gaussian(random, lengths.length, LABELS, time),
        mask,
        mask);
  }

  /** Uses Java's random numbers, because ND4J's belong to the network. */
  private static INDArray gaussian(Random random, int... shape) {
    float[] values = new float[shape[0] * shape[1] * shape[2]];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, shape, 'c');
  }
}
