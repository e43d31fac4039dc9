/**
 * Recurrent layers computed one step at a time, for generation, and weights that are packed once.
 *
 * <p>Read {@link StepModel} first.
 */
package io.github.rnn4j.kernel.step;
