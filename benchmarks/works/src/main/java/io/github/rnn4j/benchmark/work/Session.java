package io.github.rnn4j.benchmark.work;

/** A network with its data, ready to be timed. */
public interface Session extends AutoCloseable {

  /**
   * Returns the number of parameters of the network.
   *
   * @return the number of parameters
   */
  long parameters();

  /**
   * Runs the workload once.
   *
   * @return for training, the loss of the first minibatch before its update, a mean over sequences
   *     and steps; for inference, the mean output; for generation, the mean surprise so far
   */
  double step();

  /** Frees the memory. */
  @Override
  void close();
}
