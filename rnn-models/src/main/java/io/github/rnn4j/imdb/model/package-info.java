/**
 * The network and the trained classifier.
 *
 * <p>Read {@link TextClassifier} first: it opens a run and predicts. {@link ImdbNetwork} defines
 * the network.
 */
package io.github.rnn4j.imdb.model;
