package io.github.rnn4j.imdb.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.metric.BinaryMetrics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BagOfWordsTest {

  /** Word 2 in each positive review, 3 in each negative one, words 4 to 9 in both. */
  private static List<LabelledSequence> words(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new LabelledSequence(new int[] {4 + i % 6, 3 - i % 2, 4 + i % 5}, i % 2))
        .toList();
  }

  /** The same two words in each review; their order decides. */
  private static List<LabelledSequence> order(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new LabelledSequence(new int[] {2 + i % 2, 3 - i % 2}, i % 2))
        .toList();
  }

  @Test
  void learnsWhichWordsDecide() {
    BinaryMetrics metrics =
        BagOfWords.train(words(40), words(20), 10, 2).measure(words(30)).binary();

    assertThat(metrics.accuracy()).isEqualTo(1);
    assertThat(metrics.logLoss()).isLessThan(0.1);
  }

  @Test
  void isBlindToOrder() {
    BinaryMetrics metrics =
        BagOfWords.train(order(40), order(20), 10, 2).measure(order(30)).binary();

    assertThat(metrics.accuracy()).isEqualTo(0.5);
    assertThat(metrics.auc()).isEqualTo(0.5);
  }

  @Test
  void reviewWithoutKnownWordsIsAllowed() {
    List<LabelledSequence> unknown =
        List.of(new LabelledSequence(new int[] {1}, 0), new LabelledSequence(new int[] {1}, 1));

    assertThat(BagOfWords.train(words(40), words(20), 10, 2).measure(unknown).binary().auc())
        .isEqualTo(0.5);
  }
}
