/**
 * Sentiment classification of film reviews, or of any labeled text, from the command line.
 *
 * <p>Read {@link ImdbApplication} first. {@code config} holds the settings, {@code data} loads and
 * encodes reviews, {@code model} has the network and the trained classifier, {@code training} runs
 * one training, {@code command} has one class per command, and {@code report} writes the report
 * page.
 */
package io.github.rnn4j.imdb;
