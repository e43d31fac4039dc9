package io.github.rnn4j.layer.output;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.layer.Masks;
import io.github.rnn4j.layer.packed.PackedElman;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** {@link SequenceOutput} against Deeplearning4j's {@code RnnOutputLayer}. */
class SequenceOutputTest {
  private static final int B = 3;
  private static final int C = 2;
  private static final int T = 5;
  private static final int O = 4;

  @ParameterizedTest
  @CsvSource({
    "NCW, MCXENT, SOFTMAX, NONE",
    "NCW, MCXENT, SOFTMAX, RIGHT",
    "NWC, MCXENT, SOFTMAX, HOLES",
    "NWC, MSE, IDENTITY, NONE",
    "NCW, MSE, IDENTITY, LEFT",
    "NCW, XENT, SIGMOID, RIGHT"
  })
  void trainsAndScoresLikeRnnOutputLayer(
      RNNFormat format, LossFunction loss, Activation activation, Masks masks) {
    MultiLayerNetwork expected =
        network(format, new RnnOutputLayer.Builder(loss).nOut(O).activation(activation).build());
    MultiLayerNetwork actual =
        network(format, new SequenceOutput.Builder(loss).nOut(O).activation(activation).build());
    actual.setParams(expected.params());
    DataSet data = data(format, loss, masks);

    for (int update = 0; update < 3; update++) {
      expected.fit(data);
      actual.fit(data);
      assertThat(actual.score()).isCloseTo(expected.score(), within(1e-10));
    }

    assertThat(distance(actual.params(), expected.params())).isLessThan(1e-10);
    assertThat(actual.score(data)).isCloseTo(expected.score(data), within(1e-10));
    assertThat(distance(actual.scoreExamples(data, true), expected.scoreExamples(data, true)))
        .isLessThan(1e-10);
    assertThat(distance(actual.output(data.getFeatures()), expected.output(data.getFeatures())))
        .isLessThan(1e-10);
  }

  /** For word models: labels are indices, which avoids an array of B V T ones and zeros. */
  @ParameterizedTest
  @CsvSource({"NCW, NONE", "NCW, RIGHT", "NWC, HOLES"})
  void indexLabelsTrainLikeOneHotLabels(RNNFormat format, Masks masks) {
    MultiLayerNetwork expected =
        network(format, new SequenceOutput.Builder(LossFunction.MCXENT).nOut(O).build());
    MultiLayerNetwork actual =
        network(format, new SequenceOutput.Builder(LossFunction.SPARSE_MCXENT).nOut(O).build());
    actual.setParams(expected.params());
    DataSet oneHot = data(format, LossFunction.MCXENT, masks);
    INDArray indices = oneHot.getLabels().argMax(format == RNNFormat.NCW ? 1 : 2); // [B, T]
    DataSet sparse = oneHot.copy();
    sparse.setLabels(
        indices
            .castTo(DataType.DOUBLE)
            .reshape(format == RNNFormat.NCW ? new long[] {B, 1, T} : new long[] {B, T, 1}));

    for (int update = 0; update < 3; update++) {
      expected.fit(oneHot);
      actual.fit(sparse);
      assertThat(actual.score()).isCloseTo(expected.score(), within(1e-10));
    }

    assertThat(distance(actual.params(), expected.params())).isLessThan(1e-10);
    assertThat(actual.score(sparse)).isCloseTo(expected.score(oneHot), within(1e-10));
  }

  /** A mask [1, 1], which Deeplearning4j takes for one with an entry for each output. */
  @ParameterizedTest
  @CsvSource({"MCXENT, SOFTMAX, 1", "MCXENT, SOFTMAX, 0", "MSE, IDENTITY, 1", "MSE, IDENTITY, 0"})
  void singleStepWithAMaskIsASequenceWithoutItsSecondStep(
      LossFunction loss, Activation activation, double mask) {
    MultiLayerNetwork actual =
        network(
            RNNFormat.NCW, new SequenceOutput.Builder(loss).nOut(O).activation(activation).build());
    MultiLayerNetwork expected = actual.clone();
    DataSet one = step(1);
    one.setLabelsMaskArray(Nd4j.create(new double[][] {{mask}}));
    DataSet two = step(2);
    two.setLabelsMaskArray(Nd4j.create(new double[][] {{mask, 0}}));

    assertThat(actual.score(one, true)).isCloseTo(expected.score(two, true), within(1e-12));
    assertThat(actual.scoreExamples(one, false).getDouble(0))
        .isCloseTo(expected.scoreExamples(two, false).getDouble(0), within(1e-12));
    actual.fit(one);
    expected.fit(two);

    assertThat(distance(actual.params(), expected.params())).isLessThan(1e-12);
  }

  /** One sequence, whose first step is always the same. */
  private static DataSet step(int steps) {
    INDArray y = Nd4j.zeros(DataType.DOUBLE, 1, O, steps);
    y.putScalar(new int[] {0, 1, 0}, 1);
    INDArray x = random(1, 1, C, 2).get(all(), all(), interval(0, steps)).dup();
    return new DataSet(x, y);
  }

  @Test
  void masksOfSingleOutputsAreThoseOfRnnOutputLayer() {
    MultiLayerNetwork expected = network(RNNFormat.NCW, mse(new RnnOutputLayer.Builder()));
    MultiLayerNetwork actual = network(RNNFormat.NCW, mse(new SequenceOutput.Builder()));
    actual.setParams(expected.params());
    INDArray mask = random(7, B, O, T).gt(0).castTo(DataType.DOUBLE);
    DataSet data = new DataSet(random(1, B, C, T), random(2, B, O, T), null, mask);

    expected.fit(data);
    actual.fit(data);

    assertThat(distance(actual.params(), expected.params())).isLessThan(1e-10);
  }

  @Test
  void theScoreIsThatOfTheCurrentLabels() {
    MultiLayerNetwork network = network(RNNFormat.NCW, mse(new SequenceOutput.Builder()));
    INDArray x = random(1, B, C, T);
    network.fit(new DataSet(x, random(2, B, O, T)));

    network.setInput(x);
    network.setLabels(random(9, B, O, T));
    network.computeGradientAndScore();

    double expected = network.score(new DataSet(x, random(9, B, O, T)), true);
    network.computeGradientAndScore();
    assertThat(network.score()).isCloseTo(expected, within(1e-10));
  }

  @Test
  void jsonKeepsTheFormat() {
    MultiLayerConfiguration configuration =
        network(RNNFormat.NWC, mse(new SequenceOutput.Builder())).getLayerWiseConfigurations();

    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());

    assertThat(read).isEqualTo(configuration);
    SequenceOutput output = (SequenceOutput) read.getConf(1).getLayer();
    assertThat(output.dataFormat()).isEqualTo(RNNFormat.NWC);
  }

  @Test
  void labelsOfAnotherLengthAreAnError() {
    MultiLayerNetwork network = network(RNNFormat.NCW, mse(new SequenceOutput.Builder()));
    DataSet data = new DataSet(random(1, B, C, T), random(2, B, O, T - 1));

    assertThatThrownBy(() -> network.fit(data))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("[3, 4, 4]")
        .hasMessageContaining("batch and time must be equal");
  }

  @Test
  void oneVectorForASequenceIsAnError() {
    BaseOutputLayer output = mse(new SequenceOutput.Builder());

    assertThatThrownBy(() -> output.getOutputType(1, InputType.feedForward(3)))
        .hasMessageContaining("it must be sequences")
        .hasMessageContaining("use OutputLayer");
  }

  private static BaseOutputLayer mse(BaseOutputLayer.Builder<?> builder) {
    builder.setLossFn(LossFunction.MSE.getILossFunction());
    builder.setActivationFn(Activation.TANH.getActivationFunction());
    builder.setNOut(O);
    return builder.build();
  }

  private static MultiLayerNetwork network(RNNFormat format, BaseOutputLayer output) {
    assertThat(output).isNotInstanceOf(OutputLayer.class);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(3)
                .l2(0.01)
                .updater(new Sgd(0.1))
                .list()
                .layer(new PackedElman.Builder().nOut(3).build())
                .layer(output)
                .setInputType(InputType.recurrent(C, T, format))
                .build());
    network.init();
    return network;
  }

  private static DataSet data(RNNFormat format, LossFunction loss, Masks masks) {
    INDArray x = random(1, B, C, T);
    INDArray y = loss == LossFunction.MSE ? random(2, B, O, T) : oneHot();
    INDArray mask = masks.create(B, T, 4);
    return format == RNNFormat.NCW
        ? new DataSet(x, y, mask, mask)
        : new DataSet(x.permute(0, 2, 1).dup('c'), y.permute(0, 2, 1).dup('c'), mask, mask);
  }

  private static INDArray oneHot() {
    INDArray y = Nd4j.zeros(DataType.DOUBLE, B, O, T);
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < T; t++) {
        y.putScalar(new int[] {b, (b + 2 * t) % O, t}, 1);
      }
    }
    return y;
  }
}
