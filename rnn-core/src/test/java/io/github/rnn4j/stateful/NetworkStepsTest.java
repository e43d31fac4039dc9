package io.github.rnn4j.stateful;

import static io.github.rnn4j.stateful.StepwiseNetworks.V;
import static io.github.rnn4j.stateful.StepwiseNetworks.timeSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.layer.samediff.Recurrence;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class NetworkStepsTest {
  private static final int[] TOKENS = {3, 0, 10, 3, 7};
  private static final int UNITS = 6;

  private static Layer elman(Recurrence recurrence, int inputs) {
    return new ElmanRnn.Builder().recurrence(recurrence).nIn(inputs).nOut(UNITS).build();
  }

  private static MultiLayerNetwork embedded(Recurrence recurrence) {
    return StepwiseNetworks.of(
        DataType.FLOAT,
        new TokenEmbedding.Builder().nIn(V).nOut(4).build(),
        elman(recurrence, 4),
        elman(recurrence, UNITS),
        StepwiseNetworks.output(UNITS, Activation.SOFTMAX));
  }

  private static MultiLayerNetwork oneHot(Recurrence recurrence) {
    return StepwiseNetworks.of(
        DataType.FLOAT, elman(recurrence, V), StepwiseNetworks.output(UNITS, Activation.SOFTMAX));
  }

  @ParameterizedTest
  @EnumSource(Recurrence.class)
  void stepsOfSameDiffLayersAreThoseOfRnnTimeStep(Recurrence recurrence) {
    for (MultiLayerNetwork network :
        new MultiLayerNetwork[] {embedded(recurrence), oneHot(recurrence)}) {
      NetworkSteps steps = NetworkSteps.of(network, 1);

      float[][] expected = timeSteps(network, TOKENS);

      for (int t = 0; t < TOKENS.length; t++) {
        assertThat(steps.step(TOKENS[t])).containsExactly(expected[t], within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Recurrence.class)
  void eachOfSeveralStreamsGoesOnAlone(Recurrence recurrence) {
    MultiLayerNetwork network = oneHot(recurrence);
    NetworkSteps together = NetworkSteps.of(network, 2);
    NetworkSteps first = NetworkSteps.of(network, 1);
    NetworkSteps second = first.copy();

    for (int t = 0; t + 1 < TOKENS.length; t++) {
      float[] features = new float[2 * V];
      features[TOKENS[t]] = 1;
      features[V + TOKENS[t + 1]] = 1;
      float[] both = together.step(features);

      int outputs = both.length / 2;
      assertThat(Arrays.copyOf(both, outputs))
          .containsExactly(first.step(TOKENS[t]), within(1e-6f));
      assertThat(Arrays.copyOfRange(both, outputs, 2 * outputs))
          .containsExactly(second.step(TOKENS[t + 1]), within(1e-6f));
    }
  }

  @ParameterizedTest
  @EnumSource(Recurrence.class)
  void logitsHaveTheSoftmaxOfTheOutputs(Recurrence recurrence) {
    NetworkSteps steps = NetworkSteps.of(oneHot(recurrence), 1);

    float[] outputs = steps.step(2).clone();

    double[] powers = new double[outputs.length];
    Arrays.setAll(powers, v -> Math.exp(steps.logits()[v]));
    double sum = Arrays.stream(powers).sum();
    for (int v = 0; v < outputs.length; v++) {
      assertThat(powers[v] / sum).isCloseTo(outputs[v], within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(Recurrence.class)
  void trainingAndTheStateOfTheNetworkDoNotMatter(Recurrence recurrence) {
    MultiLayerNetwork network = embedded(recurrence);
    NetworkSteps steps = NetworkSteps.of(network, 1);
    float[] expected = steps.copy().step(4).clone();
    timeSteps(network, TOKENS);
    INDArray carried = network.rnnGetPreviousState(1).get(ElmanRnn.STATE).dup();

    network.params().muli(2);

    assertThat(steps.step(4)).isEqualTo(expected);
    assertThat(network.rnnGetPreviousState(1).get(ElmanRnn.STATE)).isEqualTo(carried);
  }

  @Test
  void wrongInputNamesTheValue() {
    NetworkSteps tokens = NetworkSteps.of(embedded(Recurrence.OUTPUT_TO_OUTPUT), 1);
    NetworkSteps features = NetworkSteps.of(oneHot(Recurrence.OUTPUT_TO_OUTPUT), 2);

    assertThatThrownBy(() -> tokens.step(V)).hasMessage("token is 11: it must be from 0 to 10");
    assertThatThrownBy(() -> tokens.step(new float[] {1})).hasMessageContaining("takes a token");
    assertThatThrownBy(() -> features.step(1)).hasMessageContaining("2 streams");
    assertThatThrownBy(() -> features.step(new float[V]))
        .hasMessage("11 features for 2 streams of 11 each: there must be 22");
    assertThatThrownBy(() -> NetworkSteps.of(oneHot(Recurrence.OUTPUT_TO_OUTPUT), 0))
        .hasMessage("streams is 0: it must be at least 1");
  }

  @Test
  void logitsAreEqualBeforeTheFirstStep() {
    float[] logits = NetworkSteps.of(embedded(Recurrence.OUTPUT_TO_HIDDEN), 2).logits();

    assertThat(logits).hasSize(2 * StepwiseNetworks.O).containsOnly(logits[0]);
  }

  @Test
  void layerThatCannotBeSteppedIsNamed() {
    MultiLayerNetwork network =
        StepwiseNetworks.of(
            DataType.FLOAT,
            elman(Recurrence.OUTPUT_TO_HIDDEN, V),
            new PackedLstm.Builder()
                .nIn(UNITS)
                .nOut(UNITS)
                .result(SequenceResult.EVERY_STEP)
                .direction(Direction.BACKWARD)
                .build(),
            StepwiseNetworks.output(UNITS, Activation.SOFTMAX));

    assertThatThrownBy(() -> NetworkSteps.of(network, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Layer 1")
        .hasMessageContaining("PackedLstm: NetworkSteps needs");
  }
}
