package io.github.rnn4j.imdb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.imdb.Configs;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reviews without padding against the whole network on padded minibatches. */
class ClassifierTest {
  private static final int V = 40;

  @AfterEach
  void forceNoBackend() {
    System.clearProperty(BackendProperty.NAME);
  }

  @ParameterizedTest
  @CsvSource({
    "EMBEDDING, LSTM, BIDIRECTIONAL, CONCAT, 1",
    "EMBEDDING, LSTM, BIDIRECTIONAL, MULTIPLY, 2",
    "EMBEDDING, GRU, BACKWARD, CONCAT, 2",
    "ONE_HOT, GRU, BIDIRECTIONAL, ADD, 1",
    "ONE_HOT, ELMAN, FORWARD, CONCAT, 2",
    "EMBEDDING, SAMEDIFF_ELMAN, BIDIRECTIONAL, AVERAGE, 1"
  })
  void bothWaysGiveTheSameProbabilities(
      InputForm input, Cell cell, Direction direction, MergeMode merge, int layers) {
    ImdbConfig config = Configs.of(Configs.network(input, cell, direction, merge, layers));
    for (TextClasses classes :
        List.of(TextClasses.POLARITY, new TextClasses(List.of("a", "b", "c", "d")))) {
      requireSame(config, classes);
      System.clearProperty(BackendProperty.NAME);
    }
  }

  @Test
  void logitsOfSeveralNetworksAreAveraged() {
    ImdbConfig config =
        Configs.of(
            Configs.network(
                InputForm.EMBEDDING, Cell.LSTM, Direction.FORWARD, MergeMode.CONCAT, 1));
    TextClasses classes = new TextClasses(List.of("a", "b", "c"));
    ReviewBatches batches = new ReviewBatches(config, V, classes);
    ComputationGraph one = ImdbNetwork.build(config, V, classes);
    ComputationGraph other = ImdbNetwork.build(config.ofMember(2), V, classes);
    List<int[]> review = List.of(new int[] {3, 17, 8});

    double[] p = new Classifier(List.of(one), batches).probabilities(review)[0];
    double[] q = new Classifier(List.of(other), batches).probabilities(review)[0];
    double[] mean = new Classifier(List.of(one, other), batches).probabilities(review)[0];

    assertThat(p).isNotEqualTo(q);
    for (int k = 1; k < 3; k++) {
      double logOdds = (Math.log(p[k] / p[0]) + Math.log(q[k] / q[0])) / 2;
      assertThat(Math.log(mean[k] / mean[0])).isCloseTo(logOdds, within(1e-9));
    }
    assertThat(Arrays.stream(mean).sum()).isCloseTo(1, within(1e-12));
  }

  private static void requireSame(ImdbConfig config, TextClasses classes) {
    ReviewBatches batches = new ReviewBatches(config, V, classes);
    ComputationGraph network = ImdbNetwork.build(config, V, classes);
    Random random = new Random(3);
    List<int[]> reviews =
        IntStream.range(0, 50)
            .mapToObj(i -> random.ints(1 + random.nextInt(30), 0, V).toArray())
            .toList();

    double[][] probabilities = new Classifier(List.of(network), batches).probabilities(reviews);

    System.setProperty(BackendProperty.NAME, "nd4j"); // runs the network as a whole
    double[][] expected = new Classifier(List.of(network), batches).probabilities(reviews);
    for (int i = 0; i < expected.length; i++) {
      assertThat(probabilities[i])
          .hasSize(classes.size())
          .containsExactly(expected[i], within(1e-6));
      assertThat(Arrays.stream(probabilities[i]).sum()).isCloseTo(1, within(1e-6));
    }
    assertThat(probabilities[0]).isNotEqualTo(probabilities[1]);
  }
}
