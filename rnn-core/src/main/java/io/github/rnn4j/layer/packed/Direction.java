package io.github.rnn4j.layer.packed;

/**
 * Which way a recurrent layer walks through its sequences.
 *
 * <p>A backward direction starts at each sequence's own last valid step, not at the padding.
 */
public enum Direction {
  /** From the first step to the last. */
  FORWARD,

  /** From the last valid step to the first. */
  BACKWARD,

  /**
   * Both, each with parameters of its own (M. Schuster, K. Paliwal, 1997, <i>Bidirectional
   * Recurrent Neural Networks</i>, IEEE Transactions on Signal Processing 45, <a
   * href="https://doi.org/10.1109/78.650093">doi:10.1109/78.650093</a>).
   */
  BIDIRECTIONAL
}
