/**
 * Loss functions that Deeplearning4j lacks: for forecasts with intervals, as quantiles or as a
 * normal distribution, and for classes that are not equally frequent.
 *
 * <p>Read {@link PinballLoss} first. Use the losses of forecasts in {@code SequenceOutput}, {@code
 * RnnOutputLayer} or {@code OutputLayer} with the identity activation, and {@link
 * ClassWeightedLoss} in {@code OutputLayer} with a sigmoid or a softmax.
 */
package io.github.rnn4j.loss;
