/**
 * From a text to encoded parts: training, validation and test.
 *
 * <p>Read {@link Corpus} first.
 */
package io.github.rnn4j.charlm.data;
