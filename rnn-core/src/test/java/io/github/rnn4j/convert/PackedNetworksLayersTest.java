package io.github.rnn4j.convert;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.layer.Dl4jNetworks;
import io.github.rnn4j.layer.DoubleByDefault;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Which layer becomes which when networks are converted, and which are refused. */
@ExtendWith(DoubleByDefault.class)
class PackedNetworksLayersTest {
  @Test
  void wrappersBecomeModesWhereTheyMeanTheSame() {
    assertThat(layer(Dl4jNetworks.LAST_STEP_LSTM, 0)).isInstanceOf(PackedLstm.class);
    PackedLstm last = (PackedLstm) layer(Dl4jNetworks.LAST_STEP_LSTM, 0);
    PackedElman both = (PackedElman) layer(Dl4jNetworks.BIDIRECTIONAL_STACK, 0);
    PackedLstm product = (PackedLstm) layer(Dl4jNetworks.BIDIRECTIONAL_STACK, 1);
    Layer lastOfBoth = layer(Dl4jNetworks.LAST_STEP_OF_BOTH, 0);
    Layer frozen = layer(Dl4jNetworks.FROZEN_LAST_STEP, 1);

    assertThat(last.result()).isEqualTo(SequenceResult.LAST_STATE);
    assertThat(both.direction()).isEqualTo(Direction.BIDIRECTIONAL);
    assertThat(both.merge()).isEqualTo(MergeMode.ADD);
    assertThat(product.merge()).isEqualTo(MergeMode.MULTIPLY);
    assertThat(((PackedLstm) ((FrozenLayer) frozen).getLayer()).result())
        .isEqualTo(SequenceResult.LAST_STATE);
    // the backward direction at the last step is another number than its final state
    PackedLstm inside = (PackedLstm) ((LastTimeStep) lastOfBoth).getUnderlying();
    assertThat(inside.direction()).isEqualTo(Direction.BIDIRECTIONAL);
    assertThat(inside.result()).isEqualTo(SequenceResult.EVERY_STEP);
  }

  /**
   * Each direction of the wrapper drops different inputs; a packed layer drops the same ones for
   * both.
   */
  @Test
  void dropoutKeepsTheWrapperAndDropsTheSameInputs() {
    Layer lstm = new LSTM.Builder().nOut(4).activation(Activation.TANH).dropOut(0.5).build();
    MultiLayerNetwork original = network(new Bidirectional(lstm));
    DataSet data = new DataSet(random(1, 3, 2, 6), random(2, 3, 2, 6));

    MultiLayerNetwork packed = PackedNetworks.fromDl4j(original);
    Nd4j.getRandom().setSeed(5);
    packed.fit(data);
    Nd4j.getRandom().setSeed(5);
    original.fit(data);

    Bidirectional kept = (Bidirectional) packed.getLayer(0).conf().getLayer();
    assertThat(kept.getFwd()).isInstanceOf(PackedLstm.class);
    assertThat(distance(packed.params(), original.params())).isLessThan(1e-10);
  }

  /** A form that Deeplearning4j can predict with, but not train. */
  @ParameterizedTest
  @EnumSource(MergeMode.class)
  void theFinalStatesOfBothDirectionsComeFromDeeplearning4jToo(MergeMode merge) {
    PackedLstm layer =
        new PackedLstm.Builder()
            .nOut(4)
            .direction(Direction.BIDIRECTIONAL)
            .merge(merge)
            .result(SequenceResult.LAST_STATE)
            .build();
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(3).dataType(DataType.DOUBLE).list();
    MultiLayerNetwork packed =
        new MultiLayerNetwork(
            list.layer(layer)
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(2, RNNFormat.NCW))
                .build());
    packed.init();
    INDArray x = random(1, 3, 2, 6);

    MultiLayerNetwork theirs = PackedNetworks.toDl4j(packed);
    MultiLayerNetwork again = PackedNetworks.fromDl4j(theirs);

    assertThat(theirs.getLayer(0).conf().getLayer()).isInstanceOf(Bidirectional.class);
    assertThat(distance(theirs.output(x), packed.output(x))).isLessThan(1e-10);
    INDArray mask = Dl4jNetworks.MASK;
    assertThat(
            distance(
                theirs.output(x, false, mask, null).dup(), packed.output(x, false, mask, null)))
        .isLessThan(1e-10);
    assertThat(again.getLayerWiseConfigurations()).isEqualTo(packed.getLayerWiseConfigurations());
    assertThatThrownBy(() -> theirs.fit(new DataSet(x, random(2, 3, 2))))
        .as("training with Deeplearning4j's")
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void whatCannotBeConvertedIsNamed() {
    assertThatThrownBy(() -> PackedNetworks.fromDl4j(network(graves(), graves())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Layer 0 (layer0)")
        .hasMessageContaining("GravesLSTM")
        .hasMessageContaining("something different from LSTM");
    refused(new LSTM.Builder().activation(Activation.SOFTSIGN).nOut(3).build(), "softsign", "tanh");
    refused(
        new LSTM.Builder()
            .activation(Activation.TANH)
            .gateActivationFunction(Activation.HARDSIGMOID)
            .nOut(3)
            .build(),
        "gate activation is hardsigmoid",
        "sigmoid");
    refused(
        new SimpleRnn.Builder().activation(Activation.TANH).hasLayerNorm(true).nOut(3).build(),
        "layer normalization");
    refused(
        new Bidirectional(
            new SimpleRnn.Builder().activation(Activation.ELU).name("deep").nOut(3).build()),
        "tanh, relu, sigmoid or identity");
  }

  private static void refused(Layer layer, String... reasons) {
    assertThatThrownBy(() -> PackedNetworks.fromDl4j(network(layer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Layer 0")
        .hasMessageContaining("Keep the network")
        .hasMessageContainingAll(reasons);
  }

  @Test
  void whatDeeplearning4jDoesNotHaveIsNamed() {
    assertThatThrownBy(
            () -> PackedNetworks.toDl4j(network(new PackedGru.Builder().nOut(3).build())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "Layer 0 (layer0) of type PackedGru has no Deeplearning4j counterpart")
        .hasMessageContaining("no such cell");
    PackedLstm backward =
        new PackedLstm.Builder().nOut(3).direction(Direction.BACKWARD).name("late").build();
    assertThatThrownBy(() -> PackedNetworks.toDl4j(network(backward)))
        .hasMessageContaining("late")
        .hasMessageContaining("backward only");
    assertThatThrownBy(
            () ->
                PackedNetworks.fromDl4j(
                    new MultiLayerNetwork(network(graves()).getLayerWiseConfigurations())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("init()");
  }

  @SuppressWarnings("deprecation") // to be refused
  private static Layer graves() {
    return new GravesLSTM.Builder().activation(Activation.TANH).nOut(3).build();
  }

  private static Layer layer(Dl4jNetworks kind, int index) {
    MultiLayerNetwork packed = PackedNetworks.fromDl4j(kind.create(DataType.FLOAT));
    return packed.getLayerWiseConfigurations().getConf(index).getLayer();
  }

  private static MultiLayerNetwork network(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new Adam(0.01))
            .list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    list.layer(
        new RnnOutputLayer.Builder(LossFunction.MSE)
            .nOut(2)
            .activation(Activation.IDENTITY)
            .build());
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(2, RNNFormat.NCW)).build());
    network.init();
    return network;
  }
}
