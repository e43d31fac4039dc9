package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static io.github.rnn4j.layer.packed.PackedLayers.C;
import static io.github.rnn4j.layer.packed.PackedLayers.H;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.convert.PackedNetworks;
import io.github.rnn4j.layer.Masks;
import io.github.rnn4j.layer.initial.InitialStateVertex;
import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.summary.LayerTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks whose packed layer pools its steps. */
class PooledNetworkTest {
  private static final int B = 4;
  private static final int T = 6;
  private static final INDArray X = random(1, B, C, T);
  private static final INDArray Y = random(2, B, 2);

  static List<Arguments> layers() {
    List<Arguments> all = new ArrayList<>();
    for (PackedLayers kind : PackedLayers.values()) {
      all.add(Arguments.of(kind, Direction.BIDIRECTIONAL, MergeMode.CONCAT));
    }
    all.add(Arguments.of(PackedLayers.LSTM, Direction.BIDIRECTIONAL, MergeMode.MULTIPLY));
    all.add(Arguments.of(PackedLayers.GRU, Direction.FORWARD, MergeMode.CONCAT));
    all.add(Arguments.of(PackedLayers.ELMAN, Direction.BACKWARD, MergeMode.CONCAT));
    return all;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void equalsDeeplearning4jsGlobalPooling(PackedLayers kind, Direction direction, MergeMode merge) {
    for (SequenceResult result : List.of(SequenceResult.MEAN, SequenceResult.MAX)) {
      GlobalPoolingLayer pooling =
          new GlobalPoolingLayer.Builder(
                  result == SequenceResult.MAX ? PoolingType.MAX : PoolingType.AVG)
              .build();
      GraphBuilder theirs =
          graph()
              .addLayer("rnn", kind.create(direction, merge, SequenceResult.EVERY_STEP), "x")
              .addLayer("pooling", pooling, "rnn");

      assertSame(
          init(graph().addLayer("rnn", kind.create(direction, merge, result), "x"), "rnn"),
          init(theirs, "pooling"));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void meanAndMaxEqualTwoPoolingsSideBySide(
      PackedLayers kind, Direction direction, MergeMode merge) {
    GraphBuilder theirs =
        graph()
            .addLayer("rnn", kind.create(direction, merge, SequenceResult.EVERY_STEP), "x")
            .addLayer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "rnn")
            .addLayer("max", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "rnn")
            .addVertex("both", new MergeVertex(), "mean", "max");
    PackedRecurrentLayer ours = kind.create(direction, merge, SequenceResult.MEAN_AND_MAX);

    assertSame(init(graph().addLayer("rnn", ours, "x"), "rnn"), init(theirs, "both"));
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(DataType.DOUBLE)
        .updater(new Adam(0.01))
        .graphBuilder()
        .addInputs("x")
        .setInputTypes(InputType.recurrent(C));
  }

  private static ComputationGraph init(GraphBuilder graph, String top) {
    ComputationGraph network =
        new ComputationGraph(
            graph.addLayer("y", output(), top).setOutputs("y").build()); // infers nIn of the output
    network.init();
    network.setParams(random(5, network.numParams()).muli(0.6));
    return network;
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nOut(2)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static void assertSame(ComputationGraph ours, ComputationGraph theirs) {
    for (Masks masks : Masks.values()) {
      INDArray mask = masks.create(B, T, 11);
      INDArray[] inputMasks = mask == null ? null : new INDArray[] {mask};
      INDArray a = ours.output(false, new INDArray[] {X}, inputMasks)[0];
      INDArray b = theirs.output(false, new INDArray[] {X}, inputMasks)[0];
      assertThat(distance(a, b)).as("output, " + masks).isLessThan(1e-12);
      assertThat(distance(gradient(ours, inputMasks), gradient(theirs, inputMasks)))
          .as("gradient, " + masks)
          .isLessThan(1e-12);
    }
  }

  private static INDArray gradient(ComputationGraph network, INDArray[] masks) {
    network.setInputs(X);
    network.setLabels(Y);
    network.setLayerMaskArrays(masks, null);
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    return network.gradient().gradient().dup();
  }

  private static MultiLayerNetwork network(DataType type, PackedRecurrentLayer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .updater(new Adam(0.01))
                .list()
                .layer(layer)
                .layer(new DenseLayer.Builder().nOut(5).activation(Activation.TANH).build())
                .layer(output())
                .setInputType(InputType.recurrent(C))
                .build());
    network.init();
    return network;
  }

  private static PackedRecurrentLayer both(SequenceResult result) {
    return PackedLayers.LSTM.create(Direction.BIDIRECTIONAL, MergeMode.CONCAT, result);
  }

  @Test
  void theLayerAboveHasTheRightNumberOfInputs() {
    DenseLayer mean = above(network(DataType.FLOAT, both(SequenceResult.MEAN)));
    DenseLayer max = above(network(DataType.FLOAT, both(SequenceResult.MAX)));
    DenseLayer meanAndMax = above(network(DataType.FLOAT, both(SequenceResult.MEAN_AND_MAX)));

    assertThat(mean.getNIn()).isEqualTo(2 * H);
    assertThat(max.getNIn()).isEqualTo(2 * H);
    assertThat(meanAndMax.getNIn()).isEqualTo(4 * H);
    assertThat(both(SequenceResult.MEAN_AND_MAX).getOutputType(0, InputType.recurrent(C, T)))
        .isEqualTo(InputType.feedForward(4 * H));
  }

  private static DenseLayer above(MultiLayerNetwork network) {
    return (DenseLayer) network.getLayerWiseConfigurations().getConf(1).getLayer();
  }

  @Test
  void theTableOfLayersShowsItsOutput() {
    MultiLayerNetwork network = network(DataType.FLOAT, both(SequenceResult.MEAN_AND_MAX));

    assertThat(LayerTable.of(network).rows().get(0).out()).isEqualTo("[B, 16]");
  }

  @ParameterizedTest
  @EnumSource(
      value = SequenceResult.class,
      names = {"MEAN", "MAX", "MEAN_AND_MAX"})
  void trainingGoesOnBitForBitAfterSaveAndLoad(SequenceResult result, @TempDir Path folder)
      throws IOException {
    INDArray mask = Masks.HOLES.create(B, T, 3);
    DataSet data = new DataSet(X.castTo(DataType.FLOAT), Y.castTo(DataType.FLOAT), mask, null);
    MultiLayerNetwork network = network(DataType.FLOAT, both(result));
    network.fit(data);
    File file = folder.resolve("network.zip").toFile();

    ModelSerializer.writeModel(network, file, true);
    List<MultiLayerNetwork> others =
        List.of(
            ModelSerializer.restoreMultiLayerNetwork(file, true),
            ModelArchive.multiLayerNetwork(file.toPath()),
            network.clone());

    network.fit(data);
    for (MultiLayerNetwork other : others) {
      other.fit(data);
      assertThat(other.params()).isEqualTo(network.params());
      assertThat(other.output(X)).isEqualTo(network.output(X));
    }
  }

  @Test
  void theResultIsSavedAndCompared() {
    PackedRecurrentLayer layer = both(SequenceResult.MEAN_AND_MAX);
    MultiLayerConfiguration conf =
        network(DataType.FLOAT, both(SequenceResult.MAX)).getLayerWiseConfigurations();

    assertThat(MultiLayerConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    assertThat(layer.clone()).isEqualTo(both(SequenceResult.MEAN_AND_MAX));
    assertThat(layer)
        .isNotEqualTo(both(SequenceResult.MAX))
        .isNotEqualTo(both(SequenceResult.MEAN));
  }

  @Test
  void deeplearning4jHasNoSuchLayer() {
    PackedRecurrentLayer layer =
        PackedLayers.LSTM.create(Direction.FORWARD, MergeMode.CONCAT, SequenceResult.MAX);
    MultiLayerNetwork network = network(DataType.FLOAT, layer);

    assertThatThrownBy(() -> PackedNetworks.toDl4j(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no Deeplearning4j counterpart: its result is MAX")
        .hasMessageContaining("GlobalPoolingLayer");
  }

  /**
   * The initial state counts where the first step is valid; the other sequences start from zero.
   */
  @Test
  void aLayerWithAnInitialStatePools() {
    INDArray state = random(4, B, H);
    INDArray mask = Masks.HOLES.create(B, T, 11);
    ComputationGraph pooled = withInitialState(SequenceResult.MEAN);
    ComputationGraph steps = withInitialState(SequenceResult.EVERY_STEP);
    steps.setParams(pooled.params());

    INDArray actual =
        pooled.output(false, new INDArray[] {X, state}, new INDArray[] {mask, null})[0];
    INDArray every = steps.output(false, new INDArray[] {X, state}, new INDArray[] {mask, null})[0];

    INDArray counts = mask.castTo(DataType.DOUBLE).sum(1);
    INDArray expected = Masks.apply(mask, every).sum(2).diviColumnVector(counts);
    assertThat(distance(actual, expected)).isLessThan(1e-12);
  }

  private static ComputationGraph withInitialState(SequenceResult result) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .graphBuilder()
            .addInputs("x", "state");
    PackedRecurrentLayer layer =
        PackedLayers.GRU.create(Direction.FORWARD, MergeMode.CONCAT, result);
    InitialStateVertex.addLayer(graph, "rnn", layer, "x", "state");
    ComputationGraph network = new ComputationGraph(graph.setOutputs("rnn").build());
    network.init();
    return network;
  }
}
