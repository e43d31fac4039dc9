/**
 * Saves and loads networks and their carried state; a file is never trusted.
 *
 * <p>Read {@link ModelArchive} first; {@link ModelClasses} lists the classes that a file may name.
 */
package io.github.rnn4j.model;
