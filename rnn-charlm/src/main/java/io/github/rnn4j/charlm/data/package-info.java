/**
 * Loads a text and encodes it as a training, a validation and a test set.
 *
 * <p>Read {@link Corpus} first.
 */
package io.github.rnn4j.charlm.data;
