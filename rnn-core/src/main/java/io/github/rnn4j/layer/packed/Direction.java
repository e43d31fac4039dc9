package io.github.rnn4j.layer.packed;

/**
 * The direction in which a recurrent layer reads its sequences.
 *
 * <p>A backward direction starts at the last valid step of each sequence, not in the padding.
 */
public enum Direction {
  /** From the first step to the last. */
  FORWARD,

  /** From the last valid step to the first. */
  BACKWARD,

  /**
   * Both directions, each with its own parameters (M. Schuster, K. Paliwal, 1997, <i>Bidirectional
   * Recurrent Neural Networks</i>, IEEE Transactions on Signal Processing 45, <a
   * href="https://doi.org/10.1109/78.650093">doi:10.1109/78.650093</a>).
   */
  BIDIRECTIONAL
}
