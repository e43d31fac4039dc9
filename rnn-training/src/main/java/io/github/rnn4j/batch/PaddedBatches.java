package io.github.rnn4j.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Sequences that each have a class as their label, or have no labels. */
final class PaddedBatches implements EpochBatches {

  private static final long serialVersionUID = 1L;

  private final int[][] tokens;
  private final int[] labels; // null for none
  private final BatchOptions options;

  PaddedBatches(List<LabelledSequence> sequences, BatchOptions options) {
    this(
        sequences.stream().map(LabelledSequence::tokens).toList(),
        sequences.stream().mapToInt(LabelledSequence::label).toArray(),
        options);
  }

  /** Takes sequences of token indices; {@code labels} is null if there are none. */
  PaddedBatches(List<int[]> sequences, int[] labels, BatchOptions options) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("There are no sequences; at least one is required");
    }
    this.options = options;
    this.labels = labels;
    tokens = new int[sequences.size()][];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = options.truncation().cut(sequences.get(i), options.maxLength());
      checkTokens(i);
      checkLabel(i);
    }
  }

  @Override
  public int[] lengths() {
    return Arrays.stream(tokens).mapToInt(t -> t.length).toArray();
  }

  @Override
  public BatchOptions options() {
    return options;
  }

  @Override
  public int outcomes() {
    return options.labels().columns();
  }

  /**
   * Builds features [B, C, T], mask [B, T] and labels [B, K] of the sequences at these positions.
   */
  @Override
  public DataSet build(int[] members) {
    int[][] chosen = Arrays.stream(members).mapToObj(i -> tokens[i]).toArray(int[][]::new);
    int longest = Arrays.stream(chosen).mapToInt(t -> t.length).max().orElseThrow();
    int steps = options.steps(longest);
    DataSet minibatch =
        new DataSet(
            options.features().encode(chosen, steps), // [B, C, T]
            labels == null ? null : labels(members), // [B, K]
            EpochBatches.mask(chosen, steps), // [B, T]
            null);
    // A mutable list, because DataSet.shuffle() reorders it with the rows.
    minibatch.setExampleMetaData(new ArrayList<>(Arrays.stream(members).boxed().toList()));
    return minibatch;
  }

  private INDArray labels(int[] members) {
    return options.labels().encode(Arrays.stream(members).map(i -> labels[i]).toArray());
  }

  private void checkTokens(int i) {
    if (tokens[i].length == 0) {
      throw new IllegalArgumentException(
          "Sequence %d has length 0; it must be 1 or more. Encode an empty text as one <unk>"
              .formatted(i));
    }
    EpochBatches.checkTokens(tokens[i], options.features().vocabularySize(), i);
  }

  private void checkLabel(int i) {
    int classes = options.labels().classes();
    if (labels != null && labels[i] >= classes) {
      throw new IllegalArgumentException(
          "Sequence %d has label %d; the label encoding has the classes 0 to %d"
              .formatted(i, labels[i], classes - 1));
    }
  }
}
