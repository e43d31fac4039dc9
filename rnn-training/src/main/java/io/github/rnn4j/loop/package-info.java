/**
 * The training loop and its listeners.
 *
 * <p>Read {@link Training} first. Everything that is not the loop itself is a {@link RunListener}.
 * Nothing in this package reads or writes a file.
 */
package io.github.rnn4j.loop;
