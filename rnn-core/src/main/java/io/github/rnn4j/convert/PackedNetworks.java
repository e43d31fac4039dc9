package io.github.rnn4j.convert;

import io.github.rnn4j.layer.initial.InitialStateVertex;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.packed.TruncatedBptt;
import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
import io.github.rnn4j.layer.runtime.DeclaredState;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Replaces the recurrent layers of a Deeplearning4j network with packed layers, and converts them
 * back:
 *
 * <pre>{@code
 * MultiLayerNetwork fast = PackedNetworks.fromDl4j(MultiLayerNetwork.load(file, true));
 * fast.fit(data);
 * PackedNetworks.toDl4j(fast).save(file, true);
 * }</pre>
 *
 * <table>
 * <caption>Corresponding layers; M is one of the four merge modes</caption>
 * <tr><th>Deeplearning4j</th><th>packed</th></tr>
 * <tr><td>{@code LSTM} with tanh and sigmoid gates</td><td>{@link PackedLstm}</td></tr>
 * <tr><td>{@code SimpleRnn} with tanh, relu, sigmoid or identity</td><td>{@link PackedElman}
 *     </td></tr>
 * <tr><td>{@code Bidirectional(M, layer)}</td><td>the same, {@link Direction#BIDIRECTIONAL}, merge
 *     M</td></tr>
 * <tr><td>{@code LastTimeStep(layer)}</td><td>the same, {@link SequenceResult#LAST_STATE}</td></tr>
 * <tr><td>{@code Bidirectional(M, LastTimeStep(layer))}</td><td>both</td></tr>
 * </table>
 *
 * <p>A wrapper stays around the packed layer if the packed layer cannot do the same without it.
 * This applies to {@code LastTimeStep(Bidirectional(layer))}, which takes the backward direction at
 * the <i>last</i> step, where it has seen only one step; {@code Bidirectional} around a layer with
 * dropout, because it drops different inputs in each direction; wrappers with their own name,
 * dropout or constraints, such as the dropout that a network-wide setting gives them; {@code
 * MaskZeroLayer}; and frozen layers. All other layers and vertices stay unchanged.
 *
 * <p>The result is a new network on copies of the old one's arrays, with bit-identical parameters,
 * the same updater state, iteration and epoch, and the same layer settings. Carried state ({@code
 * rnnTimeStep}) and listeners are not copied. The new network computes the same outputs, to 1e-5 in
 * FLOAT and 1e-10 in DOUBLE, and continues training as the old one would, except where
 * Deeplearning4j 1.0.0-M2.1 is wrong. There, an {@code LSTM} never sees the mask unless it is
 * inside {@code LastTimeStep}: inside {@code Bidirectional}, its backward direction starts in the
 * padding, and its outputs depend on the padding. For each sequence of a padded minibatch, the new
 * network returns what the old one returns for that sequence without padding. Only the new network
 * has correct gradients for truncated BPTT, and for an {@code LSTM} where errors pass through
 * masked steps.
 *
 * <p>{@code toDl4j(fromDl4j(network))} has the same configuration as {@code network}, except that
 * {@code helperAllowFallback} of {@code LSTM}, a CUDA setting, returns to its default. A network
 * that was built from packed layers may still name {@link WeightInitOrthogonal} after {@code
 * toDl4j}. Loading it then needs this library on the class path, although it contains none of its
 * layers.
 */
public final class PackedNetworks {
  private PackedNetworks() {}

  /**
   * Replaces {@code LSTM} and {@code SimpleRnn} with packed layers.
   *
   * @param network an initialized network; not changed
   * @return a new network with the same parameters and the same training state
   * @throws IllegalArgumentException if a recurrent layer has no packed counterpart, such as {@code
   *     GravesLSTM} or a layer with layer normalization or an unsupported activation, or if
   *     truncated BPTT cannot train the network ({@link TruncatedBptt}); the message names the
   *     layer and the reason
   * @throws IllegalStateException if the network has no parameters yet
   */
  public static MultiLayerNetwork fromDl4j(MultiLayerNetwork network) {
    return convert(network, new Dl4jToPacked()::convert);
  }

  /**
   * Replaces {@code LSTM} and {@code SimpleRnn} with packed layers.
   *
   * @param graph an initialized graph; not changed
   * @return a new graph with the same parameters and the same training state
   * @throws IllegalArgumentException if a recurrent layer has no packed counterpart, such as {@code
   *     GravesLSTM} or a layer with layer normalization or an unsupported activation, or if
   *     truncated BPTT cannot train the network ({@link TruncatedBptt}); the message names the
   *     layer and the reason
   * @throws IllegalStateException if the graph has no parameters yet
   */
  public static ComputationGraph fromDl4j(ComputationGraph graph) {
    return convert(graph, new Dl4jToPacked()::convert);
  }

  /**
   * Replaces packed layers with Deeplearning4j's. A bidirectional packed layer with dropout on its
   * input predicts the same afterwards, but trains with a separate dropout for each direction. A
   * layer with recurrent dropout trains without it afterwards, and a warning is logged.
   * Deeplearning4j 1.0.0-M2.1 can predict with {@code Bidirectional(LastTimeStep(layer))} but
   * cannot train it.
   *
   * @param network an initialized network; not changed
   * @return a new network with the same parameters and the same training state
   * @throws IllegalArgumentException if Deeplearning4j has no such layer, as for {@link PackedGru}
   *     and {@link Direction#BACKWARD}, or if truncated BPTT cannot train the network ({@link
   *     TruncatedBptt}); the message names the layer and the reason
   * @throws IllegalStateException if the network has no parameters yet
   */
  public static MultiLayerNetwork toDl4j(MultiLayerNetwork network) {
    return convert(network, new PackedToDl4j()::convert);
  }

  /**
   * Replaces packed layers with Deeplearning4j's; see {@link #toDl4j(MultiLayerNetwork)}.
   *
   * @param graph an initialized graph; not changed
   * @return a new graph with the same parameters and the same training state
   * @throws IllegalArgumentException if Deeplearning4j has no such layer, as for {@link PackedGru}
   *     and {@link Direction#BACKWARD}, or if truncated BPTT cannot train the network ({@link
   *     TruncatedBptt}); the message names the layer and the reason
   * @throws IllegalStateException if the graph has no parameters yet
   */
  public static ComputationGraph toDl4j(ComputationGraph graph) {
    return convert(graph, new PackedToDl4j()::convert);
  }

  private static MultiLayerNetwork convert(
      MultiLayerNetwork network, BiFunction<Layer, String, Layer> conversion) {
    INDArray params = copyOfParams(network.params());
    TruncatedBptt.check(network.getLayerWiseConfigurations());
    // copies through JSON: clone() shares the layers inside wrappers with the original
    MultiLayerConfiguration conf =
        MultiLayerConfiguration.fromJson(network.getLayerWiseConfigurations().toJson());
    for (int i = 0; i < conf.getConfs().size(); i++) {
      convert(conf.getConf(i), "Layer " + i, conversion);
    }
    MultiLayerNetwork converted = new MultiLayerNetwork(conf);
    converted.init(params, false);
    Updater updater = network.getUpdater(false);
    if (updater != null && updater.getStateViewArray() != null) {
      INDArray state = updater.getStateViewArray();
      converted.getUpdater().setStateViewArray(converted, state, false);
    }
    return converted;
  }

  private static ComputationGraph convert(
      ComputationGraph graph, BiFunction<Layer, String, Layer> conversion) {
    INDArray params = copyOfParams(graph.params());
    TruncatedBptt.check(graph.getConfiguration());
    // copies through JSON: clone() also loses iteration and epoch
    ComputationGraphConfiguration conf =
        ComputationGraphConfiguration.fromJson(graph.getConfiguration().toJson());
    for (Map.Entry<String, GraphVertex> vertex : conf.getVertices().entrySet()) {
      convert(vertex.getValue(), "Vertex " + vertex.getKey(), conversion);
    }
    ComputationGraph converted = new ComputationGraph(conf);
    converted.init(params, false);
    ComputationGraphUpdater updater = graph.getUpdater(false);
    if (updater != null && updater.getStateViewArray() != null) {
      converted.getUpdater().setStateViewArray(updater.getStateViewArray());
    }
    return converted;
  }

  private static INDArray copyOfParams(INDArray params) {
    checkInitialised(params);
    return params.dup();
  }

  private static void convert(
      GraphVertex vertex, String where, BiFunction<Layer, String, Layer> conversion) {
    if (vertex instanceof FrozenVertex frozen) {
      convert(frozen.getUnderlying(), where, conversion);
    } else if (vertex instanceof LayerVertex layer) {
      convert(layer.getLayerConf(), where, conversion);
      if (vertex instanceof InitialStateVertex
          && !(layer.getLayerConf().getLayer() instanceof DeclaredState)) {
        throw new IllegalArgumentException(
            where
                + " takes its initial state from another vertex, which Deeplearning4j's layers"
                + " cannot. Keep the packed layer, with this library on the class path");
      }
    }
  }

  private static void convert(
      NeuralNetConfiguration conf, String where, BiFunction<Layer, String, Layer> conversion) {
    String name = Objects.requireNonNullElse(conf.getLayer().getLayerName(), "unnamed");
    Class<?> before = conf.getLayer().getClass();
    conf.setLayer(conversion.apply(conf.getLayer(), "%s (%s)".formatted(where, name)));
    if (conf.getLayer().getClass() != before) {
      conf.clearVariables(); // init() lists the parameters of the new layer
    }
  }

  private static void checkInitialised(INDArray params) {
    if (params == null || params.isEmpty()) {
      throw new IllegalStateException("The network has no parameters yet: call init() first");
    }
  }
}
