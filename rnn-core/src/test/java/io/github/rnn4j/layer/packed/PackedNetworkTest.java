package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.layer.DoubleByDefault;
import io.github.rnn4j.layer.Masks;
import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.UnitNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The packed layers in Deeplearning4j's networks, wrappers and files. */
@ExtendWith(DoubleByDefault.class)
class PackedNetworkTest {
  private static final int B = 3;
  private static final int C = 2;
  private static final int H = 4;
  private static final int T = 5;
  private static final INDArray X = random(1, B, C, T);
  private static final INDArray Y = random(2, B, 2, T);
  private static final INDArray LAST_Y = random(3, B, 2);
  private static final INDArray MASK = Masks.RIGHT.create(B, T, 4);

  @Test
  void trainsLikeDeeplearning4jsLstm() {
    MultiLayerNetwork ours = sequenceNetwork(lstm().build(), lstm().build());
    MultiLayerNetwork theirs = sequenceNetwork(deeplearning4jLstm(), deeplearning4jLstm());
    theirs.setParams(ours.params());

    for (int i = 0; i < 3; i++) {
      ours.fit(new DataSet(X, Y, MASK, MASK));
      theirs.fit(new DataSet(X, Y, MASK, MASK));
    }

    assertThat(distance(ours.params(), theirs.params())).isLessThan(1e-10);
    assertThat(ours.score()).isCloseTo(theirs.score(), within(1e-10));
  }

  @Test
  void summaryShowsTheCells() {
    MultiLayerNetwork network =
        sequenceNetwork(
            new PackedElman.Builder().nOut(H).build(),
            new PackedLstm.Builder().nOut(H).build(),
            new PackedGru.Builder().nOut(H).build());

    assertThat(network.summary())
        .contains("(PackedElmanRuntime)", "(PackedLstmRuntime)", "(PackedGruRuntime)");
  }

  /** FLOAT networks use the vector backend, even in Deeplearning4j's workspaces. */
  @Test
  void floatTrainsLikeDouble() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    MultiLayerConfiguration conf = unusualNetwork().getLayerWiseConfigurations();
    MultiLayerConfiguration single = MultiLayerConfiguration.fromJson(conf.toJson());
    single.setDataType(DataType.FLOAT);
    MultiLayerNetwork vector = new MultiLayerNetwork(single);
    vector.init();
    MultiLayerNetwork reference = unusualNetwork();
    reference.setParams(vector.params().castTo(DataType.DOUBLE));

    for (int i = 0; i < 5; i++) {
      vector.fit(new DataSet(X.castTo(DataType.FLOAT), Y.castTo(DataType.FLOAT), MASK, MASK));
      reference.fit(new DataSet(X, Y, MASK, MASK));
    }

    assertThat(vector.params().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(distance(vector.params(), reference.params())).isLessThan(1e-4);
  }

  @Test
  void timeBeforeFeaturesGivesTheSame() {
    MultiLayerNetwork ncw = sequenceNetwork(both().build());
    MultiLayerNetwork nwc = network(RNNFormat.NWC, both().build(), output(RNNFormat.NWC));
    nwc.setParams(ncw.params());

    ncw.fit(new DataSet(X, Y, MASK, MASK));
    nwc.fit(new DataSet(X.permute(0, 2, 1).dup(), Y.permute(0, 2, 1).dup(), MASK, MASK));

    assertThat(distance(nwc.params(), ncw.params())).isLessThan(1e-12);
    INDArray out = nwc.output(X.permute(0, 2, 1).dup());
    assertThat(distance(out.permute(0, 2, 1).dup(), ncw.output(X))).isLessThan(1e-12);
  }

  @Test
  void theLastStateEqualsTheWrapperLastTimeStep() {
    MultiLayerNetwork ours = lastNetwork(lstm().result(SequenceResult.LAST_STATE).build());
    MultiLayerNetwork wrapped = lastNetwork(new LastTimeStep(lstm().build()));
    wrapped.setParams(ours.params());

    for (int i = 0; i < 3; i++) {
      ours.fit(new DataSet(X, LAST_Y, MASK, null));
      wrapped.fit(new DataSet(X, LAST_Y, MASK, null));
    }

    assertThat(distance(ours.params(), wrapped.params())).isLessThan(1e-10);
  }

  @ParameterizedTest
  @EnumSource(Bidirectional.Mode.class)
  void theWrapperBidirectionalWorksAroundAPackedLayer(Bidirectional.Mode mode) {
    MergeMode merge =
        mode == Bidirectional.Mode.MUL ? MergeMode.MULTIPLY : MergeMode.valueOf(mode.name());
    MultiLayerNetwork wrapped = sequenceNetwork(new Bidirectional(mode, lstm().build()));
    MultiLayerNetwork own = sequenceNetwork(both().merge(merge).build());
    wrapped.setParams(own.params());

    wrapped.fit(new DataSet(X, Y, MASK, MASK));
    own.fit(new DataSet(X, Y, MASK, MASK));

    assertThat(distance(own.params(), wrapped.params())).isLessThan(1e-10);
  }

  @Test
  void computationGraphEqualsMultiLayerNetwork() {
    MultiLayerNetwork network = lastNetwork(both().result(SequenceResult.LAST_STATE).build());
    ComputationGraph graph = new ComputationGraph(lastGraph());
    graph.init();
    graph.setParams(network.params());

    for (int i = 0; i < 3; i++) {
      network.fit(new DataSet(X, LAST_Y, MASK, null));
      graph.fit(new DataSet(X, LAST_Y, MASK, null));
    }

    assertThat(distance(graph.params(), network.params())).isLessThan(1e-12);
  }

  @Test
  void jsonRoundTrip() {
    MultiLayerConfiguration conf = unusualNetwork().getLayerWiseConfigurations();
    ComputationGraphConfiguration graph = lastGraph();

    assertThat(MultiLayerConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    assertThat(MultiLayerConfiguration.fromYaml(conf.toYaml())).isEqualTo(conf);
    assertThat(ComputationGraphConfiguration.fromJson(graph.toJson())).isEqualTo(graph);
    PackedLstm read =
        (PackedLstm) MultiLayerConfiguration.fromJson(conf.toJson()).getConf(0).getLayer();
    assertThat(read.direction()).isEqualTo(Direction.BIDIRECTIONAL);
    assertThat(read.merge()).isEqualTo(MergeMode.MULTIPLY);
    assertThat(read.result()).isEqualTo(SequenceResult.EVERY_STEP);
    assertThat(read.forgetGateBias()).isEqualTo(2.5);
  }

  @Test
  void layersThatDifferAreNotEqual() {
    assertThat(lstm().build()).isEqualTo(lstm().build()).hasSameHashCodeAs(lstm().build());
    assertThat(lstm().build())
        .isNotEqualTo(lstm().forgetGateBias(0).build())
        .isNotEqualTo(lstm().direction(Direction.BACKWARD).build())
        .isNotEqualTo(lstm().result(SequenceResult.LAST_STATE).build())
        .isNotEqualTo(new PackedGru.Builder().nOut(H).build());
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
    MultiLayerNetwork network = sequenceNetwork(both().build());
    network.fit(new DataSet(X, Y));
    INDArray before = network.params().dup();

    MultiLayerNetwork clone = network.clone();
    assertThat(clone.output(X)).isEqualTo(network.output(X));
    clone.fit(new DataSet(X, Y));

    assertThat(network.params()).isEqualTo(before);
    assertThat(distance(clone.params(), before)).isGreaterThan(1e-4);
    org.deeplearning4j.nn.api.Layer layer = ((PackedRuntime) network.getLayer(0)).clone();
    assertThat(layer.params()).isEqualTo(network.getLayer(0).params());
  }

  @Test
  void gatesStartAsDocumented() {
    MultiLayerNetwork network = sequenceNetwork(both().biasInit(0.25).build());

    INDArray bias = network.getParam("0_bb").reshape(4, H); // g, f, o, i
    assertThat(bias.getRow(1)).isEqualTo(Nd4j.ones(H));
    assertThat(bias.getRow(3).meanNumber().doubleValue()).isEqualTo(0.25);
    for (int gate = 0; gate < 4; gate++) {
      INDArray block = network.getParam("0_fRW").get(all(), interval(gate * H, (gate + 1) * H));
      assertThat(distance(block.transpose().mmul(block), Nd4j.eye(H))).isLessThan(1e-10);
    }
    assertThat(network.getParam("0_fRW")).isNotEqualTo(network.getParam("0_bRW"));
  }

  @Test
  void regularisationNoiseAndConstraintsApply() {
    PackedLstm noisy =
        both()
            .dropOut(0.7)
            .weightNoise(new DropConnect(0.8))
            .l2(0.01)
            .constrainRecurrent(new UnitNormConstraint(1))
            .constrainInputWeights(new MaxNormConstraint(0.5, 1))
            .build();
    MultiLayerNetwork network = sequenceNetwork(noisy);
    double plain = sequenceNetwork(both().build()).score(new DataSet(X, Y));
    assertThat(network.score(new DataSet(X, Y))).isGreaterThan(plain); // the l2 penalty

    for (int i = 0; i < 5; i++) {
      network.fit(new DataSet(X, Y, MASK, MASK));
    }

    for (String key : new String[] {"0_fRW", "0_bRW"}) {
      INDArray rows = network.getParam(key).norm2(1);
      assertThat(distance(rows, Nd4j.ones(DataType.DOUBLE, H))).isLessThan(1e-3);
    }
    assertThat(network.getParam("0_bW").norm2(1).maxNumber().doubleValue()).isLessThan(0.501);
    INDArray once = network.output(X, true).dup();
    assertThat(distance(network.output(X, true), once)).isGreaterThan(1e-3); // dropout
    assertThat(network.output(X)).isEqualTo(network.output(X));
  }

  @Test
  void aFrozenLayerStaysAsItIs() {
    MultiLayerNetwork network = sequenceNetwork(lstm().build(), lstm().build());
    MultiLayerNetwork tuned = new TransferLearning.Builder(network).setFeatureExtractor(0).build();
    INDArray frozen = tuned.getLayer(0).params().dup();
    INDArray trained = tuned.getLayer(1).params().dup();

    tuned.fit(new DataSet(X, Y, MASK, MASK));

    assertThat(tuned.getLayer(0).params()).isEqualTo(frozen);
    assertThat(distance(tuned.getLayer(1).params(), trained)).isGreaterThan(1e-4);
  }

  @Test
  void memoryIsEstimated() {
    MultiLayerConfiguration conf = sequenceNetwork(both().build()).getLayerWiseConfigurations();

    assertThat(conf.getMemoryReport(InputType.recurrent(C, T, RNNFormat.NCW)).toString())
        .contains("PackedLstm");
  }

  @Test
  void activationsSetAfterBuildingAreRefused() {
    MultiLayerNetwork network = sequenceNetwork(lstm().build(), lstm().build());
    FineTuneConfiguration relu =
        new FineTuneConfiguration.Builder().activation(Activation.RELU).build();

    assertThatThrownBy(
            () -> new TransferLearning.Builder(network).fineTuneConfiguration(relu).build())
        .hasStackTraceContaining("Activation of PackedLstm is relu: it must be tanh");
    String json =
        network.getLayerWiseConfigurations().toJson().replace("ActivationTanH", "ActivationReLU");
    MultiLayerNetwork loaded = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
    assertThatThrownBy(loaded::init).hasMessageContaining("PackedLstm is relu");
  }

  @Test
  void activationOfTheNetworkAppliesToElmanLayers() {
    PackedElman packed = new PackedElman.Builder().nIn(C).nOut(H).build();
    ElmanRnn sameDiff = new ElmanRnn.Builder().nIn(C).nOut(H).build();
    PackedElman ofItsOwn =
        new PackedElman.Builder().nIn(C).nOut(H).activation(Activation.SIGMOID).build();

    assertThat(activation(Activation.RELU, packed)).isInstanceOf(ActivationReLU.class);
    assertThat(activation(Activation.RELU, sameDiff)).isInstanceOf(ActivationReLU.class);
    assertThat(activation(Activation.RELU, ofItsOwn)).isInstanceOf(ActivationSigmoid.class);
  }

  @Test
  void defaultOfDeeplearning4jIsNotAnActivationOfTheNetwork() {
    PackedElman layer = new PackedElman.Builder().nIn(C).nOut(H).build();

    assertThat(activation(Activation.SIGMOID, layer)).isInstanceOf(ActivationTanH.class);
  }

  @Test
  void activationsOfTheNetworkThatACellCannotHaveAreRefused() {
    PackedElman packed = new PackedElman.Builder().nIn(C).nOut(H).build();
    ElmanRnn sameDiff = new ElmanRnn.Builder().nIn(C).nOut(H).build();

    for (BaseRecurrentLayer layer : List.of(packed, sameDiff)) {
      assertThatThrownBy(() -> activation(Activation.SOFTMAX, layer))
          .hasMessageContaining("softmax is not supported");
    }
  }

  /** The activation that a layer has in a network with another one, also after saving. */
  private static IActivation activation(Activation ofNetwork, BaseRecurrentLayer layer) {
    MultiLayerConfiguration built =
        new NeuralNetConfiguration.Builder().activation(ofNetwork).list().layer(layer).build();
    MultiLayerConfiguration conf = MultiLayerConfiguration.fromJson(built.toJson());
    new MultiLayerNetwork(conf).init();
    return ((BaseRecurrentLayer) conf.getConf(0).getLayer()).getActivationFn();
  }

  @Test
  void unitsOfABidirectionalLayerCanBeReplaced() {
    MultiLayerNetwork network = sequenceNetwork(both().build());

    MultiLayerNetwork tuned =
        new TransferLearning.Builder(network)
            .nOutReplace(0, 3, WeightInit.XAVIER)
            .nInReplace(1, 6, WeightInit.XAVIER)
            .build();

    assertThat(tuned.output(X).shape()).containsExactly(B, 2, T);
  }

  @Test
  void otherActivationsAreRefused() {
    assertThatThrownBy(() -> lstm().activation(Activation.RELU).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PackedLstm")
        .hasMessageContaining("must be tanh");
    assertThatThrownBy(() -> new PackedGru.Builder().activation(Activation.SIGMOID).build())
        .hasMessageContaining("PackedGru");
    assertThatThrownBy(() -> new PackedElman.Builder().activation(Activation.SOFTMAX).build())
        .hasMessageContaining("tanh, relu, sigmoid or identity");
    assertThatThrownBy(() -> lstm().forgetGateBias(Double.NaN).build())
        .hasMessageContaining("forgetGateBias is NaN");
  }

  private static PackedLstm.Builder lstm() {
    return new PackedLstm.Builder().nOut(H);
  }

  private static PackedLstm.Builder both() {
    return lstm().direction(Direction.BIDIRECTIONAL);
  }

  private static LSTM deeplearning4jLstm() {
    return new LSTM.Builder().nOut(H).activation(Activation.TANH).build();
  }

  private static MultiLayerNetwork unusualNetwork() {
    return sequenceNetwork(
        both()
            .merge(MergeMode.MULTIPLY)
            .forgetGateBias(2.5)
            .weightInitRecurrent(new WeightInitOrthogonal(0.9))
            .build(),
        new PackedGru.Builder().nOut(3).direction(Direction.BACKWARD).build(),
        new PackedElman.Builder().nOut(3).activation(Activation.SIGMOID).build());
  }

  private static ComputationGraphConfiguration lastGraph() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(DataType.DOUBLE)
        .updater(new Adam(0.01))
        .graphBuilder()
        .addInputs("x")
        .addLayer("rnn", both().result(SequenceResult.LAST_STATE).build(), "x")
        .addLayer("y", lastOutput(), "rnn")
        .setOutputs("y")
        .setInputTypes(InputType.recurrent(C, RNNFormat.NCW))
        .build();
  }

  private static MultiLayerNetwork sequenceNetwork(Layer... hidden) {
    Layer[] layers = Arrays.copyOf(hidden, hidden.length + 1);
    layers[hidden.length] = output(RNNFormat.NCW);
    return network(RNNFormat.NCW, layers);
  }

  private static MultiLayerNetwork lastNetwork(Layer hidden) {
    return network(RNNFormat.NCW, hidden, lastOutput());
  }

  private static OutputLayer lastOutput() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nOut(2)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static RnnOutputLayer output(RNNFormat format) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nOut(2)
        .activation(Activation.IDENTITY)
        .dataFormat(format)
        .build();
  }

  private static MultiLayerNetwork network(RNNFormat format, Layer... layers) {
    for (Layer layer : layers) {
      if (layer instanceof org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer recurrent) {
        recurrent.setRnnDataFormat(format);
      }
    }
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new Adam(0.01))
            .list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(C, format)).build());
    network.init();
    return network;
  }
}
