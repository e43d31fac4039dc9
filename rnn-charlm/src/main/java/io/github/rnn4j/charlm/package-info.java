/**
 * Language models of characters or words on the command line.
 *
 * <p>Read {@link CharlmApplication} first. {@code config} is what a user may set, {@code data} what
 * comes in, {@code model} the network and the trained model, {@code baseline} what it has to beat,
 * {@code training} one run, {@code command} one class per verb, {@code report} its pages.
 */
package io.github.rnn4j.charlm;
