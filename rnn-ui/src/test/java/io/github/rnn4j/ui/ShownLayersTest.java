package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What Deeplearning4j's training UI shows of rnn-core's layers. */
class ShownLayersTest {
  private static final String TYPE = StatsListener.TYPE_ID;

  @Test
  void theTrainingUiGetsParametersGradientsUpdatesAndActivations() {
    MultiLayerNetwork network = network();
    StatsStorage storage = new InMemoryStatsStorage();
    network.setListeners(new StatsListener(storage, 1));

    for (int i = 0; i < 3; i++) {
      INDArray mask = mask();
      INDArray y = random(20 + i);
      network.fit(new DataSet(random(i + 1), y, mask, mask));
    }

    String session = storage.listSessionIDs().get(0);
    String worker = storage.listWorkerIDsForSession(session).get(0);
    List<Persistable> updates = storage.getAllUpdatesAfter(session, TYPE, worker, 0);
    assertThat(updates).hasSize(3);
    StatsReport last = (StatsReport) updates.get(2);
    String[] parameters = {
      "0_fW", "0_fRW", "0_fb", "0_bW", "0_bRW", "0_bb", // PackedLstm, both directions
      "1_W", "1_RW", "1_b", "1_rb", // PackedGru
      "2_W", "2_RW", "2_b", // PackedElman
      "3_W", "3_RW", "3_b", // ElmanRnn
      "4_W", "4_b"
    };
    for (StatsType type : List.of(StatsType.Parameters, StatsType.Gradients, StatsType.Updates)) {
      assertThat(last.getMeanMagnitudes(type)).as("" + type).containsOnlyKeys(parameters);
      assertThat(last.getMeanMagnitudes(type).values()).as("" + type).allMatch(Double::isFinite);
    }
    // Sgd: what is subtracted is the gradient times the learning rate
    Map<String, Double> gradients = last.getMeanMagnitudes(StatsType.Gradients);
    assertThat(gradients.get("0_bRW")).isGreaterThan(0);
    assertThat(last.getMeanMagnitudes(StatsType.Activations))
        .hasSize(5)
        .allSatisfy((layer, magnitude) -> assertThat(magnitude).isPositive());
  }

  private static INDArray mask() {
    return Nd4j.createFromArray(
        new float[][] {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}, {1, 0, 0, 0, 0}}); // [B, T]
  }

  private static INDArray random(long seed) {
    Nd4j.getRandom().setSeed(seed);
    return Nd4j.randn(DataType.FLOAT, 3, 2, 5); // [B, C, T]
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(0.1))
                .list()
                .layer(new PackedLstm.Builder().nOut(4).direction(Direction.BIDIRECTIONAL).build())
                .layer(new PackedGru.Builder().nOut(4).build())
                .layer(new PackedElman.Builder().nOut(3).build())
                .layer(new ElmanRnn.Builder().nOut(3).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(2, RNNFormat.NCW))
                .build());
    network.init();
    return network;
  }
}
