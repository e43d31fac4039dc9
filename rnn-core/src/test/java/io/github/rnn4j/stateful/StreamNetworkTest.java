package io.github.rnn4j.stateful;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.model.CarriedState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class StreamNetworkTest {

  private static final int STEPS = 5;

  private static MultiLayerConfiguration configuration(BackpropType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(DataType.FLOAT)
        .updater(new Adam(0.05))
        .list()
        .layer(new PackedLstm.Builder().nOut(4).build())
        .layer(new PackedGru.Builder().nOut(3).build())
        .layer(new SequenceOutput.Builder().nOut(2).build())
        .setInputType(InputType.recurrent(3, RNNFormat.NCW))
        .backpropType(type)
        .tBPTTLength(STEPS)
        .build();
  }

  private static StreamNetwork network() {
    StreamNetwork network = new StreamNetwork(configuration(BackpropType.TruncatedBPTT));
    network.init();
    return network;
  }

  /** Two rows of 15 steps. */
  private static DataSet whole() {
    Nd4j.getRandom().setSeed(7);
    INDArray features = Nd4j.rand(DataType.FLOAT, 2, 3, 3 * STEPS); // [B, C, T]
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 2, 2, 3 * STEPS); // [B, V, T]
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 3 * STEPS; t++) {
        labels.putScalar(new int[] {b, (t / 2 + b) % 2, t}, 1);
      }
    }
    return new DataSet(features, labels);
  }

  private static DataSet part(int k) {
    DataSet whole = whole();
    return new DataSet(
        whole.getFeatures().get(all(), all(), interval(k * STEPS, (k + 1) * STEPS)).dup(),
        whole.getLabels().get(all(), all(), interval(k * STEPS, (k + 1) * STEPS)).dup());
  }

  @Test
  void minibatchesOneAfterTheOtherAreOneLongMinibatch() {
    MultiLayerNetwork long1 = new MultiLayerNetwork(configuration(BackpropType.TruncatedBPTT));
    long1.init();
    StreamNetwork carried = network();

    long1.fit(whole());
    for (int k = 0; k < 3; k++) {
      carried.fit(part(k));
    }

    assertThat(carried.params().toFloatVector()).isEqualTo(long1.params().toFloatVector());
  }

  @Test
  void streamsThatStartForgetTheState() {
    StreamNetwork restarted = network();
    StreamNetwork carried = network();
    MultiLayerNetwork forgetful = new MultiLayerNetwork(configuration(BackpropType.TruncatedBPTT));
    forgetful.init();

    for (int k = 0; k < 2; k++) {
      restarted.startStreams();
      restarted.fit(part(k));
      carried.fit(part(k));
      forgetful.fit(part(k));
    }

    assertThat(restarted.params().toFloatVector()).isEqualTo(forgetful.params().toFloatVector());
    assertThat(restarted.params().toFloatVector()).isNotEqualTo(carried.params().toFloatVector());
  }

  @Test
  void savedNetworkWithItsStateGoesOnAsIfItHadNotBeenInterrupted() throws IOException {
    StreamNetwork whole = network();
    whole.fit(part(0));
    CarriedState carried = CarriedState.of(whole);
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    ModelSerializer.writeModel(whole, saved, true);

    StreamNetwork resumed =
        StreamNetwork.of(
            ModelSerializer.restoreMultiLayerNetwork(
                new ByteArrayInputStream(saved.toByteArray()), true));
    carried.restore(resumed);
    whole.fit(part(1));
    resumed.fit(part(1));

    assertThat(resumed.params().toFloatVector()).isEqualTo(whole.params().toFloatVector());
    assertThat(carried).isNotSameAs(CarriedState.NONE);
  }

  @Test
  void networkThatCarriesNoStateIsAnError() {
    MultiLayerConfiguration standard = configuration(BackpropType.Standard);

    assertThatThrownBy(() -> new StreamNetwork(standard))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Standard")
        .hasMessageContaining("tBPTTLength");
  }
}
