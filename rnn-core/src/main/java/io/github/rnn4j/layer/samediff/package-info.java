/**
 * Define a recurrent cell by writing one time step in SameDiff; the gradient follows by automatic
 * differentiation.
 *
 * <p>Read {@link ElmanRnn} first: it is built this way. Your own cell extends {@link
 * SameDiffRecurrentLayer}.
 */
package io.github.rnn4j.layer.samediff;
