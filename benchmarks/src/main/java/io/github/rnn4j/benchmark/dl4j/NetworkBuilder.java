package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Session;
import java.util.Optional;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

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

  /**
   * The quickest way to draw one symbol after the other.
   *
   * @param network what {@link #build} made
   * @param assignment how many symbols
   * @return a session, ready to be timed
   */
  Session generation(MultiLayerNetwork network, Assignment assignment);
}
