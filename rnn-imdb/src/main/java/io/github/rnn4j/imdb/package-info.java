/**
 * Sentiment of film reviews, and of any labelled text, on the command line.
 *
 * <p>Read {@link ImdbApplication} first. {@code config} is what a user may set, {@code data} what
 * comes in, {@code model} the network and the trained model, {@code training} one run, {@code
 * command} one class per verb, {@code report} its pages.
 */
package io.github.rnn4j.imdb;
