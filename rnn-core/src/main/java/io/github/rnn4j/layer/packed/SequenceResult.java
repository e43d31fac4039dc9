package io.github.rnn4j.layer.packed;

/** What a recurrent layer passes to the layer above. */
public enum SequenceResult {
  /** The hidden state after each step, {@code [B, H, T]}; zero at masked steps. */
  EVERY_STEP,

  /**
   * The final hidden state of each sequence, {@code [B, H]}: the state at its last valid step or,
   * for a backward direction, at its first valid step, where it has seen the whole sequence. The
   * layer above no longer sees a mask.
   */
  LAST_STATE,

  /**
   * The complete final state of each sequence, from which another layer can continue ({@link
   * io.github.rnn4j.layer.initial.InitialStateVertex}): for an LSTM, the final hidden state and
   * then the final cell state, {@code [B, 2H]}; for other cells the same as {@link #LAST_STATE}.
   *
   * <p>A bidirectional layer that concatenates its directions returns both states of the forward
   * direction and then both of the backward direction, {@code [B, 4H]}. This is the initial state
   * of another bidirectional layer. For a forward LSTM with 2H units the order would be wrong: use
   * {@link MergeMode#ADD}, or put a {@code DenseLayer} in between.
   */
  LAST_STATE_AND_CELL
}
