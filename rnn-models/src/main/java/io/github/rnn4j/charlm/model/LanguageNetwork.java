package io.github.rnn4j.charlm.model;

import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.NetworkConfig;
import io.github.rnn4j.charlm.config.Optimizer;
import io.github.rnn4j.charlm.config.Order;
import io.github.rnn4j.charlm.config.OutputWeights;
import io.github.rnn4j.charlm.config.TokenInput;
import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.config.NetworkSeed;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.output.TiedWeights;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.network.NetworkSize;
import io.github.rnn4j.optimizer.LazyAdam;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.stateful.StreamNetwork;
import io.github.rnn4j.summary.LayerTable;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The language model: at every step it reads a token and predicts the probabilities of the next
 * one.
 *
 * <pre>
 * indices [B, 1, T] -> embedding [B, E, T]   (or one-hot [B, V, T], or indices as they are)
 *   -> recurrent layers [B, H, T] -> softmax [B, V, T]
 * </pre>
 *
 * <p>With an embedding and one LSTM layer it is the network of S. Raschka, Y. Liu, V. Mirjalili
 * (2022), <cite>Machine Learning with PyTorch and Scikit-Learn</cite>, Packt, chapter 15; with
 * one-hot input and Elman layers it is that of A. Karpathy (2015), <a
 * href="https://karpathy.github.io/2015/05/21/rnn-effectiveness/">The Unreasonable Effectiveness of
 * Recurrent Neural Networks</a>.
 *
 * <p>The training loss is summed over the steps of a row and averaged over the rows.
 */
public final class LanguageNetwork {

  /** Above this size, labels are indices and only the token vectors in use are updated. */
  private static final int LARGE_VOCABULARY = 1000;

  private final CharlmConfig config;
  private final int vocabularySize;
  private final ISchedule learningRate;

  private LanguageNetwork(CharlmConfig config, int vocabularySize) {
    this.config = config;
    this.vocabularySize = vocabularySize;
    this.learningRate = config.training().schedule().of(config.training());
  }

  /**
   * Builds a network with new weights, which depend only on the seed: token vectors from the
   * standard normal distribution unless they are tied to the output, recurrent weights as
   * configured, 1 for the forget-gate bias of the LSTM, and Xavier for all other weights.
   *
   * @param config the architecture of the network, the training settings and the seed
   * @param vocabularySize V, 2 or more
   * @return the network; a {@link StreamNetwork} if the state is carried from one minibatch to the
   *     next
   */
  public static MultiLayerNetwork build(CharlmConfig config, int vocabularySize) {
    if (!carriesState(config)) {
      return plain(config, vocabularySize);
    }
    MultiLayerNetwork network = new StreamNetwork(checked(config, vocabularySize));
    network.init();
    return network;
  }

  /** Builds the same network, but never a {@link StreamNetwork}. */
  static MultiLayerNetwork plain(CharlmConfig config, int vocabularySize) {
    MultiLayerNetwork network = new MultiLayerNetwork(checked(config, vocabularySize));
    network.init();
    return network;
  }

  private static MultiLayerConfiguration checked(CharlmConfig config, int vocabularySize) {
    return NetworkSize.checked(configuration(config, vocabularySize));
  }

  /** Returns whether each row of a minibatch continues the same row of the previous one. */
  public static boolean carriesState(CharlmConfig config) {
    return config.data().unit() == Unit.TEXT && config.training().order() == Order.STREAMS;
  }

  /** Returns whether the output layer shares the matrix of the embedding. */
  public static boolean tied(CharlmConfig config) {
    return config.network().outputWeights() == OutputWeights.TIED;
  }

  /** Returns the number of parameters, counting shared ones once. */
  public static long parameters(CharlmConfig config, MultiLayerNetwork network) {
    return tied(config) ? TiedWeights.parameters(network) : network.numParams();
  }

  /** Returns the layers, counting shared parameters only in the embedding. */
  public static LayerTable layers(CharlmConfig config, MultiLayerNetwork network) {
    List<LayerTable.Row> rows = new ArrayList<>(LayerTable.of(network).rows());
    LayerTable.Row last = rows.remove(rows.size() - 1);
    long shared = network.numParams() - parameters(config, network);
    rows.add(
        new LayerTable.Row(
            last.name(),
            last.type(),
            last.direction(),
            last.in(),
            last.out(),
            last.parameters() - shared));
    return new LayerTable(rows);
  }

  /**
   * Rejects a saved network whose kind of input is not the one in its configuration.
   *
   * @throws RunException if the files are from two runs
   */
  public static void requireInput(
      CharlmConfig config, MultiLayerNetwork network, RunDirectory run) {
    boolean embeds = network.getLayer(0).conf().getLayer() instanceof TokenEmbedding;
    int inputs = network.layerInputSize(0);
    int size = network.layerSize(network.getnLayers() - 1); // V
    TokenInput configured = config.network().input();
    boolean sameSize = embeds || configured.encoding(size).channels() == inputs;
    if (embeds != (configured == TokenInput.EMBEDDING) || !sameSize) {
      TokenInput saved =
          embeds ? TokenInput.EMBEDDING : inputs == 1 ? TokenInput.INDEX : TokenInput.ONE_HOT;
      throw run.mixedFiles(
          "%s has input %s, but the saved network has input %s"
              .formatted(RunDirectory.CONFIG, OptionText.of(configured), OptionText.of(saved)));
    }
  }

  /** Returns how tokens are fed to the network. */
  public static FeatureEncoding features(CharlmConfig config, int vocabularySize) {
    return config.network().input().encoding(vocabularySize);
  }

  /** Returns how the tokens to predict are passed to the loss. */
  public static FeatureEncoding targets(int vocabularySize) {
    return vocabularySize > LARGE_VOCABULARY
        ? new FeatureEncoding.Indices(vocabularySize)
        : new FeatureEncoding.OneHot(vocabularySize);
  }

  /** Describes the network without building it; the arguments are those of {@link #build}. */
  public static MultiLayerConfiguration configuration(CharlmConfig config, int vocabularySize) {
    return new LanguageNetwork(config, vocabularySize).configuration();
  }

  private MultiLayerConfiguration configuration() {
    NeuralNetConfiguration.ListBuilder layers = base().list();
    int size = features(config, vocabularySize).channels();
    if (config.network().input() == TokenInput.EMBEDDING) {
      layers.layer(embedding()); // [B, E, T]
      size = config.network().embedding();
    }
    for (int layer = 1; layer <= config.network().layers(); layer++) {
      layers.layer(recurrent("recurrent" + layer, size, layer > 1)); // [B, H, T]
      size = config.network().hidden();
    }
    layers.layer(output(size)); // [B, V, T]
    if (carriesState(config)) {
      layers.backpropType(BackpropType.TruncatedBPTT).tBPTTLength(config.training().steps());
    }
    return layers.build();
  }

  private NeuralNetConfiguration.Builder base() {
    TrainingConfig training = config.training();
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder()
            .seed(NetworkSeed.of(training.seed()))
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.XAVIER)
            .updater(updater());
    training.clip().configure(base, training.clipThreshold());
    return base;
  }

  private IUpdater updater() {
    TrainingConfig training = config.training();
    return training.optimizer().updater(learningRate, training.rmspropDecay());
  }

  private Layer embedding() {
    boolean lazy =
        vocabularySize > LARGE_VOCABULARY
            && config.training().optimizer() == Optimizer.ADAM
            && !tied(config); // the output has a gradient for every token
    IUpdater updater = lazy ? new LazyAdam(learningRate) : updater();
    return new TokenEmbedding.Builder()
        .name("embedding")
        .nIn(vocabularySize)
        .nOut(config.network().embedding())
        .weightInit(tied(config) ? WeightInit.XAVIER : WeightInit.NORMAL)
        .updater(updater)
        .build();
  }

  private Layer recurrent(String name, int size, boolean dropsInput) {
    NetworkConfig network = config.network();
    BaseRecurrentLayer.Builder<?> layer = network.cellChoice().layer(network.hidden());
    layer.name(name).nIn(size).dataFormat(RNNFormat.NCW);
    if (layer instanceof PackedRecurrentLayer.Builder<?> packed) {
      packed.recurrentDropout(network.recurrentDropout());
    }
    if (dropsInput && network.dropout() > 0) {
      layer.dropOut(1 - network.dropout()); // Deeplearning4j expects the share that is kept.
    }
    return layer.build();
  }

  private Layer output(int size) {
    boolean indices = targets(vocabularySize) instanceof FeatureEncoding.Indices;
    SequenceOutput.Builder output =
        new SequenceOutput.Builder(indices ? LossFunction.SPARSE_MCXENT : LossFunction.MCXENT)
            .name("output")
            .nIn(size)
            .nOut(vocabularySize)
            .dataFormat(RNNFormat.NCW);
    if (config.network().dropout() > 0) {
      output.dropOut(1 - config.network().dropout());
    }
    return output.build();
  }
}
