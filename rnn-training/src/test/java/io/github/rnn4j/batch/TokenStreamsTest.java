package io.github.rnn4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class TokenStreamsTest {

  private static final WindowOptions OPTIONS =
      WindowOptions.of(new FeatureEncoding.Indices(1000))
          .withTargets(new FeatureEncoding.Indices(1000));

  @ParameterizedTest
  @CsvSource({
    "100, 4, 5, 3, 5", // L = 24: 4 x 5 and 4
    "101, 4, 5, 0, 5", // L = 25: 5 x 5
    "100, 1, 10, 0, 10", // L = 99
    "9, 8, 40, 0, 1", // L = 1
    "15, 8, 40, 6, 1",
    "1000, 64, 7, 39, 3" // L = 15
  })
  void everyTokenButFirstAndTailIsPredictedOnce(
      int length, int batchSize, int steps, int unpredicted, int minibatches) {
    TokenStreams streams = streams(length, batchSize, steps);

    List<Integer> predicted = new ArrayList<>();
    while (streams.hasNext()) {
      INDArray labels = streams.next().getLabels();
      IntStream.of(labels.ravel().toIntVector()).forEach(predicted::add);
    }

    assertThat(streams.minibatchesPerPass()).isEqualTo(minibatches);
    assertThat(streams.unpredicted()).isEqualTo(unpredicted);
    assertThat(streams.predicted()).isEqualTo(length - 1 - unpredicted);
    assertThat(predicted)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(1, length - unpredicted).boxed().toList());
  }

  @Test
  void eachRowContinuesTheRowBefore() {
    TokenStreams streams = streams(100, 4, 5);

    int[] last = null; // the last token that each row predicted
    int minibatches = 0;
    while (streams.hasNext()) {
      assertThat(streams.startsPass()).isEqualTo(minibatches == 0);
      DataSet minibatch = streams.next();
      int steps = (int) minibatch.getFeatures().size(2);
      for (int b = 0; b < 4; b++) {
        int first = minibatch.getFeatures().getInt(b, 0, 0);
        int expected = last == null ? b * 24 : last[b];
        assertThat(first).isEqualTo(expected);
      }
      assertThat(minibatch.getLabels()).isEqualTo(minibatch.getFeatures().add(1));
      int end = steps - 1;
      last = IntStream.range(0, 4).map(b -> minibatch.getLabels().getInt(b, 0, end)).toArray();
      minibatches++;
    }

    assertThat(minibatches).isEqualTo(5);
    assertThat(streams.startsPass()).isTrue();
  }

  @Test
  void theNextPassBeginsAtTheFront() {
    TokenStreams streams = streams(100, 4, 5);

    TokenStreams section = streams.section(3, 4); // minibatches 3, 4, 0, 1
    List<Boolean> starts = new ArrayList<>();
    List<Integer> firstTokens = new ArrayList<>();
    while (section.hasNext()) {
      starts.add(section.startsPass());
      firstTokens.add(section.next().getFeatures().getInt(0, 0, 0));
    }

    assertThat(starts).containsExactly(false, false, true, false);
    assertThat(firstTokens).containsExactly(15, 20, 0, 5);
    assertThat(section.position()).isEqualTo(7);
  }

  @Test
  void lastMinibatchOfAPassIsShorter() {
    TokenStreams streams = streams(100, 4, 5);

    assertThat(streams.section(4, 1).next().getFeatures().shape()).containsExactly(4, 1, 4);
  }

  @Test
  void tooFewTokensAreAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> streams(8, 8, 5))
        .withMessageContaining("8 tokens")
        .withMessageContaining("there must be 9 or more");
    assertThatIllegalArgumentException().isThrownBy(() -> streams(0, 1, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> streams(1, 1, 5));
  }

  private static TokenStreams streams(int length, int batchSize, int steps) {
    int[] tokens = IntStream.range(0, length).toArray();
    return new TokenStreams(tokens, OPTIONS.withBatchSize(batchSize).withSteps(steps));
  }
}
