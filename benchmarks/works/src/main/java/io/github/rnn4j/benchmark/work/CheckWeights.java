package io.github.rnn4j.benchmark.work;

/**
 * Weights that do not depend on a library's parameter layout. With them, all peers have the same
 * network and must compute the same loss. Each recurrent matrix has one value, each row of the
 * embedding and each output of the head has its own value, and biases are zero.
 */
public final class CheckWeights {
  private static final int PERIOD = 7;

  private CheckWeights() {}

  /**
   * Returns the value of all entries of a token's embedding.
   *
   * @param token the token
   * @return from -0.3 to 0.3
   */
  public static float embedding(int token) {
    return 0.1f * (token % PERIOD - PERIOD / 2);
  }

  /**
   * Returns the value of all entries of a matrix inside the network.
   *
   * @param rows the number of inputs of the matrix
   * @return 1 / rows
   */
  public static float inside(int rows) {
    return 1f / rows;
  }

  /**
   * Returns the value of all weights of an output of the head.
   *
   * @param output which output
   * @param rows number of inputs of the head
   * @return from -3 / rows to 3 / rows
   */
  public static float output(int output, int rows) {
    return (float) ((output + 1) % PERIOD - PERIOD / 2) / rows;
  }
}
