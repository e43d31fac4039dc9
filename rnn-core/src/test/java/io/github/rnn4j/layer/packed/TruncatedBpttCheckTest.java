package io.github.rnn4j.layer.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.convert.PackedNetworks;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.stateful.StreamNetwork;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class TruncatedBpttCheckTest {

  private static MultiLayerConfiguration network(BackpropType type, Layer first, Layer last) {
    return new NeuralNetConfiguration.Builder()
        .list()
        .layer(first)
        .layer(last)
        .backpropType(type)
        .tBPTTLength(2)
        .build();
  }

  private static Layer perSequence() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(3)
        .nOut(2)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static Layer perStep() {
    return new SequenceOutput.Builder(LossFunction.MSE)
        .nIn(3)
        .nOut(2)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static PackedGru.Builder gru() {
    return new PackedGru.Builder().nIn(2).nOut(3);
  }

  private static LSTM lstm() {
    return new LSTM.Builder().nIn(2).nOut(3).build();
  }

  static List<Layer> unsuitable() {
    return List.of(
        gru().result(SequenceResult.LAST_STATE).build(),
        gru().result(SequenceResult.LAST_STATE_AND_CELL).build(),
        gru().result(SequenceResult.MEAN).build(),
        gru().result(SequenceResult.MAX).build(),
        gru().result(SequenceResult.MEAN_AND_MAX).build(),
        gru().direction(Direction.BACKWARD).build(),
        new PackedLstm.Builder().nIn(2).nOut(3).direction(Direction.BIDIRECTIONAL).build(),
        gru().dataFormat(RNNFormat.NWC).build(),
        new FrozenLayer(gru().result(SequenceResult.LAST_STATE).build()),
        new Bidirectional(lstm()));
  }

  @ParameterizedTest
  @MethodSource("unsuitable")
  void layersThatTruncatedBpttCannotTrainAreRefused(Layer layer) {
    assertThatThrownBy(
            () -> TruncatedBptt.check(network(BackpropType.TruncatedBPTT, layer, perSequence())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Layer 0 (")
        .hasMessageContaining("truncated BPTT would not train this network");
    assertThatCode(() -> TruncatedBptt.check(network(BackpropType.Standard, layer, perSequence())))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> TruncatedBptt.check(graph(layer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Vertex first ");
  }

  private static ComputationGraphConfiguration graph(Layer first) {
    return new NeuralNetConfiguration.Builder()
        .graphBuilder()
        .addInputs("x")
        .addLayer("first", first, "x")
        .addLayer("output", perSequence(), "first")
        .setOutputs("output")
        .backpropType(BackpropType.TruncatedBPTT)
        .tBPTTLength(2)
        .build();
  }

  @Test
  void streamsAndConversionsCheckTheirNetworks() {
    MultiLayerConfiguration configuration =
        network(
            BackpropType.TruncatedBPTT,
            gru().result(SequenceResult.LAST_STATE).build(),
            perSequence());
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    ComputationGraph graph =
        new ComputationGraph(graph(gru().result(SequenceResult.LAST_STATE).build()));
    graph.init();

    assertThatThrownBy(() -> new StreamNetwork(configuration))
        .hasMessageContaining("returns only one vector");
    assertThatThrownBy(() -> PackedNetworks.fromDl4j(network))
        .hasMessageContaining("returns only one vector");
    assertThatThrownBy(() -> PackedNetworks.fromDl4j(graph))
        .hasMessageContaining("returns only one vector");
  }

  @Test
  void streamsWhoseArraysDoNotFitAreRefused() {
    StreamNetwork network =
        new StreamNetwork(network(BackpropType.TruncatedBPTT, gru().build(), perStep()));
    network.init();
    INDArray before = network.params().dup();
    INDArray x = Nd4j.rand(4, 2, 6);

    for (INDArray labels : List.of(Nd4j.rand(4, 2), Nd4j.rand(4, 2, 5))) {
      assertThatThrownBy(() -> network.fit(x, labels))
          .isInstanceOf(DL4JInvalidInputException.class)
          .hasMessageContaining("Features have shape [4, 2, 6]")
          .hasMessageContaining("with the same T");
    }
    assertThat(network.params()).isEqualTo(before);
    network.fit(x, Nd4j.rand(4, 2, 6));
    assertThat(network.params()).isNotEqualTo(before);
  }

  @Test
  void timeStepsDoNotDisturbStreams() {
    StreamNetwork quiet = new StreamNetwork(seeded());
    StreamNetwork stepped = new StreamNetwork(seeded());
    quiet.init();
    stepped.init();
    for (int i = 0; i < 4; i++) {
      INDArray x = Nd4j.rand(4, 2, 6);
      INDArray y = Nd4j.rand(4, 2, 6);
      quiet.fit(x, y);
      stepped.fit(x, y);
      stepped.rnnTimeStep(Nd4j.rand(4, 2, 3));
    }

    assertThat(stepped.params()).isEqualTo(quiet.params());
  }

  private static MultiLayerConfiguration seeded() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .list()
        .layer(gru().build())
        .layer(perStep())
        .backpropType(BackpropType.TruncatedBPTT)
        .tBPTTLength(6)
        .build();
  }
}
