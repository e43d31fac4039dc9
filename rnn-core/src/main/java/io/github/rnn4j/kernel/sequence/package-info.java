/**
 * Trained networks that read whole sequences, for prediction.
 *
 * <p>Read {@link SequenceModel} first, then {@link DirectionLoop}.
 */
package io.github.rnn4j.kernel.sequence;
