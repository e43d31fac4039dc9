package io.github.rnn4j.layer;

import static io.github.rnn4j.layer.LayerFixture.random;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;

import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.UnitNormConstraint;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of Deeplearning4j's own recurrent layers, without randomness in their training. */
public enum Dl4jNetworks {
  LSTM_STACK(true),
  SIMPLE_STACK(true),
  TIME_FIRST(true),
  BIDIRECTIONAL_LSTM(true),
  BIDIRECTIONAL_STACK(true),
  LAST_STEP_LSTM(false),
  LAST_STEP_SIMPLE(false),
  LAST_STEP_OF_BOTH(false),
  MASK_ZERO(true),
  FROZEN(true),
  FROZEN_LAST_STEP(false),
  SETTINGS(true);

  public static final int B = 3;
  public static final int C = 2;
  public static final int H = 5;
  public static final int T = 6;
  public static final INDArray MASK = Masks.RIGHT.create(B, T, 4);

  private final boolean everyStep;

  Dl4jNetworks(boolean everyStep) {
    this.everyStep = everyStep;
  }

  private List<Layer> hidden() {
    return switch (this) {
      case LSTM_STACK -> List.of(lstm(), lstm());
      case SIMPLE_STACK ->
          List.of(simple(Activation.TANH), simple(Activation.RELU), simple(Activation.SIGMOID));
      case TIME_FIRST -> List.of(timeFirst(lstm()), timeFirst(simple(Activation.IDENTITY)));
      case BIDIRECTIONAL_LSTM -> List.of(new Bidirectional(Bidirectional.Mode.CONCAT, lstm()));
      case BIDIRECTIONAL_STACK ->
          List.of(
              new Bidirectional(Bidirectional.Mode.ADD, simple(Activation.TANH)),
              new Bidirectional(Bidirectional.Mode.MUL, lstm()),
              new Bidirectional(Bidirectional.Mode.AVERAGE, lstm()));
      case LAST_STEP_LSTM -> List.of(new LastTimeStep(lstm()));
      case LAST_STEP_SIMPLE -> List.of(lstm(), new LastTimeStep(simple(Activation.TANH)));
      case LAST_STEP_OF_BOTH -> List.of(new LastTimeStep(new Bidirectional(lstm())));
      case MASK_ZERO -> List.of(new MaskZeroLayer(lstm(), -1000));
      case FROZEN -> List.of(new FrozenLayer(simple(Activation.TANH)), lstm());
      case FROZEN_LAST_STEP -> List.of(lstm(), new FrozenLayer(new LastTimeStep(lstm())));
      case SETTINGS -> List.of(unusual(), new Bidirectional(unusual()));
    };
  }

  private static LSTM lstm() {
    return new LSTM.Builder().nOut(H).activation(Activation.TANH).build();
  }

  private static SimpleRnn simple(Activation activation) {
    return new SimpleRnn.Builder().nOut(H).activation(activation).build();
  }

  private static LSTM unusual() {
    return new LSTM.Builder()
        .nOut(H)
        .name("unusual")
        .activation(Activation.TANH)
        .forgetGateBiasInit(2)
        .biasInit(0.1)
        .l1(0.001)
        .l2(0.01)
        .l2Bias(0.02)
        .updater(new Nesterovs(0.05, 0.8))
        .biasUpdater(new Adam(0.002))
        .gradientNormalization(GradientNormalization.ClipL2PerParamType)
        .gradientNormalizationThreshold(0.5)
        .constrainRecurrent(new UnitNormConstraint(1))
        .constrainBias(new MaxNormConstraint(0.7, 0))
        .build();
  }

  private static <L extends BaseRecurrentLayer> L timeFirst(L layer) {
    layer.setRnnDataFormat(RNNFormat.NWC);
    return layer;
  }

  private RNNFormat format() {
    return this == TIME_FIRST ? RNNFormat.NWC : RNNFormat.NCW;
  }

  /** A new network. */
  public MultiLayerNetwork create(DataType type) {
    NeuralNetConfiguration.ListBuilder list = settings(type).list();
    hidden().forEach(list::layer);
    list.layer(output(everyStep, format()));
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(C, format())).build());
    network.init();
    return network;
  }

  /** A new graph: two recurrent branches, one of them frozen, joined, with a dense layer. */
  public static ComputationGraph graph(DataType type) {
    ComputationGraph graph =
        new ComputationGraph(
            settings(type)
                .graphBuilder()
                .addInputs("x")
                .addLayer("forward", new LastTimeStep(lstm()), "x")
                .addLayer("below", new FrozenLayer(new Bidirectional(lstm())), "x")
                .addLayer("last", new LastTimeStep(simple(Activation.TANH)), "below")
                .addVertex("joined", new MergeVertex(), "forward", "last")
                .addLayer("dense", new DenseLayer.Builder().nOut(3).build(), "joined")
                .addLayer("y", output(false, RNNFormat.NCW), "dense")
                .setOutputs("y")
                .setInputTypes(InputType.recurrent(C, RNNFormat.NCW))
                .build());
    graph.init();
    return graph;
  }

  private static NeuralNetConfiguration.Builder settings(DataType type) {
    return new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(new Adam(0.01));
  }

  private static Layer output(boolean everyStep, RNNFormat format) {
    return everyStep
        ? new RnnOutputLayer.Builder(LossFunction.MSE)
            .nOut(2)
            .activation(Activation.IDENTITY)
            .dataFormat(format)
            .build()
        : new OutputLayer.Builder(LossFunction.MSE).nOut(2).activation(Activation.IDENTITY).build();
  }

  /** A minibatch that fits, padded unless Deeplearning4j gets that wrong. */
  public DataSet data(long seed, DataType type) {
    INDArray labels = everyStep ? sequences(seed + 1, type) : random(seed + 1, B, 2).castTo(type);
    INDArray mask = backwardLstm() ? null : MASK;
    return new DataSet(sequences(seed, type), labels, mask, everyStep ? mask : null);
  }

  /** Whether an LSTM runs backward: it starts in the padding, or has wrong gradients there. */
  private boolean backwardLstm() {
    return switch (this) {
      case BIDIRECTIONAL_LSTM, BIDIRECTIONAL_STACK, LAST_STEP_OF_BOTH, SETTINGS -> true;
      default -> false;
    };
  }

  /** The outputs of one sequence of a padded minibatch, at its valid steps. */
  public INDArray valid(INDArray outputs, int sequence) {
    INDArray own = one(outputs, sequence);
    return everyStep ? own.get(steps(sequence)).dup() : own;
  }

  /** One sequence of the inputs of a padded minibatch, without its padding. */
  public INDArray alone(INDArray inputs, int sequence) {
    return one(inputs, sequence).get(steps(sequence)).dup('c');
  }

  private static INDArray one(INDArray batch, int sequence) {
    long[] shape = batch.shape().clone();
    shape[0] = 1;
    return batch.slice(sequence).dup('c').reshape('c', shape);
  }

  private INDArrayIndex[] steps(int sequence) {
    INDArrayIndex valid = NDArrayIndex.interval(0, MASK.getRow(sequence).sumNumber().longValue());
    return format() == RNNFormat.NWC
        ? new INDArrayIndex[] {all(), valid, all()}
        : new INDArrayIndex[] {all(), all(), valid};
  }

  private INDArray sequences(long seed, DataType type) {
    INDArray sequences = random(seed, B, 2, T).castTo(type); // C = 2 labels
    return format() == RNNFormat.NWC ? sequences.permute(0, 2, 1).dup('c') : sequences;
  }
}
