/**
 * Networks that carry their state from call to call.
 *
 * <p>Read {@link StreamNetwork} for training on a long sequence piece by piece, and {@link
 * StepwiseNetwork} for generating one step at a time, and {@link EncoderDecoder} for reading one
 * sequence and then writing another.
 */
package io.github.rnn4j.stateful;
