package io.github.rnn4j.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of Adam, for all entries or for those whose gradient is not 0. */
public interface AdamStep {

  /**
   * What stays the same from step to step.
   *
   * @param beta1 decay of the mean
   * @param beta2 decay of the variance
   * @param epsilon what is added to the root of the variance
   * @param lazy whether entries without a gradient are left alone, with their moments
   */
  record Constants(double beta1, double beta2, double epsilon, boolean lazy) {}

  /**
   * Replaces the gradient by the update, and moves the moments on.
   *
   * @param gradient a vector
   * @param mean a vector of the same length
   * @param variance a vector of the same length
   * @param rate the learning rate, corrected for the start from 0
   */
  void apply(INDArray gradient, INDArray mean, INDArray variance, double rate);
}
