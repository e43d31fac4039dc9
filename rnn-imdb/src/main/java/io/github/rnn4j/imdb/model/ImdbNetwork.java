package io.github.rnn4j.imdb.model;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.config.NetworkSeed;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.NetworkConfig;
import io.github.rnn4j.imdb.config.TrainingConfig;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.network.NetworkSize;
import io.github.rnn4j.optimizer.LazyAdam;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The review classifier: word vectors, recurrent layers, dense layer, one sigmoid output.
 *
 * <pre>
 * indices [B, 1, T] -> embedding [B, E, T] -> recurrent, each direction's final state [B, S]
 *   -> dense [B, D] -> sigmoid [B, 1]
 * </pre>
 *
 * <p>The <em>final</em> states of the two directions are merged; the backward direction ends at the
 * first word, where it has read the whole review. This is the network of S. Raschka, Y. Liu, V.
 * Mirjalili (2022), <cite>Machine Learning with PyTorch and Scikit-Learn</cite>, Packt, chapter 15.
 * Lower layers pass on the states of both directions at every word.
 *
 * <p>The recurrent layers are packed and do not compute padding; those of SameDiff are put together
 * in {@link SameDiffReading}. At a masked step the embedding outputs zeros and gets no gradient, so
 * the row of {@code <pad>} is never read and never learned. {@link LazyAdam} updates only the
 * vectors of words that occur in the minibatch.
 */
public final class ImdbNetwork {

  static final String INPUT = "review";
  static final String EMBEDDING = "embedding";
  static final String LOWEST = "recurrent1";
  public static final String DENSE = "dense";
  public static final String OUTPUT = "output";

  private final NetworkConfig config;
  private final TrainingConfig training;
  private final GraphBuilder graph;

  private ImdbNetwork(ImdbConfig config, GraphBuilder graph) {
    this.config = config.network();
    this.training = config.training();
    this.graph = graph;
  }

  /**
   * Builds a network with new weights, which depend only on the seed: word vectors from the
   * standard normal distribution, recurrent weights as configured, 1 for the forget-gate bias of
   * the LSTM, and Xavier for all other weights.
   *
   * @param config the architecture of the network, the training settings and the seed
   * @param vocabularySize V, 2 or more
   * @return the network; its features are indices [B, 1, T] or one-hot [B, V, T], its mask is [B,
   *     T], and its output [B, 1] is the probability that a review is positive
   */
  public static ComputationGraph build(ImdbConfig config, int vocabularySize) {
    return build(config, vocabularySize, DataType.FLOAT);
  }

  /**
   * Describes the network without building it.
   *
   * @param config as for {@link #build}
   * @param vocabularySize V, 2 or more
   * @return the layers
   */
  public static ComputationGraphConfiguration configuration(ImdbConfig config, int vocabularySize) {
    return configuration(config, vocabularySize, DataType.FLOAT);
  }

  static ComputationGraph build(ImdbConfig config, int vocabularySize, DataType type) {
    ComputationGraph network =
        new ComputationGraph(NetworkSize.checked(configuration(config, vocabularySize, type)));
    network.init();
    return network;
  }

  private static ComputationGraphConfiguration configuration(
      ImdbConfig config, int vocabularySize, DataType type) {
    GraphBuilder graph =
        base(config.training(), type).graphBuilder().addInputs(INPUT).setOutputs(OUTPUT);
    new ImdbNetwork(config, graph).addAll(vocabularySize);
    return graph.build();
  }

  private static NeuralNetConfiguration.Builder base(TrainingConfig training, DataType type) {
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder()
            .seed(NetworkSeed.of(training.seed()))
            .dataType(type)
            .weightInit(WeightInit.XAVIER)
            .updater(new Adam(training.learningRate()));
    training.clip().configure(base, training.clipThreshold());
    return base;
  }

  private void addAll(int vocabularySize) {
    String below = INPUT;
    int size = vocabularySize;
    if (config.input() == InputForm.EMBEDDING) {
      below =
          add(
              EMBEDDING,
              new TokenEmbedding.Builder()
                  .nIn(vocabularySize)
                  .nOut(config.embedding())
                  .weightInit(WeightInit.NORMAL)
                  .updater(new LazyAdam(training.learningRate()))
                  .build(),
              INPUT); // [B, E, T]
      size = config.embedding();
    }
    for (int layer = 1; layer <= config.layers(); layer++) {
      below = addRecurrent("recurrent" + layer, size, layer == config.layers(), below);
      size = config.stateSize(); // [B, S, T]; top: [B, S]
    }
    add(DENSE, dense(size), below); // [B, D]
    add(OUTPUT, output(), DENSE); // [B, 1]
  }

  private String addRecurrent(String name, int size, boolean top, String below) {
    BaseRecurrentLayer.Builder<?> layer = config.cellChoice().layer(config.hidden());
    if (!(layer instanceof PackedRecurrentLayer.Builder<?> packed)) {
      return new SameDiffReading(config, graph, INPUT).add(name, size, top, below);
    }
    packed.nIn(size).dataFormat(RNNFormat.NCW);
    packed.direction(config.direction()).merge(config.merge());
    packed.result(top ? SequenceResult.LAST_STATE : SequenceResult.EVERY_STEP);
    return add(name, packed.build(), below);
  }

  private Layer dense(int size) {
    DenseLayer.Builder dense =
        new DenseLayer.Builder().nIn(size).nOut(config.dense()).activation(Activation.RELU);
    if (config.dropout() > 0) {
      dense.dropOut(1 - config.dropout()); // Deeplearning4j expects the share that is kept.
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
}
