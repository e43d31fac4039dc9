/**
 * Recurrent layers that a Deeplearning4j user configures like any other layer.
 *
 * <p>Axis letters, here and everywhere: {@code B} batch, {@code T} time, {@code C} input features,
 * {@code H} hidden units. Activations are {@code [B, C, T]} (NCW) as in Deeplearning4j.
 */
package io.github.rnn4j.layer;
