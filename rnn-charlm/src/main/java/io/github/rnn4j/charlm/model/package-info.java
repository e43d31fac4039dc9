/**
 * The network, and a trained network that writes and measures text.
 *
 * <p>Read {@link LanguageModel} first: it opens a run. {@link LanguageNetwork} is the network.
 */
package io.github.rnn4j.charlm.model;
