package io.github.rnn4j.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** One Adam update, of all entries or only of those with a nonzero gradient. */
public interface AdamStep {

  /**
   * The settings that stay the same from step to step.
   *
   * @param beta1 decay rate of the mean
   * @param beta2 decay rate of the variance
   * @param epsilon number added to the square root of the variance
   * @param lazy whether entries whose gradient is 0 stay unchanged, including their moments
   */
  record Constants(double beta1, double beta2, double epsilon, boolean lazy) {}

  /**
   * Replaces the gradient with the update, and updates the moments.
   *
   * @param gradient vector of gradients; overwritten with the update
   * @param mean running mean of the gradients, a vector of the same length
   * @param variance running mean of the squared gradients, a vector of the same length
   * @param rate the learning rate, including Adam's bias correction
   */
  void apply(INDArray gradient, INDArray mean, INDArray variance, double rate);
}
