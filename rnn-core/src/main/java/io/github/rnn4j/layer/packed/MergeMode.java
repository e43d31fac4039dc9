package io.github.rnn4j.layer.packed;

/** How a bidirectional layer combines the outputs of its two directions. */
public enum MergeMode {
  /** Concatenated, forward first: the output has {@code 2 nOut} features. */
  CONCAT,

  /** {@code forward + backward}. */
  ADD,

  /** {@code forward * backward}, entry by entry. */
  MULTIPLY,

  /** {@code (forward + backward) / 2}. */
  AVERAGE
}
