package io.github.rnn4j.layer.runtime;

import java.lang.ref.WeakReference;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells a recurrent layer that its input comes directly from an embedding, and of which tokens.
 * Deeplearning4j passes a layer nothing but the array.
 */
public final class EmbeddedTokens {

  private static final ThreadLocal<EmbeddedTokens> LATEST = new ThreadLocal<>();

  private final WeakReference<INDArray> vectors;
  private final int[] tokens;

  private EmbeddedTokens(INDArray vectors, int[] tokens) {
    this.vectors = new WeakReference<>(vectors);
    this.tokens = tokens;
  }

  /**
   * Remembers the latest output of an embedding in this thread.
   *
   * @param vectors the output
   * @param tokens the index of the token of each step, {@code [B T]} sequence by sequence
   */
  public static void remember(INDArray vectors, int[] tokens) {
    LATEST.set(new EmbeddedTokens(vectors, tokens));
  }

  /** Returns the tokens of an array, or null if it is not the latest output of an embedding. */
  static int[] of(INDArray vectors) {
    EmbeddedTokens latest = LATEST.get();
    return latest != null && latest.vectors.get() == vectors ? latest.tokens : null;
  }
}
