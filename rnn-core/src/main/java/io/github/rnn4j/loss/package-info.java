/**
 * Loss functions that Deeplearning4j lacks: forecasts with an interval, as quantiles or as a normal
 * distribution.
 *
 * <p>Read {@link PinballLoss} first. They go with {@code SequenceOutput}, {@code RnnOutputLayer}
 * and {@code OutputLayer}, with the identity activation.
 */
package io.github.rnn4j.loss;
