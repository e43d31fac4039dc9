/**
 * Loss functions that Deeplearning4j has not: forecasts with an interval, as quantiles or as a
 * normal distribution. For {@code SequenceOutput}, {@code RnnOutputLayer} and {@code OutputLayer}
 * with the identity activation.
 */
package io.github.rnn4j.loss;
