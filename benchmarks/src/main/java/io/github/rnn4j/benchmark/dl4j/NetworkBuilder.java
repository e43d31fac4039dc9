package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Network;
import java.util.Optional;
import org.deeplearning4j.nn.api.NeuralNetwork;

/** Builds the networks of the works. */
interface NetworkBuilder {

  /**
   * Builds a network with fresh weights.
   *
   * @param shape what network
   * @return a {@code MultiLayerNetwork} or a {@code ComputationGraph}; none where these layers have
   *     no such cell
   */
  Optional<NeuralNetwork> build(Network shape);
}
