/**
 * The recurrent cells: their sizes, the order of their gates, and the computation of a step.
 *
 * <p>Read {@code LstmCell} first: the formula, the forward pass and the backward pass in one file.
 */
package io.github.rnn4j.kernel.cell;
