/**
 * Recurrent layers defined by writing one time step of a cell in SameDiff; gradients come from
 * automatic differentiation.
 *
 * <p>Read {@link ElmanRnn} first: it is built this way. Your own cell extends {@link
 * SameDiffRecurrentLayer}.
 */
package io.github.rnn4j.layer.samediff;
