package io.github.rnn4j.imdb.config;

import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.weights.WeightInit;

/** What the weights from state to state start from. */
public enum RecurrentWeights {
  /** Random orthogonal: a step keeps the length of the state. */
  ORTHOGONAL,
  /** The identity: a step keeps the state (Q. Le, N. Jaitly, G. Hinton, 2015, arXiv:1504.00941). */
  IDENTITY,
  /** Uniform within {@code 1 / sqrt(H)}, input weights too: what PyTorch starts from. */
  UNIFORM;

  public void apply(PackedRecurrentLayer.Builder<?> layer, int hidden) {
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
