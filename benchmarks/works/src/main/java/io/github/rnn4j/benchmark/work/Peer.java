package io.github.rnn4j.benchmark.work;

/** A library that does works, alone in its process. */
public interface Peer {

  /**
   * Name and version of the library and what it computes with.
   *
   * @return one line
   */
  String versions();

  /**
   * Makes network and data ready.
   *
   * @param assignment what to do
   * @param weights what the network starts from
   * @return the network, ready to be timed
   */
  Session open(Assignment assignment, Weights weights);

  /**
   * The rate of a large matrix product in float: 1024 x 1024 x 1024.
   *
   * @return 10^9 floating-point operations a second, the best of some repetitions
   */
  double matrixProductRate();
}
