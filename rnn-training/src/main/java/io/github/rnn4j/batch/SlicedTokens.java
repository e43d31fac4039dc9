package io.github.rnn4j.batch;

import java.io.Serializable;
import java.util.Arrays;
import org.nd4j.linalg.dataset.DataSet;

/** One long sequence of tokens, from which the rows of a minibatch are sliced. Immutable. */
final class SlicedTokens implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[] tokens;
  private final WindowOptions options;

  /** Copies and checks the tokens. */
  SlicedTokens(int[] tokens, WindowOptions options) {
    this.tokens = tokens.clone();
    this.options = options;
    int size = options.features().vocabularySize();
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0 || tokens[i] >= size) {
        throw new IllegalArgumentException(
            "Token %d has index %d; the vocabulary has the indices 0 to %d. Encode the text with the vocabulary of these features"
                .formatted(i, tokens[i], size - 1));
      }
    }
  }

  int length() {
    return tokens.length;
  }

  WindowOptions options() {
    return options;
  }

  /**
   * Builds rows that read {@code steps} tokens from each start, and predict the token after each.
   */
  DataSet build(int[] starts, int steps) {
    int[][] read = slices(starts, 0, steps); // [B][T]
    int[][] predicted = slices(starts, 1, steps); // [B][T]
    return new DataSet(
        options.features().encode(read, steps), // [B, C, T]
        options.targets().encode(predicted, steps)); // [B, V, T] or [B, 1, T]
  }

  private int[][] slices(int[] starts, int shift, int steps) {
    return Arrays.stream(starts)
        .mapToObj(start -> Arrays.copyOfRange(tokens, start + shift, start + shift + steps))
        .toArray(int[][]::new);
  }
}
