/**
 * Tests with damaged and hostile files: each must end in a result or a readable error, never in a
 * stack trace, a hang or an unbounded allocation.
 *
 * <p>{@link io.github.rnn4j.fuzz.Target} lists the readers and their inputs, {@link
 * io.github.rnn4j.fuzz.Mutations} generates the inputs of the fast suite from a seed, {@link
 * io.github.rnn4j.fuzz.JazzerTest} lets Jazzer search for more.
 */
package io.github.rnn4j.fuzz;
