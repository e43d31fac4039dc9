package io.github.rnn4j.kernel.sequence;

/** The input of a prediction: sequences of tokens, or of vectors. */
public interface Sequences {

  /**
   * Number of sequences.
   *
   * @return {@code B}
   */
  int count();

  /**
   * Number of steps of a sequence.
   *
   * @param sequence its index
   * @return at least 1
   */
  int length(int sequence);

  /**
   * Sequences of tokens.
   *
   * @param values {@code [B][T]}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Tokens(int[][] values) implements Sequences {
    @Override
    public int count() {
      return values.length;
    }

    @Override
    public int length(int sequence) {
      return values[sequence].length;
    }
  }

  /**
   * Sequences of vectors.
   *
   * @param values {@code [B][T][C]}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Vectors(float[][][] values) implements Sequences {
    @Override
    public int count() {
      return values.length;
    }

    @Override
    public int length(int sequence) {
      return values[sequence].length;
    }
  }
}
