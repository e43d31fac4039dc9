/**
 * A language model of characters or words: presets, the command line and the network of this
 * application.
 *
 * <p>Start at {@link io.github.rnn4j.charlm.CharlmApplication}.
 */
package io.github.rnn4j.charlm;
