package io.github.rnn4j.stateful;

import static io.github.rnn4j.stateful.StepwiseNetworks.V;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
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
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What {@link SequencePredictor} refuses, and what it says. */
class SequencePredictorErrorsTest {
  private static final int H = 4;

  private final SequencePredictor tokens =
      SequencePredictor.of(StepwiseNetworks.create(Input.TOKEN_EMBEDDING, Cell.LSTM, 1));
  private final SequencePredictor dense =
      SequencePredictor.of(StepwiseNetworks.of(DataType.FLOAT, last(), output(Activation.SOFTMAX)));

  private static Layer last() {
    return new PackedLstm.Builder().nIn(V).nOut(H).result(SequenceResult.LAST_STATE).build();
  }

  private static Layer output(Activation activation) {
    return new OutputLayer.Builder(LossFunction.MSE).nIn(H).nOut(3).activation(activation).build();
  }

  @Test
  void argumentsThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> tokens.predictSteps(new int[][] {{1}, {0, 2, V}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Token is 11 in sequence 1, step 2: it must be from 0 to 10");
    assertThatThrownBy(() -> dense.predict(new int[][] {{-1}}))
        .hasMessage("Token is -1 in sequence 0, step 0: it must be from 0 to 10");
    assertThatThrownBy(() -> tokens.predictSteps(new int[][] {{1}, {}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Sequence 1 is empty: it must have at least one step");
    assertThatThrownBy(() -> dense.predict(new float[][][] {{}}))
        .hasMessage("Sequence 0 is empty: it must have at least one step");
    assertThatThrownBy(() -> dense.predict(new float[][][] {{new float[V], new float[3]}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There are 3 features in sequence 0, step 1, but the network needs 11");
    assertThatThrownBy(() -> tokens.predictSteps(new float[1][1][V]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begins with an embedding");
  }

  @Test
  void theWrongMethodNamesTheRightOne() {
    assertThatThrownBy(() -> tokens.predict(new int[][] {{1}}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("call predictSteps");
    assertThatThrownBy(() -> dense.predictSteps(new int[][] {{1}}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("call predict");
  }

  @Test
  void layersThatAreNotSupportedAreNamed() {
    Layer steps = Cell.LSTM.create(V, H);
    Layer stepOutput = StepwiseNetworks.output(H, Activation.SOFTMAX);
    refuses(
        "Layer 1 (layer1) has type OutputLayer: its activation is relu",
        last(),
        output(Activation.RELU));
    refuses("supports only softmax, sigmoid and identity", last(), output(Activation.TANH));
    refuses("the last layer must be an OutputLayer, a SequenceOutput or an RnnOutputLayer", steps);
    refuses(
        "Layer 1 (layer1) has type SequenceOutput: the recurrent layer below it yields only one vector for each sequence",
        last(),
        stepOutput);
    refuses(
        "Layer 1 (layer1) has type OutputLayer: the recurrent layer below it yields every step",
        steps,
        output(Activation.SOFTMAX));
    refuses(
        "Layer 1 (layer1) has type DenseLayer: the recurrent layer below it yields every step",
        steps,
        dense(Activation.RELU, false),
        stepOutput);
    refuses(
        "Layer 1 (layer1) has type DenseLayer: it has layer normalization",
        last(),
        dense(Activation.RELU, true),
        output(Activation.SOFTMAX));
    refuses(
        "Layer 1 (layer1) has type DenseLayer: its activation is elu",
        last(),
        dense(Activation.ELU, false),
        output(Activation.SOFTMAX));
    refuses(
        "Layer 0 (layer0) has type PackedLstm: it yields LAST_STATE, but the recurrent layer above it",
        last(),
        Cell.LSTM.create(H, H),
        stepOutput);
    refuses(
        "it yields MAX, but the recurrent layer above it needs EVERY_STEP",
        new PackedLstm.Builder().nIn(V).nOut(H).result(SequenceResult.MAX).build(),
        Cell.LSTM.create(H, H),
        stepOutput);
    refuses(
        "Layer 1 (layer1) has type SequenceOutput: there is no recurrent layer below it",
        new TokenEmbedding.Builder().nIn(V).nOut(H).build(),
        stepOutput);
    refuses(
        "Layer 0 (layer0) has type Bidirectional: between the input and the output layer, SequencePredictor supports only",
        new Bidirectional(Bidirectional.Mode.ADD, new LSTM.Builder().nIn(V).nOut(H).build()),
        stepOutput);
    refuses(
        "its recurrence is OUTPUT_TO_HIDDEN, but SequencePredictor needs HIDDEN_TO_HIDDEN",
        new ElmanRnn.Builder().recurrence(Recurrence.OUTPUT_TO_HIDDEN).nIn(V).nOut(H).build(),
        stepOutput);
  }

  private static Layer dense(Activation activation, boolean norm) {
    return new DenseLayer.Builder()
        .nIn(H)
        .nOut(H)
        .activation(activation)
        .hasLayerNorm(norm)
        .build();
  }

  private static void refuses(String message, Layer... layers) {
    MultiLayerNetwork network = StepwiseNetworks.of(DataType.FLOAT, layers);

    assertThatThrownBy(() -> SequencePredictor.of(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPreprocessorIsNamed() {
    MultiLayerNetwork network = StepwiseNetworks.create(Input.ONE_HOT, Cell.LSTM, 1);
    network
        .getLayerWiseConfigurations()
        .setInputPreProcessors(Map.of(1, new RnnToFeedForwardPreProcessor()));

    assertThatThrownBy(() -> SequencePredictor.of(network))
        .hasMessageContaining("Layer 1 (layer1) has type SequenceOutput")
        .hasMessageContaining(
            "SequencePredictor does not support its preprocessor RnnToFeedForwardPreProcessor");
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

    assertThatThrownBy(() -> SequencePredictor.of(graph))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call init() first");
    graph.init();
    assertThatThrownBy(() -> SequencePredictor.of(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has the inputs [x]: SequencePredictor needs a simple chain");
  }
}
