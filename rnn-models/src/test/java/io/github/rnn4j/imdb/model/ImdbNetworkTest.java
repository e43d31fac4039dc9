package io.github.rnn4j.imdb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.imdb.Configs;
import io.github.rnn4j.imdb.config.NetworkConfig;
import io.github.rnn4j.imdb.config.Pooling;
import io.github.rnn4j.imdb.config.WordVectors;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.samediff.Recurrence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class ImdbNetworkTest {

  private static final int V = 6;
  private static final int H = 4;

  /** Lengths 5, 3, 1 and 4; tokens 0 and 1 are the specials. */
  private static final List<LabelledSequence> SEQUENCES =
      List.of(
          new LabelledSequence(new int[] {2, 3, 4, 5, 2}, 1),
          new LabelledSequence(new int[] {5, 1, 3}, 0),
          new LabelledSequence(new int[] {4}, 1),
          new LabelledSequence(new int[] {3, 3, 2, 5}, 0));

  static Stream<NetworkConfig> variants() {
    return Stream.concat(
        Stream.of(MergeMode.values())
            .map(merge -> variant(InputForm.EMBEDDING, Cell.LSTM, merge, 1)),
        Stream.of(
            variant(InputForm.EMBEDDING, Cell.LSTM, MergeMode.CONCAT, 2),
            variant(InputForm.EMBEDDING, Cell.LSTM, MergeMode.ADD, 2),
            variant(InputForm.EMBEDDING, Cell.ELMAN, MergeMode.CONCAT, 1),
            variant(InputForm.EMBEDDING, Cell.GRU, MergeMode.AVERAGE, 2),
            variant(InputForm.EMBEDDING, Cell.SAMEDIFF_ELMAN, MergeMode.CONCAT, 2),
            variant(InputForm.ONE_HOT, Cell.SAMEDIFF_ELMAN, MergeMode.MULTIPLY, 1),
            variant(InputForm.ONE_HOT, Cell.LSTM, MergeMode.CONCAT, 1),
            Configs.network(InputForm.EMBEDDING, Cell.LSTM, Direction.FORWARD, MergeMode.CONCAT, 2),
            Configs.network(InputForm.EMBEDDING, Cell.GRU, Direction.BACKWARD, MergeMode.CONCAT, 1),
            Configs.network(
                InputForm.ONE_HOT, Cell.ELMAN, Direction.FORWARD, MergeMode.CONCAT, 1)));
  }

  private static NetworkConfig variant(InputForm input, Cell cell, MergeMode merge, int layers) {
    return Configs.network(input, cell, Direction.BIDIRECTIONAL, merge, layers);
  }

  @ParameterizedTest
  @CsvSource({"LAST_STATE, 8", "MEAN, 8", "MAX, 8", "MEAN_AND_MAX, 16"})
  void denseLayerReadsWhatIsPooled(Pooling pooling, int size) {
    ComputationGraph network =
        ImdbNetwork.build(Configs.of(pooled(pooling)), V, TextClasses.POLARITY, DataType.DOUBLE);

    assertThat(network.getLayer(ImdbNetwork.DENSE).getParam("W").size(0)).isEqualTo(size);
    assertThat(((PackedRecurrentLayer) network.getLayer("recurrent1").conf().getLayer()).result())
        .hasToString(pooling.name());
    assertThat(network.output(false, minibatch(InputForm.EMBEDDING, SEQUENCES).getFeatures())[0])
        .satisfies(output -> assertThat(output.size(1)).isEqualTo(1));
  }

  private static NetworkConfig pooled(Pooling pooling) {
    NetworkConfig n = variant(InputForm.EMBEDDING, Cell.LSTM, MergeMode.CONCAT, 1);
    return Configs.with(n, n.dense(), pooling, WordVectors.LOG_COUNT_RATIO);
  }

  /** The embedding has 3 components, half of which, but at least one, may be ratios. */
  @Test
  void wordVectorsBeginWithTheRatiosThatFit() {
    ComputationGraph network =
        ImdbNetwork.build(Configs.of(pooled(Pooling.MAX)), V, TextClasses.POLARITY);
    INDArray before = network.getLayer(ImdbNetwork.EMBEDDING).getParam("W").dup();
    double[] ratios = new double[V];
    ratios[2] = 1.5;

    ImdbNetwork.startAtRatios(network, new double[][] {ratios, ratios, ratios});

    INDArray after = network.getLayer(ImdbNetwork.EMBEDDING).getParam("W"); // [V, E]
    assertThat(after.getColumn(0).toDoubleVector()).isEqualTo(ratios);
    assertThat(after.getColumn(1)).isEqualTo(before.getColumn(1));
    assertThat(before.stdNumber().doubleValue()).isBetween(0.03, 0.3); // 0.1
  }

  @ParameterizedTest
  @MethodSource("variants")
  void gradientEqualsCentralDifferencesOnReviewsOfDifferentLengths(NetworkConfig variant) {
    ComputationGraph network =
        ImdbNetwork.build(Configs.of(variant), V, TextClasses.POLARITY, DataType.DOUBLE);
    DataSet minibatch = minibatch(variant.input(), SEQUENCES);

    Map<String, INDArray> gradient = gradient(network, minibatch);

    // Along a random direction in one parameter at a time: an error in any of its cells shows.
    for (Map.Entry<String, INDArray> parameter : network.paramTable().entrySet()) {
      INDArray direction =
          Nd4j.rand(DataType.DOUBLE, parameter.getValue().shape()).subi(0.5); // -0.5 to 0.5
      double analytic = gradient.get(parameter.getKey()).mul(direction).sumNumber().doubleValue();
      double numeric = slope(network, minibatch, parameter.getValue(), direction);
      assertThat(Math.abs(numeric - analytic) / (Math.abs(numeric) + Math.abs(analytic)))
          .as("%s: numeric %s, analytic %s", parameter.getKey(), numeric, analytic)
          .isLessThan(1e-5);
    }
  }

  private static double slope(
      ComputationGraph network, DataSet minibatch, INDArray parameter, INDArray direction) {
    double eps = 1e-5;
    parameter.addi(direction.mul(eps));
    double above = network.score(minibatch);
    parameter.subi(direction.mul(2 * eps));
    double below = network.score(minibatch);
    parameter.addi(direction.mul(eps));
    return (above - below) / (2 * eps);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void paddingChangesNoPrediction(NetworkConfig variant) {
    ComputationGraph network = ImdbNetwork.build(Configs.of(variant), V, TextClasses.POLARITY);
    DataSet together = minibatch(variant.input(), SEQUENCES);
    int[] order = BucketIterator.indicesOf(together);

    INDArray padded = output(network, together);

    for (int row = 0; row < order.length; row++) {
      DataSet alone = minibatch(variant.input(), List.of(SEQUENCES.get(order[row])));
      assertThat(output(network, alone).getDouble(0))
          .isCloseTo(padded.getDouble(row), within(1e-5));
    }
  }

  @Test
  void backwardDirectionReadsEachReviewOfAPaddedBatchFromItsLastWordToItsFirst() {
    NetworkConfig config = variant(InputForm.EMBEDDING, Cell.LSTM, MergeMode.CONCAT, 1);
    ComputationGraph network = ImdbNetwork.build(Configs.of(config), V, TextClasses.POLARITY);
    Map<String, INDArray> parameters = network.getLayer("recurrent1").paramTable();
    for (String name : List.of("W", "RW", "b")) {
      parameters.get("b" + name).assign(parameters.get("f" + name));
    }
    List<LabelledSequence> reversed = SEQUENCES.stream().map(ImdbNetworkTest::reversed).toList();

    INDArray both = states(network, SEQUENCES); // [B, 2 H], lengths 1, 3, 4, 5
    INDArray backward = both.get(all(), interval(H, 2 * H)).dup();
    INDArray forward = both.get(all(), interval(0, H)).dup();
    INDArray forwardOfReversed = states(network, reversed).get(all(), interval(0, H)).dup();

    assertThat(backward.distance2(forwardOfReversed)).isLessThan(1e-5);
    // A review of a single word is the same in both directions.
    assertThat(backward.getRow(0).distance2(forward.getRow(0))).isLessThan(1e-5);
    for (int row = 1; row < SEQUENCES.size(); row++) {
      assertThat(backward.getRow(row).distance2(forward.getRow(row))).isGreaterThan(1e-3);
    }
  }

  @Test
  void networkThatReadsBackwardsSeesAReviewAsTheForwardOneSeesItReversed() {
    ComputationGraph forward = ofOneDirection(Direction.FORWARD);
    ComputationGraph backward = ofOneDirection(Direction.BACKWARD);
    List<LabelledSequence> reversed = SEQUENCES.stream().map(ImdbNetworkTest::reversed).toList();

    INDArray read = output(backward, minibatch(InputForm.EMBEDDING, SEQUENCES));

    assertThat(read.distance2(output(forward, minibatch(InputForm.EMBEDDING, reversed))))
        .isLessThan(1e-5);
    assertThat(read.distance2(output(forward, minibatch(InputForm.EMBEDDING, SEQUENCES))))
        .isGreaterThan(1e-4);
  }

  private static ComputationGraph ofOneDirection(Direction direction) {
    NetworkConfig config =
        Configs.network(InputForm.EMBEDDING, Cell.LSTM, direction, MergeMode.CONCAT, 1);
    return ImdbNetwork.build(
        Configs.of(config), V, TextClasses.POLARITY); // the same weights: they depend on the seed
  }

  @ParameterizedTest
  @EnumSource(RecurrentWeights.class)
  void recurrentWeightsStartAsConfigured(RecurrentWeights weights) {
    NetworkConfig config =
        new NetworkConfig(
            InputForm.EMBEDDING,
            3,
            Cell.ELMAN,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.TANH,
            weights,
            Direction.FORWARD,
            MergeMode.CONCAT,
            1,
            64,
            5,
            0,
            Pooling.LAST_STATE,
            WordVectors.NORMAL,
            0,
            0,
            1);

    ComputationGraph network =
        ImdbNetwork.build(Configs.of(config), V, TextClasses.POLARITY, DataType.DOUBLE);

    INDArray recurrent = network.getLayer("recurrent1").getParam("RW");
    INDArray product = recurrent.transpose().mmul(recurrent);
    double fromIdentity =
        product.sub(Nd4j.eye(64).castTo(DataType.DOUBLE)).norm2Number().doubleValue();
    switch (weights) {
      case ORTHOGONAL -> {
        assertThat(fromIdentity).isLessThan(1e-10);
        assertThat(Math.abs(recurrent.getDouble(0, 0))).isLessThan(0.9);
      }
      case IDENTITY -> assertThat(recurrent).isEqualTo(Nd4j.eye(64).castTo(DataType.DOUBLE));
      case UNIFORM -> {
        assertThat(recurrent.amaxNumber().doubleValue()).isBetween(0.12, 0.125); // 1 / sqrt(64)
        assertThat(fromIdentity).isGreaterThan(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FORWARD, CONCAT, 1",
    "BACKWARD, CONCAT, 2",
    "BIDIRECTIONAL, CONCAT, 2",
    "BIDIRECTIONAL, ADD, 2",
    "BIDIRECTIONAL, MULTIPLY, 1",
    "BIDIRECTIONAL, AVERAGE, 1"
  })
  void sameDiffLayersLearnWhatThePackedLayerLearns(
      Direction direction, MergeMode merge, int layers) {
    ComputationGraph packed = trained(Cell.ELMAN, direction, merge, layers);
    ComputationGraph sameDiff = trained(Cell.SAMEDIFF_ELMAN, direction, merge, layers);
    DataSet minibatch = minibatch(InputForm.EMBEDDING, SEQUENCES);

    assertThat(sameDiff.numParams()).isEqualTo(packed.numParams());
    assertThat(output(sameDiff, minibatch).distance2(output(packed, minibatch))).isLessThan(1e-10);
    assertThat(sameDiff.score(minibatch)).isCloseTo(packed.score(minibatch), within(1e-10));
  }

  /** A network of the same seed after three updates. */
  private static ComputationGraph trained(
      Cell cell, Direction direction, MergeMode merge, int layers) {
    NetworkConfig config = Configs.network(InputForm.EMBEDDING, cell, direction, merge, layers);
    ComputationGraph network =
        ImdbNetwork.build(Configs.of(config), V, TextClasses.POLARITY, DataType.DOUBLE);
    for (int update = 0; update < 3; update++) {
      network.fit(minibatch(InputForm.EMBEDDING, SEQUENCES));
    }
    return network;
  }

  private static LabelledSequence reversed(LabelledSequence sequence) {
    int[] tokens = sequence.tokens();
    int last = tokens.length - 1;
    return new LabelledSequence(
        IntStream.rangeClosed(0, last).map(i -> tokens[last - i]).toArray(), sequence.label());
  }

  @Test
  void rowOfPaddingIsNeverLearned() {
    NetworkConfig config = variant(InputForm.EMBEDDING, Cell.LSTM, MergeMode.CONCAT, 1);
    ComputationGraph network = ImdbNetwork.build(Configs.of(config), V, TextClasses.POLARITY);
    INDArray before = network.getLayer("embedding").getParam("W").dup();

    network.fit(minibatch(InputForm.EMBEDDING, SEQUENCES));

    INDArray after = network.getLayer("embedding").getParam("W");
    assertThat(after.getRow(0)).isEqualTo(before.getRow(0));
    assertThat(after.getRow(2)).isNotEqualTo(before.getRow(2));
  }

  /** The final states of both directions, [B, 2 H], shortest sequence first. */
  private static INDArray states(ComputationGraph network, List<LabelledSequence> sequences) {
    DataSet minibatch = minibatch(InputForm.EMBEDDING, sequences);
    network.setLayerMaskArrays(new INDArray[] {minibatch.getFeaturesMaskArray()}, null);
    INDArray state = network.feedForward(minibatch.getFeatures(), false).get("recurrent1").dup();
    network.clearLayerMaskArrays();
    return state;
  }

  private static INDArray output(ComputationGraph network, DataSet minibatch) {
    return network
        .output(
            false,
            new INDArray[] {minibatch.getFeatures()},
            new INDArray[] {minibatch.getFeaturesMaskArray()})[0];
  }

  private static Map<String, INDArray> gradient(ComputationGraph network, DataSet minibatch) {
    network.setInputs(minibatch.getFeatures());
    network.setLabels(minibatch.getLabels());
    network.setLayerMaskArrays(new INDArray[] {minibatch.getFeaturesMaskArray()}, null);
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    Map<String, INDArray> means = new HashMap<>();
    network
        .gradient()
        .gradientForVariable()
        // The updater divides by B.
        .forEach((name, sum) -> means.put(name, sum.div(minibatch.numExamples())));
    return means;
  }

  private static DataSet minibatch(InputForm input, List<LabelledSequence> sequences) {
    return BucketIterator.evaluation(sequences, BatchOptions.of(input.encoding(V))).next();
  }
}
