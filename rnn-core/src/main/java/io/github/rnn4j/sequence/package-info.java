/**
 * From sequences of different lengths to minibatches: bucketing by length, padding, masks.
 *
 * <p>Features are {@code [B, C, T]} with a mask {@code [B, T]}, one where a step is real.
 */
package io.github.rnn4j.sequence;
