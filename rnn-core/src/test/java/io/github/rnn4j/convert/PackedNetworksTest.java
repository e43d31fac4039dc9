package io.github.rnn4j.convert;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.Dl4jNetworks;
import io.github.rnn4j.layer.packed.PackedLstm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j's networks with packed layers in them, and back. */
class PackedNetworksTest {
  private static final DataType BEFORE = Nd4j.defaultFloatingPointType();

  @AfterEach
  void restoreDefaultType() {
    Nd4j.setDefaultDataTypes(BEFORE, BEFORE);
  }

  @ParameterizedTest
  @EnumSource(Dl4jNetworks.class)
  void goesOnLikeTheOriginal(Dl4jNetworks kind) {
    MultiLayerNetwork original = trained(kind, DataType.DOUBLE);

    MultiLayerNetwork packed = PackedNetworks.fromDl4j(original);

    assertThat(recurrentLayers(packed)).isNotEmpty().noneMatch(PackedNetworksTest::isDl4j);
    for (int i = 0; i < 4; i++) {
      DataSet next = kind.data(20 + i, DataType.DOUBLE);
      assertThat(distance(output(packed, next), output(original, next))).isLessThan(1e-10);
      packed.fit(next);
      original.fit(next);
    }
    assertThat(distance(packed.params(), original.params())).isLessThan(1e-10);
    assertThat(packed.getIterationCount()).isEqualTo(original.getIterationCount());
  }

  @ParameterizedTest
  @EnumSource(Dl4jNetworks.class)
  void computesTheSameInFloat(Dl4jNetworks kind) {
    MultiLayerNetwork original = trained(kind, DataType.FLOAT);
    DataSet data = kind.data(20, DataType.FLOAT);

    MultiLayerNetwork packed = PackedNetworks.fromDl4j(original);

    assertThat(distance(output(packed, data), output(original, data))).isLessThan(1e-5);
    INDArray unmasked = data.getFeatures();
    assertThat(distance(packed.output(unmasked), original.output(unmasked))).isLessThan(1e-5);
  }

  /** Deeplearning4j's bidirectional LSTM returns this only for a sequence without padding. */
  @ParameterizedTest
  @EnumSource(Dl4jNetworks.class)
  void aPaddedSequenceGetsWhatTheOriginalGivesItAlone(Dl4jNetworks kind) {
    MultiLayerNetwork original = trained(kind, DataType.DOUBLE);
    INDArray x = kind.data(20, DataType.DOUBLE).getFeatures();
    INDArray mask = Dl4jNetworks.MASK;

    INDArray packed = PackedNetworks.fromDl4j(original).output(x, false, mask, null).dup();

    for (int b = 0; b < Dl4jNetworks.B; b++) {
      INDArray alone = original.output(kind.alone(x, b)).dup();
      assertThat(distance(kind.valid(packed, b), alone)).as("sequence " + b).isLessThan(1e-10);
    }
  }

  /** If this fails, Deeplearning4j has fixed it: see docs/deeplearning4j-defects.md. */
  @Test
  void deeplearning4jsBidirectionalLstmDependsOnThePadding() {
    MultiLayerNetwork original = trained(Dl4jNetworks.BIDIRECTIONAL_LSTM, DataType.DOUBLE);
    INDArray x = Dl4jNetworks.BIDIRECTIONAL_LSTM.data(20, DataType.DOUBLE).getFeatures();

    INDArray masked = original.output(x, false, Dl4jNetworks.MASK, null).dup();
    INDArray unmasked = original.output(x).dup();

    for (int b = 0; b < Dl4jNetworks.B; b++) {
      INDArray valid = Dl4jNetworks.BIDIRECTIONAL_LSTM.valid(masked, b);
      assertThat(valid).isEqualTo(Dl4jNetworks.BIDIRECTIONAL_LSTM.valid(unmasked, b));
    }
  }

  /** If this fails, Deeplearning4j has fixed it: see docs/deeplearning4j-defects.md. */
  @Test
  void deeplearning4jsLstmGetsTheMaskOnlyInsideLastTimeStep() {
    Dl4jNetworks alone = Dl4jNetworks.LSTM_STACK;
    Dl4jNetworks wrapped = Dl4jNetworks.LAST_STEP_LSTM;
    double[] padding = {1, 1, 1, 1, 0, 0};
    double[] hole = {1, 0, 1, 1, 0, 0}; // the last valid step is the same

    assertThat(hidden(alone, hole)).isEqualTo(hidden(alone, 1, 1, 1, 1, 1, 1));
    assertThat(distance(hidden(wrapped, hole), hidden(wrapped, padding))).isGreaterThan(1e-3);
  }

  /** The activations of the first layer for one sequence. */
  private static INDArray hidden(Dl4jNetworks kind, double... mask) {
    MultiLayerNetwork network = kind.create(DataType.DOUBLE);
    network.setLayerMaskArrays(Nd4j.createFromArray(new double[][] {mask}), null);
    INDArray x = random(5, 1, Dl4jNetworks.C, Dl4jNetworks.T);
    return network.feedForward(x, true).get(1).dup();
  }

  @ParameterizedTest
  @EnumSource(Dl4jNetworks.class)
  void thereAndBackIsTheSameNetwork(Dl4jNetworks kind) {
    MultiLayerNetwork original = trained(kind, DataType.DOUBLE);
    String before = original.getLayerWiseConfigurations().toJson();
    INDArray params = original.params().dup();

    MultiLayerNetwork packed = PackedNetworks.fromDl4j(original);
    MultiLayerNetwork back = PackedNetworks.toDl4j(packed);
    packed.fit(kind.data(30, DataType.DOUBLE));

    assertThat(back.getLayerWiseConfigurations().toJson()).isEqualTo(before);
    assertThat(back.params()).isEqualTo(params);
    assertThat(back.getUpdater().getStateViewArray())
        .isEqualTo(original.getUpdater().getStateViewArray());
    assertThat(back.getIterationCount()).isEqualTo(3).isEqualTo(original.getIterationCount());
    assertThat(back.getEpochCount()).isEqualTo(original.getEpochCount());
    assertThat(original.params()).as("the original").isEqualTo(params);
    assertThat(original.getLayerWiseConfigurations().toJson()).isEqualTo(before);
  }

  @Test
  void graphsGoOnLikeTheOriginalAndComeBack() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    ComputationGraph original = Dl4jNetworks.graph(DataType.DOUBLE);
    fit(original, 10);
    fit(original, 11);
    original.incrementEpochCount();
    String before = original.getConfiguration().toJson();

    ComputationGraph packed = PackedNetworks.fromDl4j(original);
    ComputationGraph back = PackedNetworks.toDl4j(packed);

    assertThat(back.getConfiguration().toJson()).isEqualTo(before);
    assertThat(back.params()).isEqualTo(original.params());
    assertThat(back.getEpochCount()).isEqualTo(1);
    assertThat(packed.getIterationCount()).isEqualTo(2);
    assertThat(packed.getLayer("forward").conf().getLayer()).isInstanceOf(PackedLstm.class);
    INDArray frozen = packed.getLayer("below").params().dup();
    for (int i = 20; i < 24; i++) {
      fit(packed, i);
      fit(original, i);
    }
    assertThat(distance(packed.params(), original.params())).isLessThan(1e-10);
    assertThat(packed.getLayer("below").params()).isEqualTo(frozen);
  }

  private static void fit(ComputationGraph graph, long seed) {
    INDArray x = random(seed, Dl4jNetworks.B, Dl4jNetworks.C, Dl4jNetworks.T);
    graph.fit(new DataSet(x, random(seed + 1, Dl4jNetworks.B, 2)));
  }

  /** As the Javadoc of PackedNetworks shows it. */
  @Test
  void aSavedNetworkIsConvertedAndSavedAgain(@TempDir Path folder) throws IOException {
    MultiLayerNetwork original = trained(Dl4jNetworks.BIDIRECTIONAL_STACK, DataType.DOUBLE);
    File file = folder.resolve("network.zip").toFile();
    original.save(file, true);
    DataSet data = Dl4jNetworks.BIDIRECTIONAL_STACK.data(5, DataType.DOUBLE);

    MultiLayerNetwork fast = PackedNetworks.fromDl4j(MultiLayerNetwork.load(file, true));
    fast.fit(data);
    PackedNetworks.toDl4j(fast).save(file, true);

    original.fit(data);
    MultiLayerNetwork loaded = MultiLayerNetwork.load(file, true);
    assertThat(recurrentLayers(loaded)).allMatch(Bidirectional.class::isInstance);
    assertThat(distance(loaded.params(), original.params())).isLessThan(1e-10);
    assertThat(distance(output(loaded, data), output(original, data))).isLessThan(1e-10);
  }

  private static MultiLayerNetwork trained(Dl4jNetworks kind, DataType type) {
    Nd4j.setDefaultDataTypes(type, type); // LastTimeStep takes its precision from there
    MultiLayerNetwork network = kind.create(type);
    for (int i = 0; i < 3; i++) {
      network.fit(kind.data(10 + i, type));
    }
    network.incrementEpochCount();
    return network;
  }

  private static List<Layer> recurrentLayers(MultiLayerNetwork network) {
    List<NeuralNetConfiguration> confs = network.getLayerWiseConfigurations().getConfs();
    return confs.subList(0, confs.size() - 1).stream().map(conf -> conf.getLayer()).toList();
  }

  private static boolean isDl4j(Layer layer) {
    NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder().layer(layer).build();
    return conf.toJson().contains("layers.LSTM") || conf.toJson().contains("recurrent.SimpleRnn");
  }

  private static INDArray output(MultiLayerNetwork network, DataSet data) {
    return network
        .output(data.getFeatures(), false, data.getFeaturesMaskArray(), data.getLabelsMaskArray())
        .dup();
  }
}
