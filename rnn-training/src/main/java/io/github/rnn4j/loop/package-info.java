/**
 * One training loop, written out in the open.
 *
 * <p>Read {@link Training} first. Everything that is not the loop itself is a {@link RunListener}.
 * Nothing here reads or writes a file.
 */
package io.github.rnn4j.loop;
