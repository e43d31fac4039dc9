package io.github.rnn4j.layer;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.SequenceResult;
import java.io.File;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Defects of Deeplearning4j's own layers. A test that fails shows that one has been fixed. */
class Dl4jDefectsTest {

  private final INDArray x = random(1, 2, 2, 4).castTo(DataType.FLOAT); // [B, C, T]
  private final INDArray y = random(2, 2, 2, 4).castTo(DataType.FLOAT);
  private final INDArray featuresMask = Nd4j.create(new double[][] {{1, 1, 1, 1}, {1, 1, 0, 0}});
  private final INDArray labelsMask = Nd4j.create(new double[][] {{0, 0, 0, 1}, {0, 1, 0, 0}});

  private static SimpleRnn.Builder cell() {
    return new SimpleRnn.Builder().nIn(2).nOut(3).activation(Activation.TANH);
  }

  private static RnnOutputLayer.Builder output() {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nIn(3)
        .nOut(2)
        .activation(Activation.IDENTITY);
  }

  private static MultiLayerNetwork network(
      SimpleRnn cell, RnnOutputLayer output, DataType type, IUpdater updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(type)
                .updater(updater)
                .list()
                .layer(cell)
                .layer(output)
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork network() {
    return network(cell().build(), output().build(), DataType.FLOAT, new NoOp());
  }

  /** No exception, no update. */
  @Test
  void truncatedBpttTrainsNothingIfTheArraysDoNotFit() {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().updater(new Adam(0.1)).list();
    PackedElman lastState =
        new PackedElman.Builder().nIn(2).nOut(3).result(SequenceResult.LAST_STATE).build();
    MultiLayerNetwork perSequence = truncated(list.layer(lastState).layer(perSequence()));
    MultiLayerNetwork everyStep =
        truncated(
            new NeuralNetConfiguration.Builder()
                .updater(new Adam(0.1))
                .list()
                .layer(cell().build())
                .layer(output().build()));

    assertUnchanged(perSequence, x, y.tensorAlongDimension(0, 0, 1)); // labels [B, V]
    assertUnchanged(everyStep, x, random(2, 2, 2, 3)); // another number of steps
    assertUnchanged(everyStep, x.tensorAlongDimension(0, 0, 1), y); // features [B, C]
  }

  private static OutputLayer perSequence() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(3)
        .nOut(2)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static MultiLayerNetwork truncated(NeuralNetConfiguration.ListBuilder list) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.backpropType(BackpropType.TruncatedBPTT).tBPTTLength(2).build());
    network.init();
    return network;
  }

  private static void assertUnchanged(MultiLayerNetwork network, INDArray x, INDArray y) {
    INDArray before = network.params().dup();
    network.fit(x, y);
    assertThat(network.params()).isEqualTo(before);
  }

  private INDArray gradient(MultiLayerNetwork network, INDArray mask) {
    network.setInput(x);
    network.setLabels(y);
    network.setLayerMaskArrays(featuresMask, mask);
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  @Test
  void calculateGradientsTakesTheFeaturesMaskForTheLabelsMask() {
    MultiLayerNetwork network = network();
    network.initGradientsView();

    INDArray actual =
        network.calculateGradients(x, y, featuresMask, labelsMask).getFirst().gradient().dup();

    assertThat(distance(actual, gradient(network, labelsMask))).isGreaterThan(0.1);
    assertThat(distance(actual, gradient(network, featuresMask))).isLessThan(1e-6);
  }

  @Test
  void outputLayerWithoutABiasCannotPredict() {
    MultiLayerNetwork network =
        network(cell().build(), output().hasBias(false).build(), DataType.FLOAT, new NoOp());

    assertThatThrownBy(() -> network.output(x)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void outputLayerWithTimeBeforeFeaturesFailsWithAMaskPerOutput() {
    MultiLayerNetwork network =
        network(
            cell().dataFormat(RNNFormat.NWC).build(),
            output().dataFormat(RNNFormat.NWC).build(),
            DataType.FLOAT,
            new NoOp());
    DataSet data = new DataSet(Nd4j.rand(2, 4, 2), Nd4j.rand(2, 4, 2), null, Nd4j.ones(2, 4, 2));

    assertThatThrownBy(() -> network.fit(data)).hasMessageContaining("Invalid mask array");
    network().fit(new DataSet(x, y, null, Nd4j.ones(2, 2, 4))); // features before time: no error
  }

  @Test
  void outputLayerInAGraphWithoutInputTypesNeedsADataFormat() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x")
                .addLayer("cell", cell().build(), "x")
                .addLayer("output", output().build(), "cell")
                .setOutputs("output")
                .build());
    graph.init();

    assertThatThrownBy(() -> graph.fit(new DataSet(x, y)))
        .hasMessageContaining("Sequence lengths do not match")
        .hasMessageContaining("input=[2, 3, 4] vs. label=[2, 2, 4]"); // which do match
  }

  @Test
  void bidirectionalAroundLastTimeStepGetsNoDefaultsOfTheNetwork() {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam(0.1))
            .list()
            .layer(new Bidirectional(new LastTimeStep(new LSTM.Builder().nIn(2).nOut(3).build())))
            .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(6).nOut(2).build())
            .build();

    assertThatThrownBy(() -> new MultiLayerNetwork(conf).init())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("getWeightInitFn");
  }

  @Test
  void adamInHalfPrecisionDiverges() {
    MultiLayerNetwork network =
        network(cell().build(), output().build(), DataType.FLOAT16, new Adam(0.01));

    INDArray small = x.mul(1e-3); // and with it the gradient of the input weights
    for (int i = 0; i < 3; i++) {
      network.fit(small.castTo(DataType.FLOAT16), y.castTo(DataType.FLOAT16));
    }

    double sum = network.params().castTo(DataType.DOUBLE).sumNumber().doubleValue();
    assertThat(Double.isFinite(sum)).isFalse();
  }

  @Test
  void networkWithANormalizerCannotBeSavedWithTheCurrentCommonsIo(@TempDir File folder) {
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(new DataSet(x, y));

    assertThatThrownBy(
            () ->
                ModelSerializer.writeModel(
                    network(), new File(folder, "network.zip"), true, normalizer))
        .hasMessageContaining("stream is closed");
  }
}
