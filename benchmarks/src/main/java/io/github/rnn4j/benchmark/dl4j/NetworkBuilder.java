package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Session;
import java.util.Optional;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Builds the networks of the workloads. */
interface NetworkBuilder {

  /**
   * Builds a network with fresh weights.
   *
   * @param shape the architecture
   * @return a {@code MultiLayerNetwork} or a {@code ComputationGraph}; empty if these layers have
   *     no such cell
   */
  Optional<NeuralNetwork> build(Network shape);

  /**
   * Opens the fastest way to sample one symbol after another.
   *
   * @param network a network from {@link #build}
   * @param assignment the workload, which gives the number of symbols
   * @return a session, ready to be timed
   */
  Session generation(MultiLayerNetwork network, Assignment assignment);

  /**
   * Opens the fastest way to predict.
   *
   * @param network a network from {@link #build}
   * @param assignment the workload, with its minibatch
   * @return a session, ready to be timed
   */
  default Session inference(NeuralNetwork network, Assignment assignment) {
    return new Dl4jInference(network, assignment);
  }
}
