package io.github.rnn4j.batch;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Encodes the tokens of a minibatch as features {@code [B, C, T]}. Padding is zero in every
 * encoding.
 *
 * <p>Implementations must not have mutable state, because a background thread may call them.
 */
public interface FeatureEncoding extends Serializable {

  /**
   * The number of features per step.
   *
   * @return C, 1 or more
   */
  int channels();

  /**
   * The number of different tokens that can be encoded.
   *
   * @return V: indices 0 to V - 1 are legal
   */
  int vocabularySize();

  /**
   * Encodes a minibatch.
   *
   * @param tokens the indices of each sequence, [B][length], 0 to {@code vocabularySize() - 1}
   * @param steps T, the length of the longest sequence
   * @return features [B, C, T] of type FLOAT, zero from the end of each sequence on
   */
  INDArray encode(int[][] tokens, int steps);

  /**
   * The token indices themselves, [B, 1, T], for Deeplearning4j's {@code EmbeddingSequenceLayer}.
   *
   * <p>A padded step holds index 0, which is {@code <pad>}; the mask distinguishes it from a real
   * step.
   *
   * @param vocabularySize V, the {@code nIn} of the embedding: 1 to 2<sup>24</sup>, the largest
   *     index that a 32-bit float holds exactly
   */
  record Indices(int vocabularySize) implements FeatureEncoding {

    private static final int MAX_SIZE = 1 << 24;

    /**
     * Checks the size.
     *
     * @param vocabularySize see {@link Indices}
     * @throws IllegalArgumentException if the size is out of range
     */
    public Indices {
      if (vocabularySize < 1 || vocabularySize > MAX_SIZE) {
        throw new IllegalArgumentException(
            "The vocabulary has size %d; it must be from 1 to %d, because indices are 32-bit floats"
                .formatted(vocabularySize, MAX_SIZE));
      }
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public INDArray encode(int[][] tokens, int steps) {
      float[] cells = new float[Math.multiplyExact(tokens.length, steps)];
      for (int b = 0; b < tokens.length; b++) {
        for (int t = 0; t < tokens[b].length; t++) {
          cells[b * steps + t] = tokens[b][t];
        }
      }
      return Nd4j.create(cells, new long[] {tokens.length, 1, steps}, 'c'); // [B, 1, T]
    }
  }

  /**
   * One feature per token of the vocabulary, 1 for the token at the step and 0 for all others, [B,
   * V, T]. For small vocabularies, such as characters: it takes {@code 4 B V T} bytes of memory.
   *
   * <p>A padded step is all zero, including index 0.
   *
   * @param vocabularySize V, 1 or more
   */
  record OneHot(int vocabularySize) implements FeatureEncoding {

    /**
     * Checks the size.
     *
     * @param vocabularySize see {@link OneHot}
     * @throws IllegalArgumentException if the size is less than 1
     */
    public OneHot {
      if (vocabularySize < 1) {
        throw new IllegalArgumentException(
            "The vocabulary has size %d; it must be 1 or more".formatted(vocabularySize));
      }
    }

    @Override
    public int channels() {
      return vocabularySize;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if B V T cells are more than one array can hold
     */
    @Override
    public INDArray encode(int[][] tokens, int steps) {
      long size = (long) tokens.length * vocabularySize * steps;
      if (size > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "One-hot features of shape [%d, %d, %d] have %d cells, but an array has room for at most %d. Use an embedding, or a smaller vocabulary, batch or maximum length"
                .formatted(tokens.length, vocabularySize, steps, size, Integer.MAX_VALUE - 8));
      }
      float[] cells = new float[(int) size];
      for (int b = 0; b < tokens.length; b++) {
        for (int t = 0; t < tokens[b].length; t++) {
          cells[(b * vocabularySize + tokens[b][t]) * steps + t] = 1;
        }
      }
      return Nd4j.create(
          cells, new long[] {tokens.length, vocabularySize, steps}, 'c'); // [B, V, T]
    }
  }
}
