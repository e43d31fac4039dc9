package io.github.rnn4j.layer.initial;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.convert.PackedNetworks;
import io.github.rnn4j.layer.CentralDifferences;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.model.ModelArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class InitialStateVertexTest {

  private static final int UNITS = 4;

  private final INDArray source = random(1, 3, 2, 5); // [B, C, T]
  private final INDArray target = random(2, 3, 3, 4);
  private final INDArray labels = random(3, 3, 2, 4);
  private final INDArray sourceMask =
      Nd4j.create(new double[][] {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}, {1, 0, 0, 0, 0}});
  private final INDArray targetMask =
      Nd4j.create(new double[][] {{1, 1, 0, 0}, {1, 1, 1, 1}, {1, 1, 1, 0}});

  private static PackedRecurrentLayer packed(
      String cell, int inputs, Direction direction, SequenceResult result) {
    PackedRecurrentLayer.Builder<?> builder =
        switch (cell) {
          case "elman" -> new PackedElman.Builder();
          case "lstm" -> new PackedLstm.Builder();
          default -> new PackedGru.Builder();
        };
    return builder.nIn(inputs).nOut(UNITS).direction(direction).result(result).build();
  }

  private static GraphBuilder builder() {
    return builder(new NoOp());
  }

  private static GraphBuilder builder(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .dataType(DataType.DOUBLE)
        .updater(updater)
        .graphBuilder()
        .addInputs("source", "target");
  }

  private static RnnOutputLayer output(long inputs) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(2)
        .activation(Activation.IDENTITY)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  private static ComputationGraph graph(BaseRecurrentLayer encoder, BaseRecurrentLayer decoder) {
    GraphBuilder builder = builder().addLayer("encoder", encoder, "source");
    InitialStateVertex.addLayer(builder, "decoder", decoder, "target", "encoder");
    long outputs =
        decoder instanceof PackedRecurrentLayer layer ? layer.outputSize() : decoder.getNOut();
    return initialized(builder.addLayer("output", output(outputs), "decoder").setOutputs("output"));
  }

  /** A forward encoder and a forward decoder with the same cell. */
  private static ComputationGraph graph(String cell, SequenceResult encoderResult) {
    return graph(
        packed(cell, 2, Direction.FORWARD, encoderResult),
        packed(cell, 3, Direction.FORWARD, SequenceResult.EVERY_STEP));
  }

  /** Adds a forward decoder, which takes its state from a vertex, and an output above it. */
  private static GraphBuilder withDecoder(GraphBuilder builder, String cell, String state) {
    PackedRecurrentLayer decoder = packed(cell, 3, Direction.FORWARD, SequenceResult.EVERY_STEP);
    return InitialStateVertex.addLayer(builder, "decoder", decoder, "target", state)
        .addLayer("output", output(UNITS), "decoder")
        .setOutputs("output");
  }

  private static ComputationGraph initialized(GraphBuilder builder) {
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  private MultiDataSet minibatch() {
    return new MultiDataSet(
        new INDArray[] {source, target},
        new INDArray[] {labels},
        new INDArray[] {sourceMask, targetMask},
        new INDArray[] {targetMask});
  }

  private INDArray gradient(ComputationGraph graph) {
    graph.initGradientsView();
    graph.setInputs(source, target);
    graph.setLabels(labels);
    graph.setLayerMaskArrays(new INDArray[] {sourceMask, targetMask}, new INDArray[] {targetMask});
    graph.computeGradientAndScore();
    return graph
        .gradient()
        .gradient()
        .div(source.size(0)); // Deeplearning4j sums over the minibatch
  }

  @ParameterizedTest
  @CsvSource({
    "elman, FORWARD",
    "lstm, FORWARD",
    "gru, FORWARD",
    "elman, BACKWARD",
    "lstm, BACKWARD",
    "elman, BIDIRECTIONAL",
    "lstm, BIDIRECTIONAL",
    "gru, BIDIRECTIONAL"
  })
  void gradientsFlowFromTheDecoderIntoTheEncoder(String cell, Direction direction) {
    ComputationGraph graph =
        graph(
            packed(cell, 2, direction, SequenceResult.LAST_STATE_AND_CELL),
            packed(cell, 3, direction, SequenceResult.EVERY_STEP));

    INDArray analytic = gradient(graph);

    assertGradient(graph, analytic, minibatch());
    INDArray ofEncoder = analytic.reshape(-1).get(interval(0, graph.getLayer(0).numParams()));
    assertThat(ofEncoder.amaxNumber().doubleValue()).isGreaterThan(1e-3);
  }

  /** Compares a gradient with central differences along random directions. */
  private static void assertGradient(ComputationGraph graph, INDArray gradient, MultiDataSet data) {
    for (int seed = 0; seed < 5; seed++) {
      INDArray direction = random(seed, graph.params().shape());
      double numeric =
          CentralDifferences.alongDirection(
              graph.params(), direction, () -> graph.score(data, true));
      double analytic = gradient.reshape(-1).mul(direction.reshape(-1)).sumNumber().doubleValue();
      assertThat(analytic).isCloseTo(numeric, within(1e-7 * (1 + Math.abs(numeric))));
    }
  }

  @Test
  void sameDiffCellTakesAnInitialState() {
    ComputationGraph graph =
        graph(
            packed("elman", 2, Direction.FORWARD, SequenceResult.LAST_STATE),
            new ElmanRnn.Builder().nIn(3).nOut(UNITS).build());
    ComputationGraph packed = graph("elman", SequenceResult.LAST_STATE);
    packed.setParams(graph.params());

    assertThat(distance(graph.output(source, target)[0], packed.output(source, target)[0]))
        .isLessThan(1e-10);
    assertThat(distance(gradient(graph), gradient(packed))).isLessThan(1e-10);
  }

  @ParameterizedTest
  @CsvSource({"elman", "lstm", "gru"})
  void decoderContinuesWhereTheEncoderEnded(String cell) {
    ComputationGraph graph =
        graph(
            packed(cell, 3, Direction.FORWARD, SequenceResult.LAST_STATE_AND_CELL),
            packed(cell, 3, Direction.FORWARD, SequenceResult.EVERY_STEP));
    graph.getLayer("decoder").params().assign(graph.getLayer("encoder").params());
    INDArray whole = random(4, 3, 3, 9);

    INDArray parts =
        graph
            .output(
                whole.get(all(), all(), interval(0, 5)).dup(),
                whole.get(all(), all(), interval(5, 9)).dup())[0];

    ComputationGraph single = single(cell, graph);
    INDArray withoutState = single.output(whole.get(all(), all(), interval(5, 9)).dup())[0];
    assertThat(distance(parts, withoutState)).isGreaterThan(1e-3);
    assertThat(distance(parts, single.output(whole)[0].get(all(), all(), interval(5, 9))))
        .isLessThan(1e-12);
  }

  /** One layer with the decoder's weights over the whole sequence. */
  private static ComputationGraph single(String cell, ComputationGraph graph) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .updater(new NoOp())
            .graphBuilder()
            .addInputs("x")
            .addLayer("cell", packed(cell, 3, Direction.FORWARD, SequenceResult.EVERY_STEP), "x")
            .addLayer("output", output(UNITS), "cell")
            .setOutputs("output");
    ComputationGraph single = initialized(builder);
    single.getLayer("cell").params().assign(graph.getLayer("decoder").params());
    single.getLayer("output").params().assign(graph.getLayer("output").params());
    return single;
  }

  @Test
  void timeStepsCarryOnFromTheInitialState() {
    ComputationGraph graph = graph("lstm", SequenceResult.LAST_STATE_AND_CELL);
    INDArray whole = graph.output(source, target)[0];

    INDArray first = graph.rnnTimeStep(source, target.get(all(), all(), interval(0, 2)).dup())[0];
    INDArray second = graph.rnnTimeStep(source, target.get(all(), all(), interval(2, 4)).dup())[0];

    assertThat(distance(first, whole.get(all(), all(), interval(0, 2)))).isLessThan(1e-12);
    assertThat(distance(second, whole.get(all(), all(), interval(2, 4)))).isLessThan(1e-12);
  }

  @Test
  void storedStateMethodUsesTheInitialStateToo() {
    ComputationGraph graph = graph("lstm", SequenceResult.LAST_STATE_AND_CELL);
    INDArray whole = graph.output(source, target)[0];

    INDArray stored =
        graph
            .rnnActivateUsingStoredState(new INDArray[] {source, target}, false, false)
            .get("output");

    assertThat(distance(stored, whole)).isLessThan(1e-12);
  }

  @Test
  void stateOfAnotherBatchSizeIsRefused() {
    GraphBuilder builder = builder();
    ComputationGraph graph = initialized(withDecoder(builder, "gru", "source"));

    assertThatThrownBy(() -> graph.output(random(1, 2, UNITS), target))
        .hasMessageContaining("but the input has batch size 3")
        .hasMessageContaining("the same number of sequences");
  }

  /** What to do instead of Deeplearning4j's transfer learning. */
  @Test
  void parametersAreCopiedIntoAGraphWithAFrozenEncoder() {
    ComputationGraph old = graph("lstm", SequenceResult.LAST_STATE_AND_CELL);
    GraphBuilder builder =
        builder(new Sgd(0.1))
            .addLayer(
                "encoder",
                new FrozenLayer(
                    packed("lstm", 2, Direction.FORWARD, SequenceResult.LAST_STATE_AND_CELL)),
                "source");
    ComputationGraph copy = initialized(withDecoder(builder, "lstm", "encoder"));
    for (String name : List.of("encoder", "decoder", "output")) {
      copy.getLayer(name).setParams(old.getLayer(name).params());
    }

    assertThat(copy.output(source, target)[0]).isEqualTo(old.output(source, target)[0]);
    copy.fit(minibatch());
    assertThat(copy.getLayer("encoder").params()).isEqualTo(old.getLayer("encoder").params());
    assertThat(copy.getLayer("decoder").params()).isNotEqualTo(old.getLayer("decoder").params());
  }

  @Test
  void anyVectorOfTheRightSizeCanBeTheState() {
    GraphBuilder builder = builder().addLayer("state", dense(2, 2 * UNITS), "source");
    ComputationGraph graph = initialized(withDecoder(builder, "lstm", "state"));
    INDArray vector = random(6, 3, 2);
    MultiDataSet data = new MultiDataSet(new INDArray[] {vector, target}, new INDArray[] {labels});
    graph.initGradientsView();
    graph.setInputs(vector, target);
    graph.setLabels(labels);
    graph.computeGradientAndScore();
    INDArray analytic = graph.gradient().gradient().div(source.size(0));

    assertGradient(graph, analytic, data);
  }

  private static DenseLayer dense(long inputs, long outputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs).activation(Activation.TANH).build();
  }

  @Test
  void savedNetworkIsTheSame(@TempDir Path folder) throws IOException {
    ComputationGraph graph = graph("lstm", SequenceResult.LAST_STATE_AND_CELL);
    Path file = folder.resolve("graph.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelArchive.write(graph, out);
    }

    ComputationGraph loaded = ModelArchive.computationGraph(file);

    assertThat(loaded.getConfiguration().getVertices().get("decoder"))
        .isInstanceOf(InitialStateVertex.class)
        .isEqualTo(graph.getConfiguration().getVertices().get("decoder"));
    assertThat(loaded.output(source, target)[0]).isEqualTo(graph.output(source, target)[0]);
    assertThat(graph.clone().output(source, target)[0]).isEqualTo(loaded.output(source, target)[0]);
  }

  @Test
  void inputTypesSetTheNumberOfInputs() {
    GraphBuilder builder = builder();
    builder.addLayer(
        "encoder",
        new PackedLstm.Builder().nOut(UNITS).result(SequenceResult.LAST_STATE_AND_CELL).build(),
        "source");
    PackedLstm decoder = new PackedLstm.Builder().nOut(UNITS).build();
    InitialStateVertex.addLayer(builder, "decoder", decoder, "target", "encoder");
    builder
        .addLayer("output", output(0), "decoder")
        .setOutputs("output")
        .setInputTypes(InputType.recurrent(2), InputType.recurrent(3));

    ComputationGraph graph = initialized(builder);

    assertThat(graph.getLayer("decoder").getParam("W").shape()).containsExactly(3, 4 * UNITS);
    assertThat(graph.output(source, target)[0].shape()).containsExactly(3, 2, 4);
  }

  @Test
  void stateOfTheWrongSizeIsRefused() {
    ComputationGraph graph = graph("lstm", SequenceResult.LAST_STATE);

    assertThatThrownBy(() -> graph.output(source, target))
        .hasMessageContaining("The initial state has shape [3, 4], but it must be [B, 8]")
        .hasMessageContaining("prevAct");
  }

  @Test
  void unusableLayersAndInputsAreRefused() {
    assertThatThrownBy(
            () ->
                InitialStateVertex.addLayer(
                    builder(), "d", new LSTM.Builder().nIn(1).nOut(1).build(), "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Layer d has type LSTM");
    assertThatThrownBy(
            () ->
                InitialStateVertex.addLayer(
                    builder(), "d", new PackedLstm.Builder().nIn(1).nOut(1).build(), "a", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Layer d has a both");
  }

  @Test
  void conversionToDeeplearning4jIsRefused() {
    ComputationGraph cell = graph("lstm", SequenceResult.LAST_STATE_AND_CELL);
    ComputationGraph state = graph("elman", SequenceResult.LAST_STATE_AND_CELL);

    assertThatThrownBy(() -> PackedNetworks.toDl4j(cell))
        .hasMessageContaining("encoder")
        .hasMessageContaining("its result includes the cell state");
    assertThatThrownBy(() -> PackedNetworks.toDl4j(state))
        .hasMessageContaining("decoder takes its initial state from another vertex");
    assertThat(PackedNetworks.fromDl4j(state).output(source, target)[0])
        .isEqualTo(state.output(source, target)[0]);
  }

  @Test
  void truncatedBpttIsRefused() {
    GraphBuilder builder =
        builder()
            .addLayer(
                "encoder",
                packed("gru", 2, Direction.FORWARD, SequenceResult.LAST_STATE),
                "source");
    withDecoder(builder, "gru", "encoder").backpropType(BackpropType.TruncatedBPTT).tBPTTLength(2);

    assertThatThrownBy(() -> initialized(builder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Truncated BPTT does not work with layer decoder");
  }
}
