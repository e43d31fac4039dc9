/**
 * Loads reviews and encodes them as sequences of token indices.
 *
 * <p>Read {@link ImdbData} first, then {@link ReviewEncoder}.
 */
package io.github.rnn4j.imdb.data;
