/**
 * What a recurrent cell is: its sizes, the order of its gates, and what computes a step of it.
 *
 * <p>Read {@link CellType} first.
 */
package io.github.rnn4j.kernel.cell;
