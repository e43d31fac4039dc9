/**
 * Damaged and hostile files: each ends in a result or in an error that a person can read, none in a
 * stack trace, a hang or an allocation without bounds.
 *
 * <p>{@link io.github.rnn4j.fuzz.Target} says what is fed to what, {@link
 * io.github.rnn4j.fuzz.Mutations} makes the inputs of the fast suite from a seed, {@link
 * io.github.rnn4j.fuzz.JazzerTest} lets Jazzer look for others.
 */
package io.github.rnn4j.fuzz;
