/**
 * Saved networks, and the state they carry, read without trusting the file.
 *
 * <p>Read {@link ModelArchive} first; {@link ModelClasses} is the list of classes a file may name.
 */
package io.github.rnn4j.model;
