package io.github.rnn4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packing a minibatch by the segments of ones in its mask. */
class PackingTest {

  @Test
  void segmentsComeLongestFirst() {
    Packing packing = Packing.of(new double[][] {{1, 1, 0, 1}, {1, 1, 1, 0}});

    assertThat(packing.segments())
        .containsExactly(
            new Segment(1, 0, 3, true, true, 3),
            new Segment(0, 0, 2, true, false, 0),
            new Segment(0, 3, 1, false, true, 2));
    assertThat(live(packing)).containsExactly(3, 2, 1);
    assertThat(IntStream.rangeClosed(0, 3).map(packing::offset)).containsExactly(0, 3, 5, 6);
    assertThat(packing.tokens()).isEqualTo(6);
  }

  @Test
  void equalLengthsKeepTheOrderOfTheSequences() {
    Packing packing = Packing.of(new double[][] {{1, 0, 1}, {0, 1, 0}, {0, 0, 1}});

    assertThat(packing.segments()).extracting(Segment::sequence).containsExactly(0, 0, 1, 2);
    assertThat(packing.segments()).extracting(Segment::start).containsExactly(0, 2, 1, 2);
  }

  @Test
  void noMaskIsOneSegmentForEachSequence() {
    double[][] ones = {{1, 1, 1}, {1, 1, 1}};

    Packing packing = Packing.full(2, 3);

    assertThat(packing.segments()).isEqualTo(Packing.of(ones).segments());
    assertThat(live(packing)).containsExactly(2, 2, 2);
  }

  @Test
  void aSequenceWithoutAValidStepHasNoSegment() {
    Packing packing = Packing.of(new double[][] {{0, 0}, {0, 1}});

    assertThat(packing.segments()).containsExactly(new Segment(1, 1, 1, true, true, 0));
    assertThat(packing.batch()).isEqualTo(2);
    Packing nothing = Packing.of(new double[][] {{0, 0}});
    assertThat(nothing.segments()).isEmpty();
    assertThat(nothing.tokens()).isZero();
    assertThat(nothing.steps()).isZero();
  }

  @Test
  void rowsFollowTheSequencesAndTheirTime() {
    Packing packing = Packing.of(new double[][] {{1, 1, 0, 1}, {0, 0, 0, 0}, {0, 1, 1, 1}});

    assertThat(packing.firstRows()).containsExactly(0, 3, 3, 6);
    Segment longest = packing.segments().get(0);
    assertThat(longest.sequence()).isEqualTo(2);
    assertThat(IntStream.range(0, 3).map(step -> longest.row(step, false)))
        .containsExactly(3, 4, 5);
    assertThat(IntStream.range(0, 3).map(step -> longest.row(step, true))).containsExactly(5, 4, 3);
    assertThat(packing.part(1, 2).segments()).extracting(Segment::row).containsExactly(0);
    assertThat(Packing.ofLengths(new int[] {2, 5, 1}).firstRows()).containsExactly(0, 2, 7, 8);
  }

  @Test
  void theBackwardDirectionProcessesTheSameSegmentFromItsEnd() {
    Segment segment = Packing.of(new double[][] {{0, 1, 1, 1, 0}}).segments().get(0);

    assertThat(IntStream.range(0, 3).map(step -> segment.time(step, false)))
        .containsExactly(1, 2, 3);
    assertThat(IntStream.range(0, 3).map(step -> segment.time(step, true)))
        .containsExactly(3, 2, 1);
  }

  @Test
  void theFinalSegmentIsTheLastForwardAndTheFirstBackward() {
    Packing packing = Packing.of(new double[][] {{1, 1, 0, 1, 0}});

    Segment early = packing.segments().get(0);
    Segment late = packing.segments().get(1);
    assertThat(early.isFinal(false)).isFalse();
    assertThat(early.isFinal(true)).isTrue();
    assertThat(late.isFinal(false)).isTrue();
    assertThat(late.isFinal(true)).isFalse();
  }

  /** Each valid step has one packed row, and each packed row one valid step. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void rowsAndValidStepsAreOneToOne(int seed) {
    Random random = new Random(seed);
    double[][] mask = new double[1 + random.nextInt(6)][1 + random.nextInt(9)];
    int ones = 0;
    for (double[] row : mask) {
      for (int t = 0; t < row.length; t++) {
        row[t] = random.nextInt(3) > 0 ? 1 : 0;
        ones += (int) row[t];
      }
    }

    Packing packing = Packing.of(mask);

    assertThat(packing.tokens()).isEqualTo(ones);
    int seen = 0;
    for (int step = 0; step < packing.steps(); step++) {
      for (int r = 0; r < packing.live(step); r++) {
        Segment segment = packing.segments().get(r);
        int t = segment.time(step, seed % 2 == 0);
        assertThat(mask[segment.sequence()][t]).isEqualTo(1);
        mask[segment.sequence()][t] = 2; // not seen twice
        seen++;
      }
    }
    assertThat(seen).isEqualTo(ones);
  }

  @Test
  void partsShareTheSegments() {
    Packing packing =
        Packing.of(new double[][] {{1, 1, 1, 1}, {1, 1, 1, 0}, {1, 1, 0, 0}, {1, 0, 0, 0}});

    Packing even = packing.part(0, 2);
    Packing odd = packing.part(1, 2);

    assertThat(even.segments()).extracting(Segment::sequence).containsExactly(0, 2);
    assertThat(odd.segments()).extracting(Segment::sequence).containsExactly(1, 3);
    assertThat(live(odd)).containsExactly(2, 1, 1);
    assertThat(packing.part(4, 5).segments()).isEmpty();
  }

  @Test
  void aMaskOfOtherNumbersIsRejected() {
    assertThatThrownBy(() -> Packing.of(new double[][] {{1, 0.5}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5 in sequence 0, step 1");
    assertThatThrownBy(() -> Packing.of(new double[][] {{1, 0}, {1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 has 1 steps");
  }

  private static int[] live(Packing packing) {
    return IntStream.range(0, packing.steps()).map(packing::live).toArray();
  }
}
