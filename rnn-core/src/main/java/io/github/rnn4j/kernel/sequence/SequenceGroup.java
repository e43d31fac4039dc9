package io.github.rnn4j.kernel.sequence;

import io.github.rnn4j.kernel.Packing;
import java.util.Arrays;

/**
 * Some sequences that one thread computes together, longest first. Between layers, each step of
 * each sequence is a row, one sequence after the other.
 */
final class SequenceGroup {
  final Sequences all;
  final Packing packing;
  private final int[] sequences; // by rank
  private final int[] first; // by rank, the row of step 0; then the number of rows

  /**
   * Groups sequences.
   *
   * @param sequences their indices, longest first
   */
  SequenceGroup(Sequences all, int[] sequences) {
    this.all = all;
    this.sequences = sequences;
    packing = Packing.ofLengths(Arrays.stream(sequences).map(all::length).toArray());
    first = packing.firstRows();
  }

  int count() {
    return sequences.length;
  }

  int sequence(int rank) {
    return sequences[rank];
  }

  int length(int rank) {
    return all.length(sequences[rank]);
  }

  int firstRow(int rank) {
    return first[rank];
  }

  /** Returns the row that a sequence reads at some step of a direction. */
  int row(int rank, int step, boolean backward) {
    return first[rank] + (backward ? length(rank) - 1 - step : step);
  }
}
