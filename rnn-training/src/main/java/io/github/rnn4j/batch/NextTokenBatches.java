package io.github.rnn4j.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Sequences in which the next token is predicted at every step, from the second token on. */
final class NextTokenBatches implements EpochBatches {

  private static final long serialVersionUID = 1L;

  private final int[][] tokens; // one more than the steps of the sequence
  private final BatchOptions options;
  private final FeatureEncoding targets;

  NextTokenBatches(List<int[]> sequences, BatchOptions options, FeatureEncoding targets) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("There are no sequences; at least one is required");
    }
    this.options = options;
    this.targets = Objects.requireNonNull(targets, "targets is null");
    tokens = new int[sequences.size()][];
    for (int i = 0; i < tokens.length; i++) {
      int[] sequence = sequences.get(i);
      if (sequence.length < 2) {
        throw new IllegalArgumentException(
            "Sequence %d has %d tokens; it needs at least one to read and one to predict. Put <bos> before it and <eos> after it"
                .formatted(i, sequence.length));
      }
      EpochBatches.checkTokens(sequence, options.features().vocabularySize(), i);
      EpochBatches.checkTokens(sequence, targets.vocabularySize(), i);
      tokens[i] = options.truncation().cut(sequence, limit());
    }
  }

  /** One more than the steps, because the last token is only predicted. */
  private int limit() {
    int steps = options.maxLength();
    return steps == 0 || steps == Integer.MAX_VALUE ? 0 : steps + 1;
  }

  @Override
  public int[] lengths() {
    return Arrays.stream(tokens).mapToInt(t -> t.length - 1).toArray();
  }

  @Override
  public BatchOptions options() {
    return options;
  }

  @Override
  public int outcomes() {
    return targets.vocabularySize();
  }

  @Override
  public DataSet build(int[] members) {
    int[][] read = chosen(members, 0);
    int[][] predicted = chosen(members, 1);
    int steps = options.steps(Arrays.stream(read).mapToInt(t -> t.length).max().orElseThrow());
    INDArray mask = EpochBatches.mask(read, steps); // [B, T]
    DataSet minibatch =
        new DataSet(
            options.features().encode(read, steps), // [B, C, T]
            targets.encode(predicted, steps), // [B, V, T] or [B, 1, T]
            mask,
            mask.dup());
    minibatch.setExampleMetaData(new ArrayList<>(Arrays.stream(members).boxed().toList()));
    return minibatch;
  }

  private int[][] chosen(int[] members, int shift) {
    return Arrays.stream(members)
        .mapToObj(i -> Arrays.copyOfRange(tokens[i], shift, tokens[i].length - 1 + shift))
        .toArray(int[][]::new);
  }
}
