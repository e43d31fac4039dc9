package io.github.rnn4j.layer.samediff;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.CentralDifferences;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.packed.PackedLayers;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The gradient that {@code fit} computes for the second segment of truncated BPTT, against central
 * differences of the loss of that segment from the state that the first one left.
 */
class TruncatedBpttTest {
  private static final int B = 2;
  private static final int C = 2;
  private static final int H = 3;
  private static final int SEGMENT = 3;
  private static final INDArray X = random(1, B, C, 2L * SEGMENT);
  private static final INDArray Y = random(2, B, C, 2L * SEGMENT);

  /** What {@code fit} computed for the second segment, and the state it started from. */
  private record SecondSegment(INDArray gradient, Map<String, INDArray> state) {}

  @Test
  void gradientOfTheSecondSegmentIsRight() {
    assertThat(errorOfRecurrentWeights(elman())).isLessThan(1e-6);
    assertThat(errorOfRecurrentWeights(new LstmCell.Builder().nIn(C).nOut(H).build()))
        .isLessThan(1e-6);
  }

  @ParameterizedTest
  @EnumSource(PackedLayers.class)
  void soIsThatOfThePackedLayers(PackedLayers kind) {
    PackedRecurrentLayer.Builder<?> builder = kind.builder();
    builder.nIn(C).nOut(H);

    assertThat(errorOfRecurrentWeights(builder.build())).isLessThan(1e-6);
  }

  @Test
  void gradientOfTheSecondSegmentIsRightInAComputationGraph() {
    ComputationGraph graph = graph(elman());
    MultiLayerNetwork twin = network(elman());

    SecondSegment second = fit(graph, () -> graph.fit(new DataSet(X, Y)));

    twin.setParams(graph.params());
    INDArray numeric = numericGradient(twin, second.state());
    assertThat(CentralDifferences.relativeError(second.gradient(), numeric)).isLessThan(1e-6);
  }

  /**
   * Deeplearning4j 1.0.0-M2.1: the forward pass of the second segment starts from the carried
   * state, the backward pass from zero. Where this test fails, Deeplearning4j has mended it.
   */
  @Test
  void deeplearning4jsOwnLayersAreWrongThere() {
    SimpleRnn simple = new SimpleRnn.Builder().nIn(C).nOut(H).activation(Activation.TANH).build();
    LSTM lstm = new LSTM.Builder().nIn(C).nOut(H).activation(Activation.TANH).build();

    assertThat(errorOfRecurrentWeights(simple)).isGreaterThan(0.2);
    assertThat(errorOfRecurrentWeights(lstm)).isGreaterThan(0.2);
  }

  @Test
  void backwardLengthCutsTheGradient() {
    LayerFixture whole = new LayerFixture(elman(), DataType.DOUBLE);
    LayerFixture tail = new LayerFixture(elman(), DataType.DOUBLE);
    INDArray x = random(1, B, C, 5);
    INDArray eps = random(2, B, H, 5);
    INDArray out = whole.forward(x, null);

    INDArray cut = whole.tbptt(eps, 2);

    // the same as differentiating the last two steps from the state that step 3 left
    Map<String, INDArray> state = Map.of(ElmanRnn.STATE, step(out, 2));
    tail.withParams(whole.layer.params());
    LayerFixture.Pass expected = tail.passFrom(state, last(x, 2), null, last(eps, 2));
    assertThat(distance(last(cut, 2), expected.inputGradient())).isLessThan(1e-12);
    INDArray before = cut.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 3));
    assertThat(before.amaxNumber().doubleValue()).isZero();
    assertThat(distance(whole.layer.getGradientsViewArray(), tail.layer.getGradientsViewArray()))
        .isLessThan(1e-12);
  }

  /** Relative error of the second segment's gradient by the recurrent weights. */
  private static double errorOfRecurrentWeights(BaseRecurrentLayer layer) {
    MultiLayerNetwork network = network(layer);
    SecondSegment second = fit(network, () -> network.fit(new DataSet(X, Y)));
    INDArray numeric = numericGradient(network, second.state());

    long start = network.getParam("0_W").length();
    INDArrayIndex recurrent =
        NDArrayIndex.interval(start, start + network.getParam("0_RW").length());
    return CentralDifferences.relativeError(
        second.gradient().get(recurrent), numeric.get(recurrent));
  }

  /** Trains on two segments at the learning rate zero: the parameters stay as they are. */
  private static SecondSegment fit(Model model, Runnable fit) {
    List<INDArray> gradients = new ArrayList<>();
    List<Map<String, INDArray>> states = new ArrayList<>();
    model.addListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model trained) {
            gradients.add(Nd4j.toFlattened(trained.gradient().gradient().dup()));
            states.add(recurrentLayer(trained).rnnGetTBPTTState());
          }
        });
    fit.run();
    assertThat(gradients).hasSize(2);
    return new SecondSegment(gradients.get(1), states.get(0));
  }

  private static RecurrentLayer recurrentLayer(Model model) {
    return model instanceof ComputationGraph graph
        ? (RecurrentLayer) graph.getLayer(0)
        : (RecurrentLayer) ((MultiLayerNetwork) model).getLayer(0);
  }

  /** The state is a constant: truncated BPTT does not look beyond its segment. */
  private static INDArray numericGradient(MultiLayerNetwork network, Map<String, INDArray> state) {
    INDArray target = last(Y, SEGMENT);
    INDArray gradient =
        CentralDifferences.gradient(
            network.params(),
            () -> {
              recurrentLayer(network).rnnSetPreviousState(state);
              INDArray difference = network.rnnTimeStep(last(X, SEGMENT)).sub(target);
              return difference.mul(difference).sumNumber().doubleValue() / C; // MSE by unit
            });
    return Nd4j.toFlattened(gradient);
  }

  private static ElmanRnn elman() {
    return new ElmanRnn.Builder().nIn(C).nOut(H).build();
  }

  private static RnnOutputLayer output() {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nIn(H)
        .nOut(C)
        .activation(Activation.IDENTITY)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  private static MultiLayerNetwork network(BaseRecurrentLayer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base()
                .list()
                .layer(layer)
                .layer(output())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(SEGMENT)
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph graph(BaseRecurrentLayer layer) {
    ComputationGraph graph =
        new ComputationGraph(
            base()
                .graphBuilder()
                .addInputs("x")
                .addLayer("rnn", layer, "x")
                .addLayer("y", output(), "rnn")
                .setOutputs("y")
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(SEGMENT)
                .build());
    graph.init();
    return graph;
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(DataType.DOUBLE)
        .updater(new Sgd(0));
  }

  private static INDArray last(INDArray sequences, int steps) {
    long time = sequences.size(2);
    return sequences
        .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(time - steps, time))
        .dup();
  }

  private static INDArray step(INDArray sequences, int t) {
    return sequences.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t)).dup();
  }
}
