/**
 * The fast layers: Elman, LSTM and GRU for minibatches of sequences of different lengths; they skip
 * the padding.
 *
 * <p>Read {@link PackedLstm} first, then {@link PackedRecurrentLayer} for the settings all three
 * share. Activations are {@code [B, C, T]} (NCW), as in Deeplearning4j. The runtime class is in the
 * same package as its configuration because Deeplearning4j makes each depend on the other.
 */
package io.github.rnn4j.layer.packed;
