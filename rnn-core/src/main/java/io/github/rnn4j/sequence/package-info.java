/**
 * From sequences to minibatches. Sequences of different lengths: bucketing by length, padding,
 * masks. One long sequence: random windows, or contiguous streams.
 *
 * <p>Features are {@code [B, C, T]}, where lengths differ with a mask {@code [B, T]}, one where a
 * step is real.
 */
package io.github.rnn4j.sequence;
