/**
 * The network, and a trained network that predicts.
 *
 * <p>Read {@link Sentiment} first: it opens a run and predicts. {@link ImdbNetwork} is the network.
 */
package io.github.rnn4j.imdb.model;
