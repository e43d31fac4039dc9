/**
 * Pooling: one vector for all steps of a sequence.
 *
 * <p>Read {@link StepPooling} first.
 */
package io.github.rnn4j.kernel.pooling;
