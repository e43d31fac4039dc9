/**
 * What all {@code check} commands share: the command, and how a minibatch is shown.
 *
 * <p>Read {@link CheckVerb} first, then {@link MinibatchView}.
 */
package io.github.rnn4j.cli.check;
