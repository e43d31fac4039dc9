/**
 * Loss functions that Deeplearning4j lacks, for forecasts with intervals: as quantiles or as a
 * normal distribution.
 *
 * <p>Read {@link PinballLoss} first. Use them in {@code SequenceOutput}, {@code RnnOutputLayer} or
 * {@code OutputLayer} with the identity activation.
 */
package io.github.rnn4j.loss;
