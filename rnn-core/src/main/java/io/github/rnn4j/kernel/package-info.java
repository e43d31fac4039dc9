/**
 * The arithmetic of the packed recurrent layers: packing from the mask, and the engines that run a
 * cell over packed sequences, forward and backward.
 *
 * <p>Axis letters: {@code B} batch, {@code T} time, {@code C} input features, {@code H} hidden
 * units, {@code N} tokens of a packed batch. Nothing here knows Deeplearning4j's layers.
 */
package io.github.rnn4j.kernel;
