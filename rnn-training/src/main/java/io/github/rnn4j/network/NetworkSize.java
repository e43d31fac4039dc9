package io.github.rnn4j.network;

import io.github.rnn4j.loop.RunException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The number of parameters of a network, counted before memory is allocated and the parameters get
 * their initial values, which takes minutes for the largest networks.
 *
 * <pre>{@code
 * new MultiLayerNetwork(NetworkSize.checked(configuration)).init();
 * }</pre>
 */
public final class NetworkSize {

  /** The limit: 2<sup>26</sup>. Trained with Adam, such a network takes 1 GB. */
  public static final long MOST = 1L << 26;

  /** From this size on, creating a network takes seconds. */
  private static final long LARGE = 1L << 23;

  private static final Logger LOG = LoggerFactory.getLogger(NetworkSize.class);

  private NetworkSize() {}

  /**
   * Checks the number of parameters of a network, and logs it if the network is large.
   *
   * @param configuration a configuration whose layers know their sizes
   * @return the same configuration
   * @throws RunException if there are more than {@link #MOST}
   */
  public static MultiLayerConfiguration checked(MultiLayerConfiguration configuration) {
    require(
        configuration.getConfs().stream()
            .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
            .sum());
    return configuration;
  }

  /**
   * Checks the number of parameters of a graph, and logs it if the graph is large.
   *
   * @param configuration a configuration whose layers know their sizes
   * @return the same configuration
   * @throws RunException if there are more than {@link #MOST}
   */
  public static ComputationGraphConfiguration checked(ComputationGraphConfiguration configuration) {
    require(
        configuration.getVertices().values().stream()
            .mapToLong(vertex -> vertex.numParams(true))
            .sum());
    return configuration;
  }

  private static void require(long parameters) {
    if (parameters > MOST) {
      throw new RunException(
          "The network would have %,d parameters; at most %,d (2^26) are allowed. Choose fewer units, fewer layers or a smaller vocabulary."
              .formatted(parameters, MOST));
    }
    if (parameters >= LARGE) {
      LOG.info("Creating a network with {} parameters.", "%,d".formatted(parameters));
    }
  }
}
