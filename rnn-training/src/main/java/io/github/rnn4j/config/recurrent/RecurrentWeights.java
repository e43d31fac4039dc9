package io.github.rnn4j.config.recurrent;

import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.weights.WeightInit;

/** Initial values of the state-to-state weights. */
public enum RecurrentWeights {
  /** A random orthogonal matrix: a step preserves the length of the state. */
  ORTHOGONAL,
  /**
   * The identity matrix: a step preserves the state (Q. Le, N. Jaitly, G. Hinton, 2015, <a
   * href="https://arxiv.org/abs/1504.00941">arXiv:1504.00941</a>).
   */
  IDENTITY,
  /**
   * Uniform from {@code -1 / sqrt(H)} to {@code 1 / sqrt(H)}, including the input weights:
   * PyTorch's default.
   */
  UNIFORM;

  void apply(BaseRecurrentLayer.Builder<?> layer, int hidden) {
    double bound = 1 / Math.sqrt(hidden);
    switch (this) {
      case ORTHOGONAL -> layer.weightInitRecurrent(new WeightInitOrthogonal());
      case IDENTITY -> layer.weightInitRecurrent(WeightInit.IDENTITY);
      case UNIFORM -> {
        layer.weightInit(new UniformDistribution(-bound, bound));
        layer.weightInitRecurrent(new UniformDistribution(-bound, bound));
      }
    }
  }
}
