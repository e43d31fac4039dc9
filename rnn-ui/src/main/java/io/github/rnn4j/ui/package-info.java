/**
 * Deeplearning4j's training UI for the applications: statistics of a run while it trains, kept in
 * its folder, shown by a server that listens on loopback, and finished runs opened again.
 *
 * <p>Start at {@link io.github.rnn4j.ui.UiOptions} for a command that trains, at {@link
 * io.github.rnn4j.ui.UiCommand} for runs that are done.
 */
package io.github.rnn4j.ui;
