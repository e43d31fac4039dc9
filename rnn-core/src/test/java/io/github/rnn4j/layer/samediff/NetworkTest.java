package io.github.rnn4j.layer.samediff;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.layer.DoubleByDefault;
import io.github.rnn4j.layer.Masks;
import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.UnitNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryType;
import org.deeplearning4j.nn.conf.memory.MemoryUseMode;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** {@link ElmanRnn} in Deeplearning4j's networks, wrappers and files. */
@ExtendWith(DoubleByDefault.class)
class NetworkTest {
  private static final int B = 3;
  private static final int C = 2;
  private static final int H = 4;
  private static final int T = 5;
  private static final INDArray X = random(1, B, C, T);
  private static final INDArray Y = random(2, B, 2, T);
  private static final INDArray LAST_Y = random(3, B, 2);
  private static final INDArray MASK = Masks.RIGHT.create(B, T, 4);

  @ParameterizedTest
  @EnumSource(Bidirectional.Mode.class)
  void bidirectionalEqualsSimpleRnnInEachMergeMode(Bidirectional.Mode mode) {
    MultiLayerNetwork ours = sequenceNetwork(new Sgd(0.1), new Bidirectional(mode, elman()));
    MultiLayerNetwork theirs = sequenceNetwork(new Sgd(0.1), new Bidirectional(mode, simple()));
    theirs.setParams(ours.params());
    DataSet data = new DataSet(X, Y, MASK, MASK);

    for (int i = 0; i < 3; i++) {
      ours.fit(data);
      theirs.fit(data);
    }

    assertThat(distance(ours.params(), theirs.params())).isLessThan(1e-10);
    assertThat(ours.score()).isCloseTo(theirs.score(), within(1e-10));
  }

  @Test
  void stackedLayersEqualStackedSimpleRnn() {
    MultiLayerNetwork ours = sequenceNetwork(new Adam(0.01), elman(), elman());
    MultiLayerNetwork theirs = sequenceNetwork(new Adam(0.01), simple(), simple());
    theirs.setParams(ours.params());

    for (int i = 0; i < 3; i++) {
      ours.fit(new DataSet(X, Y, MASK, MASK));
      theirs.fit(new DataSet(X, Y, MASK, MASK));
    }

    assertThat(distance(ours.params(), theirs.params())).isLessThan(1e-10);
  }

  @Test
  void lastTimeStepTakesTheLastValidStep() {
    MultiLayerNetwork network = lastStepNetwork(new LastTimeStep(elman()));

    INDArray output = network.output(X, false, MASK, null);

    for (int b = 0; b < B; b++) {
      long length = MASK.getRow(b).sumNumber().longValue();
      INDArray alone = X.get(interval(b, b + 1), all(), interval(0, length)).dup();
      assertThat(distance(network.output(alone), output.getRow(b, true))).isLessThan(1e-12);
    }
    assertThat(gradientsAreRight(network, new DataSet(X, LAST_Y, MASK, null))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Recurrence.class)
  void gradientsOfAWholeNetworkAreRight(Recurrence recurrence) {
    ElmanRnn first = new ElmanRnn.Builder().nOut(2).recurrence(recurrence).l2(0.1).build();
    ElmanRnn second = new ElmanRnn.Builder().nOut(2).build();
    MultiLayerNetwork network =
        sequenceNetwork(new NoOp(), first, new Bidirectional(Bidirectional.Mode.CONCAT, second));
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1}, {1, 0, 1}, {1, 1, 0}});
    DataSet data = new DataSet(random(1, B, C, 3), random(2, B, 2, 3), mask, mask);

    assertThat(gradientsAreRight(network, data)).isTrue();
  }

  @Test
  void timeBeforeFeaturesGivesTheSame() {
    MultiLayerNetwork ncw = sequenceNetwork(new Sgd(0.1), elman());
    MultiLayerNetwork nwc =
        network(new Sgd(0.1), RNNFormat.NWC, elman(), sequenceOutput(RNNFormat.NWC));
    nwc.setParams(ncw.params());

    ncw.fit(new DataSet(X, Y, MASK, MASK));
    nwc.fit(new DataSet(X.permute(0, 2, 1).dup(), Y.permute(0, 2, 1).dup(), MASK, MASK));

    assertThat(distance(nwc.params(), ncw.params())).isLessThan(1e-12);
    INDArray out = nwc.output(X.permute(0, 2, 1).dup());
    assertThat(distance(out.permute(0, 2, 1).dup(), ncw.output(X))).isLessThan(1e-12);
  }

  @Test
  void computationGraphEqualsMultiLayerNetwork() {
    MultiLayerNetwork network = sequenceNetwork(new Adam(0.01), elman());
    ComputationGraph graph = graph();
    graph.setParams(network.params());

    for (int i = 0; i < 3; i++) {
      network.fit(new DataSet(X, Y, MASK, MASK));
      graph.fit(new DataSet(X, Y, MASK, MASK));
    }

    assertThat(distance(graph.params(), network.params())).isLessThan(1e-12);
    INDArray step = graph.rnnTimeStep(X)[0];
    assertThat(distance(step, network.rnnTimeStep(X))).isLessThan(1e-12);
  }

  @Test
  void jsonRoundTrip() {
    MultiLayerConfiguration conf = unusualNetwork().getLayerWiseConfigurations();
    ComputationGraphConfiguration graph = graph().getConfiguration();

    assertThat(MultiLayerConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    assertThat(MultiLayerConfiguration.fromYaml(conf.toYaml())).isEqualTo(conf);
    assertThat(ComputationGraphConfiguration.fromJson(graph.toJson())).isEqualTo(graph);
    ElmanRnn read =
        (ElmanRnn) MultiLayerConfiguration.fromJson(conf.toJson()).getConf(0).getLayer();
    assertThat(read.recurrence()).isEqualTo(Recurrence.OUTPUT_TO_HIDDEN);
    assertThat(read.hiddenSize()).isEqualTo(7);
    assertThat(read.cachedGraphs()).isEqualTo(3);
  }

  @Test
  void layersThatDifferAreNotEqual() {
    ElmanRnn.Builder same = new ElmanRnn.Builder().nIn(2).nOut(3);

    assertThat(same.build()).isEqualTo(same.build()).hasSameHashCodeAs(same.build());
    assertThat(same.build())
        .isNotEqualTo(
            new ElmanRnn.Builder().nIn(2).nOut(3).recurrence(Recurrence.OUTPUT_TO_OUTPUT).build());
  }

  @Test
  void trainingGoesOnBitForBitAfterSaveAndLoad(@TempDir Path folder) throws IOException {
    MultiLayerNetwork network = unusualNetwork();
    DataSet data = new DataSet(X, Y, MASK, MASK);
    network.fit(data);
    File file = folder.resolve("network.zip").toFile();

    ModelSerializer.writeModel(network, file, true);
    MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file, true);

    assertThat(loaded.output(X)).isEqualTo(network.output(X));
    for (int i = 0; i < 3; i++) {
      network.fit(data);
      loaded.fit(data);
      assertThat(loaded.params()).isEqualTo(network.params());
    }
  }

  @Test
  void aCloneTrainsOnItsOwn() {
    MultiLayerNetwork network = sequenceNetwork(new Adam(0.01), elman());
    network.fit(new DataSet(X, Y));
    INDArray before = network.params().dup();

    MultiLayerNetwork clone = network.clone();
    assertThat(clone.output(X)).isEqualTo(network.output(X));
    clone.fit(new DataSet(X, Y));

    assertThat(network.params()).isEqualTo(before);
    assertThat(distance(clone.params(), before)).isGreaterThan(1e-4);
    org.deeplearning4j.nn.api.Layer layer = ((UnrolledRuntime) network.getLayer(0)).clone();
    assertThat(layer.params()).isEqualTo(network.getLayer(0).params());
  }

  @Test
  void parametersAreReallySet() {
    MultiLayerNetwork network = sequenceNetwork(new Sgd(0.1), elman());
    INDArray weights = Nd4j.ones(DataType.DOUBLE, C, H);
    INDArray before = network.output(X).dup();

    network.getLayer(0).setParam(ElmanRnn.INPUT_WEIGHTS, weights);

    assertThat(network.paramTable().get("0_W")).isEqualTo(weights);
    assertThat(network.params().getDouble(0)).isEqualTo(1);
    assertThat(distance(network.output(X), before)).isGreaterThan(0.01);
    network.setParam("0_b", Nd4j.valueArrayOf(new long[] {H}, 0.5, DataType.DOUBLE));
    assertThat(network.getLayer(0).getParam(ElmanRnn.BIAS).meanNumber().doubleValue())
        .isEqualTo(0.5);
    network.setParamTable(Map.copyOf(sequenceNetwork(new Sgd(0.1), elman()).paramTable()));
    assertThat(network.output(X)).isEqualTo(before); // the same seed drew the same weights
  }

  @Test
  void regularisationNoiseAndConstraintsApply() {
    ElmanRnn noisy =
        new ElmanRnn.Builder()
            .nOut(H)
            .dropOut(0.7)
            .weightNoise(new DropConnect(0.8))
            .l1(0.01)
            .constrainRecurrent(new UnitNormConstraint(1))
            .constrainInputWeights(new MaxNormConstraint(0.5, 1))
            .build();
    MultiLayerNetwork network = sequenceNetwork(new Adam(0.05), noisy);
    double plain = sequenceNetwork(new Adam(0.05), elman()).score(new DataSet(X, Y));
    assertThat(network.score(new DataSet(X, Y))).isGreaterThan(plain); // the l1 penalty

    for (int i = 0; i < 5; i++) {
      network.fit(new DataSet(X, Y, MASK, MASK));
    }

    INDArray rows = network.getParam("0_RW").norm2(1);
    assertThat(distance(rows, Nd4j.ones(DataType.DOUBLE, H))).isLessThan(1e-3);
    assertThat(network.getParam("0_W").norm2(1).maxNumber().doubleValue()).isLessThan(0.501);
    INDArray once = network.output(X, true).dup();
    assertThat(distance(network.output(X, true), once)).isGreaterThan(1e-3); // dropout
    assertThat(network.output(X)).isEqualTo(network.output(X));
  }

  @Test
  void aFrozenLayerStaysAsItIs() {
    MultiLayerNetwork network = sequenceNetwork(new Sgd(0.1), elman(), elman());
    MultiLayerNetwork tuned = new TransferLearning.Builder(network).setFeatureExtractor(0).build();
    INDArray frozen = tuned.getLayer(0).params().dup();
    INDArray trained = tuned.getLayer(1).params().dup();

    tuned.fit(new DataSet(X, Y, MASK, MASK));

    assertThat(tuned.getLayer(0).params()).isEqualTo(frozen);
    assertThat(distance(tuned.getLayer(1).params(), trained)).isGreaterThan(1e-4);
  }

  @Test
  void nothingIsPrintedWhileAGraphIsBuilt() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      sequenceNetwork(new Sgd(0.1), elman()).fit(new DataSet(X, Y));
      System.out.println("heard");
    } finally {
      System.setOut(console);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("heard");
  }

  @Test
  void moreLengthsThanGraphsAreKept() {
    MultiLayerNetwork few =
        sequenceNetwork(new Sgd(0.1), new ElmanRnn.Builder().nOut(H).cachedGraphs(2).build());
    MultiLayerNetwork many = sequenceNetwork(new Sgd(0.1), elman());

    for (int t : List.of(1, 4, 2, 3, 1, 4)) {
      DataSet data = new DataSet(random(t, B, C, t), random(t + 9, B, 2, t));
      few.fit(data);
      many.fit(data);
    }

    assertThat(few.params()).isEqualTo(many.params());
    assertThat(((UnrolledRuntime) few.getLayer(0)).graphs()).isEqualTo(2);
    assertThat(((UnrolledRuntime) many.getLayer(0)).graphs()).isEqualTo(4);
  }

  @Test
  void anotherThreadPredictsTheSame() throws InterruptedException {
    MultiLayerNetwork network = sequenceNetwork(new Sgd(0.1), elman());
    INDArray here = network.output(X).dup();
    List<INDArray> elsewhere = new CopyOnWriteArrayList<>();

    for (int i = 0; i < 3; i++) {
      Thread thread = new Thread(() -> elsewhere.add(network.output(X).dup()));
      thread.start();
      thread.join();
    }

    assertThat(elsewhere).containsExactly(here, here, here);
    assertThat(network.output(X)).isEqualTo(here);
  }

  @Test
  void memoryIsEstimated() {
    ElmanRnn layer = new ElmanRnn.Builder().nIn(C).nOut(H).updater(new Adam(0.1)).build();

    MemoryReport report = layer.getMemoryReport(InputType.recurrent(C, T, RNNFormat.NCW));

    long parameters = C * H + H * H + H;
    assertThat(
            report.getMemoryBytes(
                MemoryType.PARAMETERS, B, MemoryUseMode.TRAINING, CacheMode.NONE, DataType.FLOAT))
        .isEqualTo(4 * parameters);
    assertThat(
            report.getMemoryBytes(
                MemoryType.UPDATER_STATE,
                B,
                MemoryUseMode.TRAINING,
                CacheMode.NONE,
                DataType.FLOAT))
        .isEqualTo(4 * 2 * parameters);
    assertThat(
            report.getTotalMemoryBytes(B, MemoryUseMode.TRAINING, CacheMode.NONE, DataType.FLOAT))
        .isGreaterThan(4 * (3 * parameters + B * T * H));
  }

  private static ElmanRnn elman() {
    return new ElmanRnn.Builder().nOut(H).build();
  }

  private static SimpleRnn simple() {
    return new SimpleRnn.Builder().nOut(H).activation(Activation.TANH).build();
  }

  private static MultiLayerNetwork unusualNetwork() {
    return sequenceNetwork(
        new Adam(0.01),
        new ElmanRnn.Builder()
            .nOut(H)
            .recurrence(Recurrence.OUTPUT_TO_HIDDEN)
            .hiddenSize(7)
            .activation(Activation.SIGMOID)
            .outputActivation(Activation.TANH)
            .weightInitRecurrent(new WeightInitOrthogonal(0.9))
            .cachedGraphs(3)
            .build());
  }

  private static MultiLayerNetwork sequenceNetwork(IUpdater updater, Layer... hidden) {
    Layer[] layers = Arrays.copyOf(hidden, hidden.length + 1);
    layers[hidden.length] = sequenceOutput(RNNFormat.NCW);
    return network(updater, RNNFormat.NCW, layers);
  }

  private static MultiLayerNetwork lastStepNetwork(Layer hidden) {
    OutputLayer output =
        new OutputLayer.Builder(LossFunction.MSE).nOut(2).activation(Activation.IDENTITY).build();
    return network(new NoOp(), RNNFormat.NCW, hidden, output);
  }

  private static MultiLayerNetwork network(IUpdater updater, RNNFormat format, Layer... layers) {
    for (Layer layer : layers) {
      if (layer instanceof BaseRecurrentLayer recurrent) {
        recurrent.setRnnDataFormat(format);
      }
    }
    NeuralNetConfiguration.ListBuilder list = base(updater).list(layers);
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(C, format)).build());
    network.init();
    return network;
  }

  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            base(new Adam(0.01))
                .graphBuilder()
                .addInputs("x")
                .addLayer("rnn", elman(), "x")
                .addLayer("y", sequenceOutput(RNNFormat.NCW), "rnn")
                .setOutputs("y")
                .setInputTypes(InputType.recurrent(C, RNNFormat.NCW))
                .build());
    graph.init();
    return graph;
  }

  private static NeuralNetConfiguration.Builder base(IUpdater updater) {
    return new NeuralNetConfiguration.Builder().seed(12).dataType(DataType.DOUBLE).updater(updater);
  }

  private static RnnOutputLayer sequenceOutput(RNNFormat format) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nOut(2)
        .activation(Activation.IDENTITY)
        .dataFormat(format)
        .build();
  }

  private static boolean gradientsAreRight(MultiLayerNetwork network, DataSet data) {
    return GradientCheckUtil.checkGradients(
        new GradientCheckUtil.MLNConfig()
            .net(network)
            .input(data.getFeatures())
            .labels(data.getLabels())
            .inputMask(data.getFeaturesMaskArray())
            .labelMask(data.getLabelsMaskArray())
            .epsilon(1e-6)
            .maxRelError(1e-5)
            .minAbsoluteError(1e-9)
            .print(GradientCheckUtil.PrintMode.FAILURES_ONLY));
  }
}
