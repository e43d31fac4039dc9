package io.github.rnn4j.layer.packed;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;

/**
 * Checks whether a network can be trained with truncated BPTT. Where it cannot, Deeplearning4j
 * 1.0.0-M2.1 builds it all the same; then {@code fit} logs a warning and trains nothing, or trains
 * each segment as if it were a whole sequence.
 *
 * <pre>{@code
 * TruncatedBptt.check(configuration); // before new MultiLayerNetwork(configuration)
 * }</pre>
 *
 * <p>{@code StreamNetwork} and {@code PackedNetworks} check their networks themselves.
 * Deeplearning4j's builders refuse its own {@code LastTimeStep} and {@code GlobalPoolingLayer}.
 */
public final class TruncatedBptt {
  private TruncatedBptt() {}

  /**
   * Checks a network.
   *
   * @param configuration its configuration; one without truncated BPTT is always accepted
   * @throws IllegalArgumentException if a layer returns only one vector for a sequence, reads it
   *     backward, or has the format {@code NWC}, whose axes Deeplearning4j confuses here; the
   *     message names the layer and the reason
   */
  public static void check(MultiLayerConfiguration configuration) {
    if (configuration.getBackpropType() == BackpropType.TruncatedBPTT) {
      for (int i = 0; i < configuration.getConfs().size(); i++) {
        Layer layer = configuration.getConf(i).getLayer();
        String name = Objects.requireNonNullElse(layer.getLayerName(), "unnamed");
        check("Layer %d (%s)".formatted(i, name), layer);
      }
    }
  }

  /**
   * Checks a graph.
   *
   * @param configuration its configuration; one without truncated BPTT is always accepted
   * @throws IllegalArgumentException as for a network
   */
  public static void check(ComputationGraphConfiguration configuration) {
    if (configuration.getBackpropType() == BackpropType.TruncatedBPTT) {
      for (Map.Entry<String, GraphVertex> vertex : configuration.getVertices().entrySet()) {
        String where = "Vertex " + vertex.getKey();
        if (vertex.getValue() instanceof LastTimeStepVertex) {
          throw refusal(where, RETURNS_ONE_VECTOR);
        }
        if (vertex.getValue() instanceof LayerVertex layer) {
          check(where, layer.getLayerConf().getLayer());
        }
      }
    }
  }

  private static final String RETURNS_ONE_VECTOR = "returns only one vector for each sequence";

  private static void check(String where, Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      check(where, frozen.getLayer());
    } else if (layer instanceof Bidirectional) {
      throw refusal(where, "also reads sequences backward");
    } else if (layer instanceof BaseRecurrentLayer recurrent) {
      check(where, recurrent);
    }
  }

  private static void check(String where, BaseRecurrentLayer layer) {
    if (layer instanceof PackedRecurrentLayer packed) {
      if (packed.result() != SequenceResult.EVERY_STEP) {
        throw refusal(where, RETURNS_ONE_VECTOR);
      }
      if (packed.direction() != Direction.FORWARD) {
        throw refusal(where, "also reads sequences backward");
      }
    }
    if (layer.getRnnDataFormat() == RNNFormat.NWC) {
      throw refusal(where, "has the format NWC");
    }
  }

  private static IllegalArgumentException refusal(String where, String reason) {
    return new IllegalArgumentException(
        "%s %s: truncated BPTT would not train this network. Use BackpropType.Standard"
            .formatted(where, reason));
  }
}
