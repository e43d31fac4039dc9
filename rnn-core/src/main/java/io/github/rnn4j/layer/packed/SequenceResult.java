package io.github.rnn4j.layer.packed;

/** What a recurrent layer hands to the layer above. */
public enum SequenceResult {
  /** The hidden state after each step, {@code [B, H, T]}; zero at masked steps. */
  EVERY_STEP,

  /**
   * The final hidden state of each sequence, {@code [B, H]}: that at its last valid step, and for a
   * backward direction that at its first valid step, where it has seen the whole sequence. The
   * layer above sees no mask any more.
   */
  LAST_STATE
}
