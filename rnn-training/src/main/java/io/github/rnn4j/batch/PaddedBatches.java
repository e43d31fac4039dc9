package io.github.rnn4j.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/** Each sequence has one label, its class. */
final class PaddedBatches implements EpochBatches {

  private static final long serialVersionUID = 1L;

  private final int[][] tokens;
  private final int[] labels;
  private final BatchOptions options;

  PaddedBatches(List<LabelledSequence> sequences, BatchOptions options) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("There are no sequences; give at least one");
    }
    this.options = options;
    tokens = new int[sequences.size()][];
    labels = new int[sequences.size()];
    for (int i = 0; i < tokens.length; i++) {
      LabelledSequence sequence = sequences.get(i);
      tokens[i] = sequence.truncated(options.maxLength(), options.truncation());
      labels[i] = sequence.label();
      check(i);
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

  /** Features [B, C, T], mask [B, T] and labels [B, K] of the sequences with these places. */
  @Override
  public DataSet build(int[] members) {
    int[][] chosen = Arrays.stream(members).mapToObj(i -> tokens[i]).toArray(int[][]::new);
    int longest = Arrays.stream(chosen).mapToInt(t -> t.length).max().orElseThrow();
    int steps = options.steps(longest);
    DataSet minibatch =
        new DataSet(
            options.features().encode(chosen, steps), // [B, C, T]
            options.labels().encode(Arrays.stream(members).map(i -> labels[i]).toArray()), // [B, K]
            EpochBatches.mask(chosen, steps), // [B, T]
            null);
    // A list that can change, because DataSet.shuffle() reorders it with the rows.
    minibatch.setExampleMetaData(new ArrayList<>(Arrays.stream(members).boxed().toList()));
    return minibatch;
  }

  private void check(int i) {
    EpochBatches.checkTokens(tokens[i], options.features().vocabularySize(), i);
    int classes = options.labels().classes();
    if (labels[i] >= classes) {
      throw new IllegalArgumentException(
          "Sequence %d has label %d; the label encoding has the classes 0 to %d"
              .formatted(i, labels[i], classes - 1));
    }
  }
}
