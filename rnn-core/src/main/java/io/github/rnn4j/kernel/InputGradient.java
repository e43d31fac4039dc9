package io.github.rnn4j.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a backward pass does with the gradient with respect to the input.
 *
 * @param to the array for the gradient, {@code [B, C, T]}, summed over the directions; zero at
 *     masked steps. Null if nobody reads it; it is then not computed
 * @param tokens the embedded token of each step, {@code [B T]} sequence by sequence, if the
 *     gradients of equal tokens are only ever summed: the sum may then be in the place of one of
 *     them, and zero in the others. Null if each step needs its own gradient
 */
@SuppressWarnings("ArrayRecordComponent") // Read, never compared.
public record InputGradient(INDArray to, int[] tokens) {

  /**
   * Asks for the gradient of each step.
   *
   * @param to the array for it, {@code [B, C, T]}
   */
  public static InputGradient ofEachStep(INDArray to) {
    return new InputGradient(to, null);
  }

  /** Asks for no gradient. */
  public static InputGradient unread() {
    return new InputGradient(null, null);
  }

  /** Returns whether somebody reads the gradient. */
  public boolean isRead() {
    return to != null;
  }
}
