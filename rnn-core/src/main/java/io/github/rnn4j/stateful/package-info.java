/**
 * Trained networks at work, and networks that carry their state from call to call.
 *
 * <p>Read {@link SequencePredictor} for whole sequences, {@link StepwiseNetwork} for generating one
 * step at a time, {@link StreamNetwork} for training on a long sequence piece by piece, and {@link
 * EncoderDecoder} for reading one sequence and then writing another.
 */
package io.github.rnn4j.stateful;
