/**
 * Language models of characters or words, from the command line.
 *
 * <p>Read {@link CharlmApplication} first. {@code config} holds the settings, {@code data} loads
 * and encodes a text, {@code model} has the network and the trained model, {@code baseline} has the
 * models that it has to beat, {@code training} runs one training, {@code command} has one class per
 * command, and {@code report} writes the pages.
 */
package io.github.rnn4j.charlm;
