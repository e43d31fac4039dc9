package io.github.rnn4j.benchmark.work;

/** A network with its data, ready to be timed. */
public interface Session extends AutoCloseable {

  /**
   * Parameters of the network.
   *
   * @return the number
   */
  long parameters();

  /**
   * Does the work once.
   *
   * @return of training, the loss of the first minibatch before its update, a mean over sequences
   *     and steps; of inference, the mean output; of generation, the mean surprise so far
   */
  double step();

  /** Frees the memory. */
  @Override
  void close();
}
