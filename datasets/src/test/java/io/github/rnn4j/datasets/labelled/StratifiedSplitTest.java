package io.github.rnn4j.datasets.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.reviews.Polarity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StratifiedSplitTest {

  private static final Comparator<LabelledText> BY_TEXT = Comparator.comparing(LabelledText::text);

  private static List<LabelledText> reviews(int negatives, int positives) {
    List<LabelledText> reviews = new ArrayList<>();
    for (int i = 0; i < negatives + positives; i++) {
      reviews.add(new LabelledText("review " + i, i < negatives ? 0 : 1));
    }
    return reviews;
  }

  private static long positives(List<LabelledText> reviews) {
    return reviews.stream().filter(review -> review.label() == Polarity.POSITIVE).count();
  }

  @ParameterizedTest
  @CsvSource({"12500,12500,5000,2500", "100,100,33,17", "90,10,20,2", "3,1,2,1", "1,1,1,1"})
  void theHeldOutSideHasTheSizeAskedForAndTheClassesOfTheWhole(
      int negatives, int positives, int heldOut, int heldOutPositives) {
    List<LabelledText> all = reviews(negatives, positives);

    StratifiedSplit split = StratifiedSplit.of(all, heldOut, 7);

    assertThat(split.heldOut()).hasSize(heldOut);
    assertThat(positives(split.heldOut())).isEqualTo(heldOutPositives);
    Stream<LabelledText> together = Stream.concat(split.train().stream(), split.heldOut().stream());
    assertThat(together.sorted(BY_TEXT).toList()).isEqualTo(all.stream().sorted(BY_TEXT).toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void equalTextsStayOnOneSide(long seed) {
    List<LabelledText> all = reviews(300, 300);
    for (int i = 0; i < 60; i++) {
      all.add(all.get(i * 10)); // 60 pairs
    }
    for (int i = 0; i < 20; i++) {
      all.add(all.get(5)); // one text 21 times
    }

    StratifiedSplit split = StratifiedSplit.of(all, 140, seed);

    Set<String> held = split.heldOut().stream().map(LabelledText::text).collect(Collectors.toSet());
    assertThat(split.train()).noneMatch(review -> held.contains(review.text()));
    assertThat(split.heldOut()).hasSize(140);
    assertThat(split.train()).hasSize(all.size() - 140);
  }

  @Test
  void aTextWithBothLabelsStaysInTraining() {
    List<LabelledText> all = reviews(10, 10);
    all.add(new LabelledText("review 0", 1));

    for (long seed = 0; seed < 20; seed++) {
      assertThat(StratifiedSplit.of(all, 10, seed).heldOut())
          .extracting(LabelledText::text)
          .doesNotContain("review 0");
    }
  }

  @Test
  void theSeedDecides() {
    List<LabelledText> all = reviews(50, 50);

    assertThat(StratifiedSplit.of(all, 20, 1)).isEqualTo(StratifiedSplit.of(all, 20, 1));
    assertThat(StratifiedSplit.of(all, 20, 1)).isNotEqualTo(StratifiedSplit.of(all, 20, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10, 11})
  void aSizeOutsideTheRangeIsRefused(int heldOut) {
    List<LabelledText> all = reviews(5, 5);

    assertThatThrownBy(() -> StratifiedSplit.of(all, heldOut, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot hold out " + heldOut)
        .hasMessageContaining("1 to 9");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 40, 60})
  void aSampleIsBalancedAndWithoutRepetition(int size) {
    List<LabelledText> sample = BalancedSample.of(reviews(30, 70), Polarity.NAMES, size, 3);

    assertThat(sample).hasSize(size);
    assertThat(positives(sample)).isEqualTo((size + 1) / 2);
    assertThat(new HashSet<>(sample)).hasSize(size);
  }

  @Test
  void theSeedDecidesTheSample() {
    List<LabelledText> all = reviews(50, 50);

    assertThat(BalancedSample.of(all, Polarity.NAMES, 20, 1))
        .isEqualTo(BalancedSample.of(all, Polarity.NAMES, 20, 1));
    assertThat(BalancedSample.of(all, Polarity.NAMES, 20, 1))
        .isNotEqualTo(BalancedSample.of(all, Polarity.NAMES, 20, 2));
  }

  @Test
  void aSampleLargerThanAClassAllowsIsRefused() {
    List<LabelledText> all = reviews(30, 70);

    assertThatThrownBy(() -> BalancedSample.of(all, Polarity.NAMES, 62, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("31 texts of class 'negative'")
        .hasMessageContaining("up to 60");
    assertThatThrownBy(() -> BalancedSample.of(all, Polarity.NAMES, 1, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at least 2");
  }
}
