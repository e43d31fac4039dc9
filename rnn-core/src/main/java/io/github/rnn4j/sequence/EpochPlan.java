package io.github.rnn4j.sequence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** Which sequences form which minibatch in one epoch, in the order in which they are given out. */
final class EpochPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[][] minibatches;
  private final long tokens;
  private final long cells;

  EpochPlan(List<int[]> minibatches, int[] lengths) {
    this.minibatches = minibatches.toArray(int[][]::new);
    tokens = Arrays.stream(lengths).asLongStream().sum();
    cells =
        minibatches.stream()
            .mapToLong(members -> (long) members.length * longest(members, lengths))
            .sum();
  }

  int minibatches() {
    return minibatches.length;
  }

  /** The sequences of minibatch k, by their place in the caller's list. */
  int[] members(int k) {
    return minibatches[k];
  }

  /** Real steps. */
  long tokens() {
    return tokens;
  }

  /** Steps that are padding, as a share of all steps. */
  double paddingShare() {
    return 1 - (double) tokens / cells;
  }

  private static int longest(int[] members, int[] lengths) {
    return Arrays.stream(members).map(i -> lengths[i]).max().orElseThrow();
  }
}
