/**
 * Declaration of a cell's parameters, and orthogonal initial weights.
 *
 * <p>Read {@link CellParameters} first.
 */
package io.github.rnn4j.layer.parameter;
