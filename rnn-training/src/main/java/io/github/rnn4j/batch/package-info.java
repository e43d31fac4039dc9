/**
 * Turns sequences into minibatches.
 *
 * <p>Read {@link BucketIterator} first: it groups sequences by length and pads them. For one long
 * sequence, use {@link RandomWindows} or {@link TokenStreams}. Features are {@code [B, C, T]}; if
 * lengths differ, a mask {@code [B, T]} is 1 at real steps.
 */
package io.github.rnn4j.batch;
