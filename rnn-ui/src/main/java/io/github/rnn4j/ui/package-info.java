/**
 * Deeplearning4j's training UI for the applications. Statistics of a run are collected while it
 * trains, saved in its folder, and shown by a server that listens on loopback. Finished runs can be
 * viewed later.
 *
 * <p>Start with {@link io.github.rnn4j.ui.UiOptions} for a command that trains, and with {@link
 * io.github.rnn4j.ui.UiCommand} for finished runs.
 */
package io.github.rnn4j.ui;
