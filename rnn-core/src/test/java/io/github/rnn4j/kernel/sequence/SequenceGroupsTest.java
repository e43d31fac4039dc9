package io.github.rnn4j.kernel.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.kernel.sequence.Sequences.Tokens;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How {@link SequenceGroups} splits sequences. */
class SequenceGroupsTest {
  private static final long STEPS = 1_000;

  @Test
  void everySequenceIsInOneSmallGroup() {
    Random random = new Random(1);
    Sequences all = tokens(random.ints(1_000, 1, 90).toArray());

    List<SequenceGroup> groups = new SequenceGroups(1_000_000, STEPS).split(all);

    List<Integer> seen = new ArrayList<>();
    for (SequenceGroup group : groups) {
      IntStream.range(0, group.count()).forEach(rank -> seen.add(group.sequence(rank)));
      assertThat(group.count()).isBetween(1, 64);
      assertThat(group.packing.tokens()).isLessThan((int) STEPS + 90 * KernelThreads.count());
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void aSequenceThatIsTooLongIsComputedAlone() {
    List<SequenceGroup> groups =
        new SequenceGroups(1_000_000, 10).split(tokens(5, 90_000, 5, 5, 5));

    assertThat(groups.get(0).count()).isEqualTo(1);
    assertThat(groups.get(0).sequence(0)).isEqualTo(1);
  }

  @Test
  void littleWorkIsNotSplit() {
    assertThat(new SequenceGroups(10, STEPS).split(tokens(3, 9, 4))).hasSize(1);
    assertThat(new SequenceGroups(1_000_000, STEPS).split(tokens(50))).hasSize(1);
    assertThat(new SequenceGroups(10, STEPS).split(tokens())).isEmpty();
  }

  @Test
  void sequencesAreRowsOneAfterTheOther() {
    SequenceGroup group = new SequenceGroups(1, STEPS).split(tokens(2, 4, 3)).get(0);

    assertThat(IntStream.range(0, 3).map(group::sequence)).containsExactly(1, 2, 0);
    assertThat(IntStream.range(0, 3).map(group::firstRow)).containsExactly(0, 4, 7);
    assertThat(group.row(1, 0, false)).isEqualTo(4);
    assertThat(group.row(1, 0, true)).isEqualTo(6); // its last step
  }

  private static Sequences tokens(int... lengths) {
    return new Tokens(IntStream.of(lengths).mapToObj(int[]::new).toArray(int[][]::new));
  }
}
