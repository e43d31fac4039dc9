package io.github.rnn4j.sequence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The checked and truncated sequences, and the minibatches made of them. Immutable. */
final class PaddedBatches implements Serializable {

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

  int[] lengths() {
    return Arrays.stream(tokens).mapToInt(t -> t.length).toArray();
  }

  BatchOptions options() {
    return options;
  }

  /** Features [B, C, T], mask [B, T] and labels [B, K] of the sequences with these places. */
  DataSet build(int[] members) {
    int[][] chosen = Arrays.stream(members).mapToObj(i -> tokens[i]).toArray(int[][]::new);
    int longest = Arrays.stream(chosen).mapToInt(t -> t.length).max().orElseThrow();
    int steps = options.steps(longest);
    DataSet minibatch =
        new DataSet(
            options.features().encode(chosen, steps), // [B, C, T]
            options.labels().encode(Arrays.stream(members).map(i -> labels[i]).toArray()), // [B, K]
            mask(chosen, steps), // [B, T]
            null);
    // A list that can change, because DataSet.shuffle() reorders it with the rows.
    minibatch.setExampleMetaData(new ArrayList<>(Arrays.stream(members).boxed().toList()));
    return minibatch;
  }

  private static INDArray mask(int[][] chosen, int steps) {
    float[] cells = new float[chosen.length * steps];
    for (int b = 0; b < chosen.length; b++) {
      Arrays.fill(cells, b * steps, b * steps + chosen[b].length, 1);
    }
    return Nd4j.create(cells, new long[] {chosen.length, steps}, 'c');
  }

  private void check(int i) {
    int size = options.features().vocabularySize();
    for (int t = 0; t < tokens[i].length; t++) {
      if (tokens[i][t] >= size) {
        throw new IllegalArgumentException(
            "Sequence %d holds token index %d; the vocabulary has the indices 0 to %d. Encode the text with the vocabulary of these features"
                .formatted(i, tokens[i][t], size - 1));
      }
    }
    int classes = options.labels().classes();
    if (labels[i] >= classes) {
      throw new IllegalArgumentException(
          "Sequence %d has label %d; the label encoding has the classes 0 to %d"
              .formatted(i, labels[i], classes - 1));
    }
  }
}
