package io.github.rnn4j.optimizer;

import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * What gradient clipping limits. Clipping takes two steps, because Deeplearning4j has no global
 * form: {@link #configure} when the network is built, and the listener from {@link #gradientNorm}
 * during training.
 */
public enum Clip {
  /**
   * The norm over all parameters: a larger gradient is scaled down to it and keeps its direction;
   * see {@link GradientNorm}.
   */
  GLOBAL,
  /**
   * The norm of each layer: the gradient of a layer is scaled down to it, independently of the
   * others ({@link GradientNormalization#ClipL2PerLayer}).
   */
  LAYER,
  /**
   * Each number of the gradient, which is cut off at the threshold and its negative ({@link
   * GradientNormalization#ClipElementWiseAbsoluteValue}).
   */
  VALUE;

  /**
   * Sets the clipping that Deeplearning4j does itself.
   *
   * @param network receives the settings; {@link #GLOBAL} sets none
   * @param threshold the limit; 0 for no clipping
   */
  public void configure(NeuralNetConfiguration.Builder network, double threshold) {
    if (this != GLOBAL && threshold > 0) {
      network
          .gradientNormalization(
              this == LAYER
                  ? GradientNormalization.ClipL2PerLayer
                  : GradientNormalization.ClipElementWiseAbsoluteValue)
          .gradientNormalizationThreshold(threshold);
    }
  }

  /**
   * Returns the listener that measures the gradient and, for {@link #GLOBAL}, clips it.
   *
   * @param threshold the limit; 0 for no clipping
   * @return a listener for one network
   */
  public GradientNorm gradientNorm(double threshold) {
    return this == GLOBAL && threshold > 0
        ? GradientNorm.clippedAt(threshold)
        : GradientNorm.measured();
  }
}
