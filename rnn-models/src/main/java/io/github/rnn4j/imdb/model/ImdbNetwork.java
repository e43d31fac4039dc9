package io.github.rnn4j.imdb.model;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.config.NetworkSeed;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.NetworkConfig;
import io.github.rnn4j.imdb.config.TrainingConfig;
import io.github.rnn4j.imdb.config.WordVectors;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.loss.ClassWeightedLoss;
import io.github.rnn4j.network.NetworkSize;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitNormal;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The text classifier: word vectors, recurrent layers, dense layer, output.
 *
 * <pre>
 * indices [B, 1, T] -> embedding [B, E, T] -> recurrent, each direction's final state [B, S]
 *   -> dense [B, D] -> two classes: sigmoid [B, 1], K classes: softmax [B, K]
 * </pre>
 *
 * <p>The <em>final</em> states of the two directions are merged; the backward direction ends at the
 * first word, where it has read the whole review. This is the network of S. Raschka, Y. Liu, V.
 * Mirjalili (2022), <cite>Machine Learning with PyTorch and Scikit-Learn</cite>, Packt, chapter 15.
 * Lower layers pass on the states of both directions at every word.
 *
 * <p>The recurrent layers are packed and do not compute padding; those of SameDiff are put together
 * in {@link SameDiffReading}. At a masked step the embedding outputs zeros and gets no gradient, so
 * the row of {@code <pad>} is never read and never learned. {@link
 * io.github.rnn4j.optimizer.LazyAdam} updates only the vectors of words that occur in the
 * minibatch.
 */
public final class ImdbNetwork {

  private static final int UNKNOWN = 1; // of the vocabulary's special tokens
  private static final double SMALL = 0.1;

  static final String INPUT = "review";
  static final String EMBEDDING = "embedding";
  static final String LOWEST = "recurrent1";
  public static final String DENSE = "dense";
  public static final String OUTPUT = "output";

  private final NetworkConfig config;
  private final TrainingConfig training;
  private final TextClasses classes;
  private final GraphBuilder graph;

  private ImdbNetwork(ImdbConfig config, TextClasses classes, GraphBuilder graph) {
    this.config = config.network();
    this.classes = classes;
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
   * @param classes the classes to tell apart
   * @return the network; its features are indices [B, 1, T] or one-hot [B, V, T], and its mask is
   *     [B, T]. Its output is the probability of the positive one of two classes, [B, 1], or of
   *     each class, [B, K]
   */
  public static ComputationGraph build(ImdbConfig config, int vocabularySize, TextClasses classes) {
    return build(config, vocabularySize, classes, DataType.FLOAT);
  }

  /**
   * Describes the network without building it.
   *
   * @param config as for {@link #build}
   * @param vocabularySize V, 2 or more
   * @param classes the classes to tell apart
   * @return the layers
   */
  public static ComputationGraphConfiguration configuration(
      ImdbConfig config, int vocabularySize, TextClasses classes) {
    return configuration(config, vocabularySize, classes, DataType.FLOAT);
  }

  /**
   * Replaces the first components of the word vectors.
   *
   * @param network a network with an embedding
   * @param ratios the log-count ratios of each word, one for each output; those that do not fit
   *     into half a vector are left out
   */
  public static void startAtRatios(ComputationGraph network, double[][] ratios) {
    INDArray vectors = network.getLayer(EMBEDDING).getParam(DefaultParamInitializer.WEIGHT_KEY);
    int most = Math.toIntExact(Math.min(ratios.length, Math.max(1, vectors.size(1) / 2)));
    for (int component = 0; component < most; component++) {
      INDArray column = Nd4j.createFromArray(ratios[component]).castTo(vectors.dataType());
      vectors.getColumn(component).assign(column);
    }
  }

  static ComputationGraph build(
      ImdbConfig config, int vocabularySize, TextClasses classes, DataType type) {
    ComputationGraph network =
        new ComputationGraph(
            NetworkSize.checked(configuration(config, vocabularySize, classes, type)));
    network.init();
    return network;
  }

  private static ComputationGraphConfiguration configuration(
      ImdbConfig config, int vocabularySize, TextClasses classes, DataType type) {
    GraphBuilder graph =
        base(config.training(), type).graphBuilder().addInputs(INPUT).setOutputs(OUTPUT);
    new ImdbNetwork(config, classes, graph).addAll(vocabularySize);
    return graph.build();
  }

  private static NeuralNetConfiguration.Builder base(TrainingConfig training, DataType type) {
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder()
            .seed(NetworkSeed.of(training.seed()))
            .dataType(type)
            .weightInit(WeightInit.XAVIER)
            .updater(training.updater());
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
                  .weightInit(vectors())
                  .wordDropout(config.wordDropout(), UNKNOWN)
                  .updater(training.embeddingUpdater())
                  .build(),
              INPUT); // [B, E, T]
      size = config.embedding();
    }
    for (int layer = 1; layer <= config.layers(); layer++) {
      below = addRecurrent("recurrent" + layer, size, layer == config.layers(), below);
      size = config.stateSize(); // [B, S, T]; top: [B, S] or [B, 2 S]
    }
    size = config.summarySize();
    if (config.dense() > 0) {
      below = add(DENSE, dense(size), below); // [B, D]
      size = config.dense();
    }
    add(OUTPUT, output(size), below); // [B, 1] or [B, K]
  }

  private IWeightInit vectors() {
    return config.wordVectors() == WordVectors.NORMAL
        ? new WeightInitNormal()
        : new WeightInitDistribution(new NormalDistribution(0, SMALL));
  }

  private String addRecurrent(String name, int size, boolean top, String below) {
    BaseRecurrentLayer.Builder<?> layer = cell(config);
    if (!(layer instanceof PackedRecurrentLayer.Builder<?> packed)) {
      return new SameDiffReading(config, graph, INPUT).add(name, size, top, below);
    }
    packed.nIn(size).dataFormat(RNNFormat.NCW);
    packed.direction(config.direction()).merge(config.merge());
    packed.result(top ? config.pooling().result() : SequenceResult.EVERY_STEP);
    return add(name, packed.build(), below);
  }

  /** Returns the cell, with dropout of its input that is the same at every step. */
  static BaseRecurrentLayer.Builder<?> cell(NetworkConfig config) {
    BaseRecurrentLayer.Builder<?> layer = config.cellChoice().layer(config.hidden());
    if (config.variationalDropout() > 0) {
      layer.dropOut(new SpatialDropout(1 - config.variationalDropout())); // the share that is kept
    }
    return layer;
  }

  private Layer dense(int size) {
    DenseLayer.Builder dense =
        new DenseLayer.Builder().nIn(size).nOut(config.dense()).activation(Activation.RELU);
    if (config.dropout() > 0) {
      dense.dropOut(1 - config.dropout()); // Deeplearning4j expects the share that is kept.
    }
    return dense.build();
  }

  private Layer output(int size) {
    boolean binary = classes.isBinary();
    OutputLayer.Builder layer =
        classes.weights().isEmpty()
            ? new OutputLayer.Builder(binary ? LossFunction.XENT : LossFunction.MCXENT)
            : new OutputLayer.Builder(new ClassWeightedLoss(classes.weights()));
    if (config.dense() == 0 && config.dropout() > 0) {
      layer.dropOut(1 - config.dropout());
    }
    return layer
        .nIn(size)
        .nOut(classes.outputs())
        .activation(binary ? Activation.SIGMOID : Activation.SOFTMAX)
        .build();
  }

  private String add(String name, Layer layer, String input) {
    graph.addLayer(name, layer, input);
    return name;
  }
}
