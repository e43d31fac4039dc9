package io.github.rnn4j.layer.packed;

/** How the outputs of the two directions of a bidirectional layer become one. */
public enum MergeMode {
  /** Side by side, forward first: the output has {@code 2 nOut} features. */
  CONCAT,

  /** {@code forward + backward}. */
  ADD,

  /** {@code forward * backward}, entry by entry. */
  MULTIPLY,

  /** {@code (forward + backward) / 2}. */
  AVERAGE
}
