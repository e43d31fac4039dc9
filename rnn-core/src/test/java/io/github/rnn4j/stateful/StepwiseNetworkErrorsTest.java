package io.github.rnn4j.stateful;

import static io.github.rnn4j.stateful.StepwiseNetworks.V;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.stateful.StepwiseNetworks.Cell;
import io.github.rnn4j.stateful.StepwiseNetworks.Input;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/** What {@link StepwiseNetwork} refuses, and what it says. */
class StepwiseNetworkErrorsTest {
  private static final int H = 4;

  private final StepwiseNetwork stepwise =
      StepwiseNetwork.of(StepwiseNetworks.create(Input.TOKEN_EMBEDDING, Cell.LSTM, 1));

  @ParameterizedTest
  @ValueSource(ints = {-1, V, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aTokenOutOfRangeLeavesTheStateUnchanged(int token) {
    StepwiseNetwork.State state = stepwise.start();
    StepwiseNetwork.State both = stepwise.start(2);
    String message = "Token is " + token + ": it must be from 0 to 10";

    assertThatThrownBy(() -> stepwise.step(token, state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> stepwise.step(new int[] {0, token}, both))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);

    assertThat(stepwise.step(3, state)).isEqualTo(stepwise.step(3, stepwise.start()));
  }

  @Test
  void streamsThatDoNotFitAreAnError() {
    StepwiseNetwork.State two = stepwise.start(2);

    assertThatThrownBy(() -> stepwise.step(1, two))
        .hasMessageContaining("Number of tokens is 1, but the state has 2 streams");
    assertThatThrownBy(() -> stepwise.step(new int[] {1, 2, 3}, two))
        .hasMessageContaining("Number of tokens is 3, but the state has 2 streams");
    assertThatThrownBy(() -> stepwise.start(0)).hasMessageContaining("streams is 0");
  }

  @Test
  void theStateOfAnotherNetworkIsAnError() {
    StepwiseNetwork other =
        StepwiseNetwork.of(StepwiseNetworks.create(Input.TOKEN_EMBEDDING, Cell.LSTM, 1));

    assertThatThrownBy(() -> stepwise.step(1, other.start()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("started by another network");
  }

  @Test
  void featuresThatDoNotFitAreAnError() {
    StepwiseNetwork dense =
        StepwiseNetwork.of(StepwiseNetworks.create(Input.ONE_HOT, Cell.LSTM, 1));

    assertThatThrownBy(() -> stepwise.step(new float[V], stepwise.start()))
        .hasMessageContaining("begins with an embedding");
    assertThatThrownBy(() -> dense.step(new float[V], dense.start(2)))
        .hasMessageContaining(
            "There are 11 features, but 2 streams with 11 features each require 22");
  }

  @Test
  void layersThatCannotBeSteppedAreNamed() {
    refuses("Layer 0 (layer0) has type PackedLstm: its direction is BACKWARD", backward());
    refuses(
        "its direction is BIDIRECTIONAL",
        new PackedLstm.Builder().nIn(V).nOut(H).direction(Direction.BIDIRECTIONAL).build());
    refuses(
        "it yields LAST_STATE",
        new PackedLstm.Builder().nIn(V).nOut(H).result(SequenceResult.LAST_STATE).build());
    refuses(
        "it yields MEAN_AND_MAX, but StepwiseNetwork needs EVERY_STEP",
        new PackedLstm.Builder().nIn(V).nOut(H).result(SequenceResult.MEAN_AND_MAX).build());
    refuses(
        "Layer 0 (layer0) has type Bidirectional",
        new Bidirectional(Bidirectional.Mode.ADD, new LSTM.Builder().nIn(V).nOut(H).build()));
    refuses(
        "its activation is relu",
        new LSTM.Builder().nIn(V).nOut(H).activation(Activation.RELU).build());
    refuses(
        "Layer 0 (layer0) has type ElmanRnn: its recurrence is OUTPUT_TO_HIDDEN",
        new ElmanRnn.Builder().recurrence(Recurrence.OUTPUT_TO_HIDDEN).nIn(V).nOut(H).build());
  }

  private static PackedLstm backward() {
    return new PackedLstm.Builder().nIn(V).nOut(H).direction(Direction.BACKWARD).build();
  }

  private static void refuses(String message, Layer layer) {
    int outputs =
        layer instanceof PackedLstm packed && packed.direction() == Direction.BIDIRECTIONAL
            ? 2 * H
            : H;
    refusesAll(message, layer, StepwiseNetworks.output(outputs, Activation.SOFTMAX));
  }

  private static void refusesAll(String message, Layer... layers) {
    MultiLayerNetwork network = StepwiseNetworks.of(DataType.FLOAT, layers);

    assertThatThrownBy(() -> StepwiseNetwork.of(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void chainsWithoutWhatIsNeededAreNamed() {
    Layer lstm = Cell.LSTM.create(V, H);
    refusesAll(
        "Layer 1 (layer1) has type SequenceOutput: its activation is tanh",
        lstm,
        StepwiseNetworks.output(H, Activation.TANH));
    refusesAll("the last layer must be a SequenceOutput or an RnnOutputLayer", lstm);
    refusesAll(
        "Layer 1 (layer1) has type SequenceOutput: there is no recurrent layer below it",
        new TokenEmbedding.Builder().nIn(V).nOut(H).build(),
        StepwiseNetworks.output(H, Activation.SOFTMAX));
    refusesAll(
        "Layer 0 (layer0) has type EmbeddingSequenceLayer: its activation is tanh",
        new EmbeddingSequenceLayer.Builder().nIn(V).nOut(V).activation(Activation.TANH).build(),
        lstm,
        StepwiseNetworks.output(H, Activation.SOFTMAX));
    refusesAll(
        "Layer 1 (squeeze) has type DenseLayer",
        lstm,
        new DenseLayer.Builder().nIn(H).nOut(H).name("squeeze").build(),
        StepwiseNetworks.output(H, Activation.SOFTMAX));
  }

  @Test
  void aPreprocessorIsNamed() {
    MultiLayerNetwork network = StepwiseNetworks.create(Input.ONE_HOT, Cell.LSTM, 1);
    network
        .getLayerWiseConfigurations()
        .setInputPreProcessors(Map.of(1, new RnnToFeedForwardPreProcessor()));

    assertThatThrownBy(() -> StepwiseNetwork.of(network))
        .hasMessageContaining("Layer 1 (layer1) has type SequenceOutput")
        .hasMessageContaining("RnnToFeedForwardPreProcessor");
  }

  @Test
  void aNetworkWithoutParametersIsAnError() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(Cell.LSTM.create(V, H))
                .layer(StepwiseNetworks.output(H, Activation.SOFTMAX))
                .build());

    assertThatThrownBy(() -> StepwiseNetwork.of(network))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call init() first");
  }

  @Test
  void aGraphThatIsNoChainIsAnError() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .addLayer("one", Cell.LSTM.create(V, H), "x")
                .addLayer("other", Cell.GRU.create(V, H), "x")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "one", "other")
                .addLayer("output", StepwiseNetworks.output(H, Activation.SOFTMAX), "sum")
                .setOutputs("output")
                .build());
    graph.init();

    assertThatThrownBy(() -> StepwiseNetwork.of(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has the inputs [x]: StepwiseNetwork needs a simple chain");
  }
}
