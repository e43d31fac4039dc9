package io.github.rnn4j.imdb.ngram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NgramIndexTest {

  private static final int BITS = 21;

  private static long ngram(int... words) {
    long ngram = 0;
    for (int word : words) {
      ngram = ngram << BITS | word;
    }
    return ngram;
  }

  @Test
  void knowsWhatOccursInEnoughTexts() {
    List<int[]> texts =
        List.of(
            new int[] {2, 3, 4, 2, 3}, new int[] {9, 2, 3, 4}, new int[] {4, 2}, new int[] {8, 8});

    NgramIndex index = NgramIndex.of(texts, 2, 100);

    // 8 and 9 occur in one text only, however often; 4 2 3 in the first text only
    assertThat(index.ngrams())
        .containsExactly(
            ngram(2), ngram(3), ngram(4), ngram(2, 3), ngram(3, 4), ngram(4, 2), ngram(2, 3, 4));
  }

  @Test
  void aTextHasEachColumnOnceAndNoneOfWhatIsUnknown() {
    NgramIndex index = new NgramIndex(new long[] {ngram(2), ngram(3), ngram(2, 3), ngram(3, 2)});

    assertThat(index.columns(new int[] {2, 3, 2, 3})).containsExactly(0, 1, 2, 3);
    assertThat(index.columns(new int[] {3, 7, 2})).containsExactly(0, 1);
    assertThat(index.columns(new int[] {7})).isEmpty();
  }

  @Test
  void unknownAndRareWordsInterrupt() {
    int rarest = 1 << BITS; // would need a bit of the next word
    NgramIndex index = NgramIndex.of(List.of(new int[] {2, 1, 3, 0, rarest, 4, 5}), 1, 100);

    assertThat(index.ngrams()).containsExactly(ngram(2), ngram(3), ngram(4), ngram(5), ngram(4, 5));
  }

  @Test
  void themostFrequentStay() {
    List<int[]> texts =
        List.of(new int[] {5, 2}, new int[] {5, 3}, new int[] {5, 3}, new int[] {5, 2});

    assertThat(NgramIndex.of(texts, 1, 2).ngrams()).containsExactly(ngram(2), ngram(5));
  }

  /** More n-grams than are counted at a time: 3 x 6 million. */
  @Test
  void manyTextsAreCountedInParts() {
    Random random = new Random(1);
    List<int[]> texts =
        IntStream.range(0, 600).mapToObj(i -> random.ints(10_000, 2, 6).toArray()).toList();

    NgramIndex index = NgramIndex.of(texts, 600, 1000);

    assertThat(index.ngrams()).hasSize(4 + 16 + 64).isSorted().doesNotHaveDuplicates();
    assertThat(NgramIndex.of(texts, 601, 1000).size()).isZero();
  }
}
