package io.github.rnn4j.batch;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The minibatches of one epoch, in order, and the sequences that each contains. */
final class EpochPlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[][] minibatches;
  private final int[] lengths;

  EpochPlan(List<int[]> minibatches, int[] lengths) {
    this.minibatches = minibatches.toArray(int[][]::new);
    this.lengths = lengths;
  }

  int minibatches() {
    return minibatches.length;
  }

  /** The sequences of minibatch k, by their position in the caller's list. */
  int[] members(int k) {
    return minibatches[k];
  }

  /** The number of real steps. */
  long tokens() {
    return Arrays.stream(lengths).asLongStream().sum();
  }

  /** The fraction of all steps that is padding; {@code steps} maps the longest length to T. */
  double paddingShare(IntUnaryOperator steps) {
    long cells =
        Arrays.stream(minibatches)
            .mapToLong(members -> (long) members.length * steps.applyAsInt(longest(members)))
            .sum();
    return 1 - (double) tokens() / cells;
  }

  private int longest(int[] members) {
    return Arrays.stream(members).map(i -> lengths[i]).max().orElseThrow();
  }
}
