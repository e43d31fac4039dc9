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
  LAST_STATE_AND_CELL,

  /**
   * The mean of the hidden states at the valid steps of each sequence, {@code [B, H]}. It shows the
   * layer above all steps of a long sequence, not only what its last state still remembers.
   *
   * <p>This and the other two poolings equal {@link #EVERY_STEP} with Deeplearning4j's {@code
   * GlobalPoolingLayer} above it, but neither compute nor pool padding. If a mask row has holes,
   * all its valid steps count. Two directions are merged at each step and then pooled. The layer
   * above no longer sees a mask. {@code rnnTimeStep} and truncated BPTT are refused, because they
   * see only a part of a sequence.
   */
  MEAN,

  /**
   * The maximum of each hidden unit over the valid steps of each sequence, {@code [B, H]};
   * otherwise like {@link #MEAN}. In the backward pass, the step of the maximum gets the whole
   * gradient; if several steps are equal, the first of them does.
   */
  MAX,

  /**
   * {@link #MEAN} and then {@link #MAX}, {@code [B, 2H]} (J. Howard, S. Ruder, 2018, <a
   * href="https://arxiv.org/abs/1801.06146">Universal Language Model Fine-tuning for Text
   * Classification</a>, which also adds the last state). If two directions are concatenated, {@code
   * [B, 4H]}: the means of both directions, then the maxima of both.
   */
  MEAN_AND_MAX
}
