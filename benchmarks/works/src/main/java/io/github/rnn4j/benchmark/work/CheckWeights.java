package io.github.rnn4j.benchmark.work;

/**
 * Weights that do not depend on how a library lays its parameters out, so that all peers can be
 * given the same network and asked for the same loss: each recurrent matrix has one value, each row
 * of the embedding and each output of the head its own, biases are zero.
 */
public final class CheckWeights {
  private static final int PERIOD = 7;

  private CheckWeights() {}

  /**
   * The embedding of a token, the same in each of its entries.
   *
   * @param token the token
   * @return from -0.3 to 0.3
   */
  public static float embedding(int token) {
    return 0.1f * (token % PERIOD - PERIOD / 2);
  }

  /**
   * Each entry of a matrix inside the network.
   *
   * @param rows its number of inputs
   * @return 1 / rows
   */
  public static float inside(int rows) {
    return 1f / rows;
  }

  /**
   * Each weight of an output of the head.
   *
   * @param output which output
   * @param rows number of inputs of the head
   * @return from -3 / rows to 3 / rows
   */
  public static float output(int output, int rows) {
    return (float) ((output + 1) % PERIOD - PERIOD / 2) / rows;
  }
}
