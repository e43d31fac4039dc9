package io.github.rnn4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.loop.RunException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class NetworkSizeTest {

  private static final Layer OUTPUT =
      new RnnOutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY).build();

  /** An LSTM with H units and I inputs has 4 H (H + I + 1) parameters, the output layer H + 1. */
  private static MultiLayerConfiguration chain(int units) {
    return new NeuralNetConfiguration.Builder()
        .list()
        .layer(new PackedLstm.Builder().nOut(units).build())
        .layer(OUTPUT.clone())
        .setInputType(InputType.recurrent(1))
        .build();
  }

  private static ComputationGraphConfiguration graph(int units) {
    return new NeuralNetConfiguration.Builder()
        .graphBuilder()
        .addInputs("in")
        .addLayer("lstm", new PackedLstm.Builder().nOut(units).build(), "in")
        .addLayer("out", OUTPUT.clone(), "lstm")
        .setOutputs("out")
        .setInputTypes(InputType.recurrent(1))
        .build();
  }

  @Test
  void networkThatIsTooLargeIsRefusedBeforeItIsCreated() {
    String size = "67,145,729"; // 4 * 4096 * 4098 + 4097
    assertThat(NetworkSize.checked(chain(4094))).isNotNull();

    assertThatThrownBy(() -> NetworkSize.checked(chain(4096)))
        .isInstanceOf(RunException.class)
        .hasMessageContaining(size)
        .hasMessageContaining("67,108,864");
    assertThatThrownBy(() -> NetworkSize.checked(graph(4096)))
        .isInstanceOf(RunException.class)
        .hasMessageContaining(size);
  }
}
