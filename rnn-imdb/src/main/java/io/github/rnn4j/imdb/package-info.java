/**
 * Sentiment of film reviews: presets, the command line and the network of this application.
 *
 * <p>Start at {@link io.github.rnn4j.imdb.ImdbApplication}.
 */
package io.github.rnn4j.imdb;
