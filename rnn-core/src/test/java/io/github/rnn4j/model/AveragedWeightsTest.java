package io.github.rnn4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class AveragedWeightsTest {

  private static MultiLayerNetwork network(DataType type, double weight) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .list()
                .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
                .build());
    network.init();
    network.params().assign(weight);
    return network;
  }

  private static double[] averaged(AveragedWeights average, MultiLayerNetwork network) {
    average.exchange(network);
    double[] weights = network.params().toDoubleVector();
    average.exchange(network);
    return weights;
  }

  private static byte[] written(AveragedWeights average) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    average.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** (9/18)^8 = 1/256 of the first value at update 8; at 80, 81/90 is above the decay. */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void firstUpdatesForgetTheInitialWeights(DataType type) {
    MultiLayerNetwork network = network(type, 256);
    AveragedWeights average = AveragedWeights.of(network, 0.5);

    network.params().assign(0);
    average.add(network, 8);
    assertThat(averaged(average, network)).containsOnly(1);
    network.params().assign(512);
    average.add(network, 80); // half to the power of 72 is left of the average before

    assertThat(averaged(average, network)).containsExactly(repeated(512), within(1e-4));
    assertThat(network.params().toDoubleVector()).containsOnly(512);
  }

  /** 3 updates with (1 + 3) / (10 + 3) each; the update itself is between two that are taken. */
  @Test
  void theLatestWeightsCountBeforeTheyAreExchanged() {
    MultiLayerNetwork network = network(DataType.DOUBLE, 1);
    AveragedWeights average = AveragedWeights.of(network, 0.9);

    network.params().assign(0);
    average.add(network, 1);
    average.add(network, 2);
    average.add(network, 3);

    assertThat(averaged(average, network))
        .containsExactly(repeated(Math.pow(4 / 13.0, 3)), within(1e-12));
    assertThat(averaged(average, network)[0]).isCloseTo(Math.pow(4 / 13.0, 3), within(1e-12));
  }

  private static double[] repeated(double value) {
    double[] all = new double[6];
    Arrays.fill(all, value);
    return all;
  }

  @Test
  void aCopyDoesNotChange() {
    MultiLayerNetwork network = network(DataType.FLOAT, 1);
    AveragedWeights average = AveragedWeights.of(network, 0.9);
    AveragedWeights copy = average.copy();

    network.params().assign(2);
    average.add(network, 8);

    assertThat(averaged(copy, network)).containsOnly(1);
    assertThat(averaged(average, network)[0]).isGreaterThan(1.9);
  }

  @Test
  void noneDoesNothing() {
    MultiLayerNetwork network = network(DataType.FLOAT, 3);

    AveragedWeights none = AveragedWeights.of(network, 0);
    none.add(network, 8);
    none.exchange(network);
    none.requireFit(network, 0);

    assertThat(none).isSameAs(AveragedWeights.NONE).isSameAs(none.copy());
    assertThat(network.params().toDoubleVector()).containsOnly(3);
  }

  @Test
  void isTheSameAfterReading() throws IOException {
    MultiLayerNetwork network = network(DataType.DOUBLE, 1.0 / 3);
    AveragedWeights average = AveragedWeights.of(network, 0.9);

    AveragedWeights read = AveragedWeights.read(written(average));
    network.params().assign(5);
    average.add(network, 3);
    read.add(network, 3);

    assertThat(averaged(read, network)).isEqualTo(averaged(average, network));
  }

  @Test
  void damagedContentIsRefused() throws IOException {
    byte[] whole = written(AveragedWeights.of(network(DataType.FLOAT, 1), 0.9));
    byte[] otherDecay = whole.clone();
    Arrays.fill(otherDecay, 0, 8, (byte) 0x7f);

    assertThatThrownBy(() -> AveragedWeights.read(Arrays.copyOf(whole, whole.length - 1)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> AveragedWeights.read(otherDecay))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("decay");
    assertThatThrownBy(() -> AveragedWeights.read(Arrays.copyOf(whole, whole.length + 1)))
        .hasMessage("there is something behind the averaged weights");
    assertThatThrownBy(
            () ->
                AveragedWeights.read(
                    written(AveragedWeights.of(network(DataType.FLOAT, Double.NaN), 0.9))))
        .hasMessage("an averaged weight is not finite");
    assertThatThrownBy(
            () ->
                AveragedWeights.of(network(DataType.DOUBLE, 1), 0.9)
                    .requireFit(network(DataType.FLOAT, 1), 0.9))
        .hasMessage("The averaged weights have the type DOUBLE, but the network has FLOAT");
    assertThatThrownBy(() -> AveragedWeights.of(network(DataType.FLOAT, 1), 1))
        .hasMessage("The decay of averaged weights is 1.0: it must be 0 or more and below 1");
  }
}
