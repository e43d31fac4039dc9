package io.github.rnn4j.benchmark.work;

/** A library that runs workloads in its own process. */
public interface Peer {

  /**
   * Returns the name and version of the library and the backends it computes with.
   *
   * @return one line
   */
  String versions();

  /**
   * Prepares the network and the data.
   *
   * @param assignment the workload with its data
   * @param weights the initial weights
   * @return the network, ready to be timed
   */
  Session open(Assignment assignment, Weights weights);

  /**
   * Measures the rate of a large matrix product in float: 1024 x 1024 x 1024.
   *
   * @return GFLOP/s (10^9 floating-point operations per second), the best of several repetitions
   */
  double matrixProductRate();
}
