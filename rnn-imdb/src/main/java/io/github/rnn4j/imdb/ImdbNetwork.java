package io.github.rnn4j.imdb;

import io.github.rnn4j.layer.ElmanRnn;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The classifier of reviews: word vectors, recurrent layers, dense layer, one sigmoid output.
 *
 * <pre>
 * indices [B, 1, T] -> embedding [B, E, T] -> forward -> state at the last word  --+
 *                                          \                                       merge -> dense -> sigmoid
 *                                           reverse -> backward -> state at the    |         [B, D]   [B, 1]
 *                                                                  first word    --+ [B, 2 H]
 * </pre>
 *
 * <p>The two <em>final</em> states are merged: that of the backward direction is at the first word,
 * where it has read the whole review. This is the network of S. Raschka, Y. Liu, V. Mirjalili
 * (2022), <cite>Machine Learning with PyTorch and Scikit-Learn</cite>, Packt, chapter 15. Layers
 * below the topmost one pass on both directions at every word.
 *
 * <p>The features are padded on the right. The backward direction is a forward layer between two
 * {@link ReverseTimeSeriesVertex}, which turn each review round within its own length, so that its
 * padding stays on the right. Deeplearning4j's {@code Bidirectional} is not used: it puts the
 * padding first, and the gradient of {@code LSTM} in 1.0.0-M2.1 is wrong where errors pass through
 * masked steps. At a masked step the embedding gives zeros and gets no gradient, so that the row of
 * {@code <pad>} is never learned and never seen.
 *
 * <p>The gradient is clipped by the norm of each layer ({@link
 * GradientNormalization#ClipL2PerLayer}), the nearest that Deeplearning4j has to clipping by the
 * norm of the whole.
 */
public final class ImdbNetwork {

  static final String INPUT = "review";
  static final String EMBEDDING = "embedding";
  static final String LOWEST = "forward1";
  static final String DENSE = "dense";
  static final String OUTPUT = "output";

  private final NetworkConfig config;
  private final GraphBuilder graph;

  private ImdbNetwork(NetworkConfig config, GraphBuilder graph) {
    this.config = config;
    this.graph = graph;
  }

  /**
   * A network with fresh weights, which depend on the seed alone: Xavier, orthogonal for the
   * recurrent weights of the Elman cell, 1 for the forget-gate bias of the LSTM.
   *
   * @param config shape, training and seed
   * @param vocabularySize V, 2 or more
   * @return the network; features [B, 1, T] of indices or one-hot [B, V, T], mask [B, T], output
   *     [B, 1], the probability that a review is positive
   */
  public static ComputationGraph build(ImdbConfig config, int vocabularySize) {
    return build(config, vocabularySize, DataType.FLOAT);
  }

  static ComputationGraph build(ImdbConfig config, int vocabularySize, DataType type) {
    GraphBuilder graph =
        base(config.training(), type).graphBuilder().addInputs(INPUT).setOutputs(OUTPUT);
    new ImdbNetwork(config.network(), graph).addAll(vocabularySize);
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  private static NeuralNetConfiguration.Builder base(TrainingConfig training, DataType type) {
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder()
            .seed(training.seed())
            .dataType(type)
            .weightInit(WeightInit.XAVIER)
            .updater(new Adam(training.learningRate()));
    if (training.clipNorm() > 0) {
      base.gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(training.clipNorm());
    }
    return base;
  }

  private void addAll(int vocabularySize) {
    String below = INPUT;
    int size = vocabularySize;
    if (config.input() == InputForm.EMBEDDING) {
      below =
          add(
              EMBEDDING,
              new EmbeddingSequenceLayer.Builder()
                  .nIn(vocabularySize)
                  .nOut(config.embedding())
                  .build(),
              INPUT); // [B, E, T]
      size = config.embedding();
    }
    for (int layer = 1; layer <= config.layers(); layer++) {
      below = addRecurrent(layer, below, size); // [B, S, T], the topmost [B, S]
      size = config.stateSize();
    }
    add(DENSE, dense(size), below); // [B, D]
    add(OUTPUT, output(), DENSE); // [B, 1]
  }

  /** One layer in its direction or directions; the topmost one gives its final states only. */
  private String addRecurrent(int layer, String below, int size) {
    boolean top = layer == config.layers();
    String forward = add("forward" + layer, recurrent(size), below); // [B, H, T]
    if (top) {
      forward = add("lastWord" + layer, new LastTimeStepVertex(INPUT), forward); // [B, H]
    }
    if (config.direction() == Direction.FORWARD) {
      return forward;
    }
    String reversed = add("reverse" + layer, new ReverseTimeSeriesVertex(INPUT), below);
    String backward = add("backward" + layer, recurrent(size), reversed); // [B, H, T], turned
    backward =
        top
            ? add("firstWord" + layer, new LastTimeStepVertex(INPUT), backward) // [B, H]
            : add("turn" + layer, new ReverseTimeSeriesVertex(INPUT), backward); // [B, H, T]
    return add("states" + layer, merge(), forward, backward);
  }

  /** The one place where the recurrent layer is chosen. */
  private Layer recurrent(int size) {
    return switch (config.cell()) {
      case LSTM ->
          new LSTM.Builder()
              .nIn(size)
              .nOut(config.hidden())
              .activation(Activation.TANH)
              .forgetGateBiasInit(1)
              .dataFormat(RNNFormat.NCW)
              .build();
      case ELMAN ->
          new ElmanRnn.Builder().nIn(size).nOut(config.hidden()).dataFormat(RNNFormat.NCW).build();
    };
  }

  private GraphVertex merge() {
    return switch (config.merge()) {
      case CONCAT -> new MergeVertex();
      case ADD -> new ElementWiseVertex(ElementWiseVertex.Op.Add);
      case MULTIPLY -> new ElementWiseVertex(ElementWiseVertex.Op.Product);
      case AVERAGE -> new ElementWiseVertex(ElementWiseVertex.Op.Average);
    };
  }

  private Layer dense(int size) {
    DenseLayer.Builder dense =
        new DenseLayer.Builder().nIn(size).nOut(config.dense()).activation(Activation.RELU);
    if (config.dropout() > 0) {
      dense.dropOut(1 - config.dropout()); // Deeplearning4j takes the share that is kept.
    }
    return dense.build();
  }

  private Layer output() {
    return new OutputLayer.Builder(LossFunction.XENT)
        .nIn(config.dense())
        .nOut(1)
        .activation(Activation.SIGMOID)
        .build();
  }

  private String add(String name, Layer layer, String input) {
    graph.addLayer(name, layer, input);
    return name;
  }

  private String add(String name, GraphVertex vertex, String... inputs) {
    graph.addVertex(name, vertex, inputs);
    return name;
  }
}
