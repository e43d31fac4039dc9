/**
 * Running text, real and synthetic, with a DataVec record reader.
 *
 * <p>Read {@link TextSource} first.
 */
package io.github.rnn4j.datasets.text;
