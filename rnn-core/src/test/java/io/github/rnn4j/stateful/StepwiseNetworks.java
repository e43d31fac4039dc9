package io.github.rnn4j.stateful;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks for the tests of {@link StepwiseNetwork}, and their own steps. */
final class StepwiseNetworks {
  static final int V = 11;
  static final int O = 7;

  /** No multiples of any vector length. */
  private static final int[] UNITS = {21, 13, 8};

  private StepwiseNetworks() {}

  /** What a token becomes before the first recurrent layer. */
  enum Input {
    TOKEN_EMBEDDING,
    EMBEDDING_SEQUENCE,
    ONE_HOT
  }

  /** The recurrent layers. */
  enum Cell {
    ELMAN,
    ELMAN_RELU,
    ELMAN_SIGMOID,
    ELMAN_IDENTITY,
    LSTM,
    GRU,
    DL4J_LSTM,
    DL4J_SIMPLE_RNN;

    Layer create(int inputs, int units) {
      return switch (this) {
        case ELMAN -> new PackedElman.Builder().nIn(inputs).nOut(units).build();
        case ELMAN_RELU -> elman(Activation.RELU, inputs, units);
        case ELMAN_SIGMOID -> elman(Activation.SIGMOID, inputs, units);
        case ELMAN_IDENTITY -> elman(Activation.IDENTITY, inputs, units);
        case LSTM -> new PackedLstm.Builder().nIn(inputs).nOut(units).build();
        case GRU -> new PackedGru.Builder().nIn(inputs).nOut(units).build();
        case DL4J_LSTM ->
            new LSTM.Builder().nIn(inputs).nOut(units).activation(Activation.TANH).build();
        case DL4J_SIMPLE_RNN ->
            new SimpleRnn.Builder().nIn(inputs).nOut(units).activation(Activation.TANH).build();
      };
    }

    private static Layer elman(Activation activation, int inputs, int units) {
      return new PackedElman.Builder().activation(activation).nIn(inputs).nOut(units).build();
    }
  }

  static MultiLayerNetwork create(Input input, Cell cell, int depth) {
    List<Layer> layers = new ArrayList<>();
    int below = V;
    if (input != Input.ONE_HOT) {
      below = 5;
      layers.add(
          input == Input.TOKEN_EMBEDDING
              ? new TokenEmbedding.Builder().nIn(V).nOut(below).build()
              : new EmbeddingSequenceLayer.Builder()
                  .nIn(V)
                  .nOut(below)
                  .hasBias(true)
                  .inferInputLength(true)
                  .build());
    }
    for (int i = 0; i < depth; i++) {
      layers.add(cell.create(below, UNITS[i]));
      below = UNITS[i];
    }
    layers.add(output(below, Activation.SOFTMAX));
    return of(DataType.FLOAT, layers.toArray(Layer[]::new));
  }

  static SequenceOutput output(int inputs, Activation activation) {
    return new SequenceOutput.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(O)
        .activation(activation)
        .build();
  }

  static RnnOutputLayer dl4jOutput(int inputs, Activation activation) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(O)
        .activation(activation)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  /** With random parameters, biases too, that keep the state of 21 units from growing. */
  static MultiLayerNetwork of(DataType type, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(3).dataType(type).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    Random random = new Random(5);
    float[] values = new float[(int) network.numParams()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.2 * random.nextGaussian());
    }
    network.setParams(Nd4j.createFromArray(values).reshape(1, values.length).castTo(type));
    return network;
  }

  /** What the network itself makes of some tokens, {@code [T][O]}. */
  static float[][] timeSteps(MultiLayerNetwork network, int... tokens) {
    network.rnnClearPreviousState();
    return timeSteps(network, encoded(network, tokens));
  }

  /** What the network itself makes of {@code [1, C, T]}, {@code [T][O]}. */
  static float[][] timeSteps(MultiLayerNetwork network, INDArray input) {
    INDArray output = network.rnnTimeStep(input).castTo(DataType.FLOAT);
    return output.slice(0).transpose().dup('c').toFloatMatrix();
  }

  /** The tokens as the network takes them, {@code [1, 1, T]} or {@code [1, V, T]}. */
  private static INDArray encoded(MultiLayerNetwork network, int... tokens) {
    Layer first = network.getLayerWiseConfigurations().getConf(0).getLayer();
    boolean embeds = first instanceof TokenEmbedding || first instanceof EmbeddingSequenceLayer;
    INDArray input = Nd4j.zeros(DataType.FLOAT, 1, embeds ? 1 : V, tokens.length);
    for (int t = 0; t < tokens.length; t++) {
      input.putScalar(0, embeds ? 0 : tokens[t], t, embeds ? tokens[t] : 1);
    }
    return input;
  }
}
