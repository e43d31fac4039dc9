/**
 * Running text, real and synthetic, with DataVec record readers of texts and of token sequences.
 *
 * <p>Read {@link TextSource} first.
 */
package io.github.rnn4j.datasets.text;
