package io.github.rnn4j.imdb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.imdb.Configs;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.NetworkConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class SaliencyTest {

  private static final int V = 9;

  /** No token occurs twice, so each row of the table belongs to one position in the review. */
  private static final int[] REVIEW = {4, 2, 7, 3, 8};

  static Stream<NetworkConfig> variants() {
    return Stream.of(
        Configs.network(
            InputForm.EMBEDDING, Cell.LSTM, Direction.BIDIRECTIONAL, MergeMode.CONCAT, 1),
        Configs.network(InputForm.EMBEDDING, Cell.GRU, Direction.FORWARD, MergeMode.CONCAT, 2),
        Configs.network(InputForm.EMBEDDING, Cell.LSTM, Direction.BACKWARD, MergeMode.CONCAT, 1),
        Configs.network(InputForm.ONE_HOT, Cell.LSTM, Direction.BIDIRECTIONAL, MergeMode.CONCAT, 1),
        Configs.network(
            InputForm.ONE_HOT, Cell.SAMEDIFF_ELMAN, Direction.BIDIRECTIONAL, MergeMode.ADD, 1),
        Configs.network(InputForm.ONE_HOT, Cell.ELMAN, Direction.FORWARD, MergeMode.CONCAT, 1));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void saliencyIsTheSlopeOfTheLogitAlongTheVectorOfTheWord(NetworkConfig variant) {
    ComputationGraph network =
        ImdbNetwork.build(Configs.of(variant), V, TextClasses.POLARITY, DataType.DOUBLE);

    double[] saliency =
        binary(Configs.of(variant), network, REVIEW, probability(network, variant.input(), REVIEW));

    for (int t = 0; t < REVIEW.length; t++) {
      assertThat(saliency[t])
          .as("word %d", t)
          .isCloseTo(slope(network, variant.input(), REVIEW[t]), within(1e-6));
    }
  }

  /** Central differences along all input weights of the token. */
  private static double slope(ComputationGraph network, InputForm input, int token) {
    double eps = 1e-4;
    scale(network, input, token, 1 + eps);
    double above = logit(network, input, REVIEW);
    scale(network, input, token, (1 - eps) / (1 + eps));
    double below = logit(network, input, REVIEW);
    scale(network, input, token, 1 / (1 - eps));
    return (above - below) / (2 * eps);
  }

  private static void scale(ComputationGraph network, InputForm input, int token, double factor) {
    String first = input == InputForm.EMBEDDING ? "embedding" : "recurrent1";
    for (String key : List.of("_W", "_fW", "_bW", "-backward_W")) {
      INDArray weights = network.paramTable().get(first + key);
      if (weights != null) {
        weights.getRow(token).muli(factor);
      }
    }
  }

  @Test
  void wordThatComesTwiceHasASaliencyForEachTime() {
    NetworkConfig variant =
        Configs.network(InputForm.EMBEDDING, Cell.LSTM, Direction.FORWARD, MergeMode.CONCAT, 1);
    ComputationGraph network =
        ImdbNetwork.build(Configs.of(variant), V, TextClasses.POLARITY, DataType.DOUBLE);
    int[] twice = {4, 2, 4};

    double[] saliency =
        binary(Configs.of(variant), network, twice, probability(network, variant.input(), twice));

    double eps = 1e-4;
    INDArray row = network.paramTable().get("embedding_W").getRow(4);
    row.muli(1 + eps);
    double above = logit(network, variant.input(), twice);
    row.muli((1 - eps) / (1 + eps));
    double below = logit(network, variant.input(), twice);
    // Scaling the vector changes both positions at once.
    assertThat(saliency[0] + saliency[2]).isCloseTo((above - below) / (2 * eps), within(1e-6));
    assertThat(saliency[0]).isNotEqualTo(saliency[2]);
  }

  @Test
  void networkThatIsCertainStillHasASaliency() {
    NetworkConfig variant =
        Configs.network(InputForm.EMBEDDING, Cell.LSTM, Direction.FORWARD, MergeMode.CONCAT, 1);
    ComputationGraph network = ImdbNetwork.build(Configs.of(variant), V, TextClasses.POLARITY);
    double[] unsure = binary(Configs.of(variant), network, REVIEW, 0.5);
    network.paramTable().get("output_b").assign(15);

    double[] certain =
        binary(Configs.of(variant), network, REVIEW, probability(network, variant.input(), REVIEW));

    assertThat(certain).containsExactly(unsure, within(1e-3));
  }

  private static double logit(ComputationGraph network, InputForm input, int[] review) {
    double p = probability(network, input, review);
    return Math.log(p / (1 - p));
  }

  private static double probability(ComputationGraph network, InputForm input, int[] review) {
    DataSet minibatch =
        BucketIterator.evaluation(
                List.of(new LabelledSequence(review, 0)), BatchOptions.of(input.encoding(V)))
            .next();
    return network
        .output(
            false,
            new INDArray[] {minibatch.getFeatures()},
            new INDArray[] {minibatch.getFeaturesMaskArray()})[0]
        .getDouble(0);
  }

  private static double[] binary(
      ImdbConfig config, ComputationGraph network, int[] tokens, double probability) {
    double[] row = {1 - probability, probability};
    return Saliency.of(config, network, tokens, TextClasses.POLARITY, row, 1, 0);
  }

  @Test
  void theOppositeDirectionHasTheOppositeSign() {
    ImdbConfig config =
        Configs.of(
            Configs.network(
                InputForm.EMBEDDING, Cell.LSTM, Direction.FORWARD, MergeMode.CONCAT, 1));
    ComputationGraph network = ImdbNetwork.build(config, V, TextClasses.POLARITY, DataType.DOUBLE);
    double[] row = {0.4, 0.6};

    double[] positive = Saliency.of(config, network, REVIEW, TextClasses.POLARITY, row, 1, 0);
    double[] negative = Saliency.of(config, network, REVIEW, TextClasses.POLARITY, row, 0, 1);

    for (int t = 0; t < REVIEW.length; t++) {
      assertThat(negative[t]).isEqualTo(-positive[t]);
    }
  }

  @Test
  void ofSeveralClassesItIsTheSlopeOfTheDifferenceOfTwoLogits() {
    TextClasses classes = new TextClasses(List.of("a", "b", "c", "d"));
    NetworkConfig variant =
        Configs.network(
            InputForm.EMBEDDING, Cell.LSTM, Direction.BIDIRECTIONAL, MergeMode.CONCAT, 1);
    ComputationGraph network = ImdbNetwork.build(Configs.of(variant), V, classes, DataType.DOUBLE);
    int[] text = {4, 2, 5}; // each token once, so that scaling a row changes one place
    double[] row = probabilities(network, variant.input(), text);

    double[] saliency = Saliency.of(Configs.of(variant), network, text, classes, row, 2, 1);

    double eps = 1e-4;
    for (int t = 0; t < text.length; t++) {
      scale(network, variant.input(), text[t], 1 + eps);
      double[] above = probabilities(network, variant.input(), text);
      scale(network, variant.input(), text[t], (1 - eps) / (1 + eps));
      double[] below = probabilities(network, variant.input(), text);
      scale(network, variant.input(), text[t], 1 / (1 - eps));
      double slope = (Math.log(above[2] / above[1]) - Math.log(below[2] / below[1])) / (2 * eps);
      assertThat(saliency[t]).as("word %d", t).isCloseTo(slope, within(1e-6));
    }
  }

  @Test
  void weightsOfClassesDoNotChangeIt() {
    TextClasses classes = new TextClasses(List.of("a", "b", "c"));
    TextClasses weighted = classes.balanced(new long[] {1, 10, 100});
    ImdbConfig config =
        Configs.of(
            Configs.network(
                InputForm.EMBEDDING, Cell.LSTM, Direction.FORWARD, MergeMode.CONCAT, 1));
    double[] row = {0.2, 0.5, 0.3};

    double[] plain =
        Saliency.of(config, ImdbNetwork.build(config, V, classes), REVIEW, classes, row, 1, 2);
    double[] balanced =
        Saliency.of(config, ImdbNetwork.build(config, V, weighted), REVIEW, weighted, row, 1, 2);

    assertThat(balanced).containsExactly(plain);
  }

  private static double[] probabilities(ComputationGraph network, InputForm input, int[] text) {
    DataSet minibatch =
        BucketIterator.prediction(List.of(text), BatchOptions.of(input.encoding(V))).next();
    return network
        .output(
            false,
            new INDArray[] {minibatch.getFeatures()},
            new INDArray[] {minibatch.getFeaturesMaskArray()})[0]
        .toDoubleVector();
  }
}
