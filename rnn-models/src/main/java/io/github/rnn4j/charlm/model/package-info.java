/**
 * The network and the trained model, which writes text and measures it.
 *
 * <p>Read {@link LanguageModel} first: it opens a run. {@link LanguageNetwork} defines the network.
 */
package io.github.rnn4j.charlm.model;
