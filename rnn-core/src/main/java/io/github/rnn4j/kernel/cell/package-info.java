/**
 * What a recurrent cell is: its sizes, the order of its gates, its formula forward and backward.
 *
 * <p>Read {@link CellType} first.
 */
package io.github.rnn4j.kernel.cell;
