/**
 * What a recurrent cell is: its sizes, the order of its gates, and what computes a step of it.
 *
 * <p>Read {@code LstmCell} first: a formula, forward and backward, in one file.
 */
package io.github.rnn4j.kernel.cell;
