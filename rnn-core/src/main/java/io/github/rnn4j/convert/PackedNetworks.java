package io.github.rnn4j.convert;

import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
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
 * Puts the packed layers into a Deeplearning4j network in the place of its own recurrent layers,
 * and back:
 *
 * <pre>{@code
 * MultiLayerNetwork fast = PackedNetworks.fromDl4j(MultiLayerNetwork.load(file, true));
 * fast.fit(data);
 * PackedNetworks.toDl4j(fast).save(file, true);
 * }</pre>
 *
 * <table>
 * <caption>What becomes what; M is one of the four merge modes</caption>
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
 * <p>A wrapper stays where it is, around a packed layer, if it means something else than the packed
 * layer can by itself. These are {@code LastTimeStep(Bidirectional(layer))}, which takes the
 * backward direction at the <i>last</i> step, where it has seen one step only; {@code
 * Bidirectional} around a layer with dropout, as it drops other inputs in each direction; wrappers
 * with a name, a dropout or constraints of their own, such as those that a network-wide dropout
 * sets; and {@code MaskZeroLayer} and frozen layers. All other layers and vertices stay as they
 * are.
 *
 * <p>The result is a new network on copies of the old one's arrays: parameters bit for bit, the
 * state of the updater, iteration and epoch, every setting of the layers. Carried state ({@code
 * rnnTimeStep}) and listeners do not go along. It computes the same outputs, to 1e-5 in FLOAT and
 * 1e-10 in DOUBLE, and goes on training as the old one would have done, except where Deeplearning4j
 * 1.0.0-M2.1 is wrong. An {@code LSTM} in a network never sees the mask unless it is inside {@code
 * LastTimeStep}: in {@code Bidirectional} its backward direction starts in the padding, and so its
 * outputs depend on the padding. The new network gives each sequence of a padded minibatch what the
 * old one gives it alone. Gradients of truncated BPTT, and of an {@code LSTM} where errors pass
 * through masked steps, are right in the new network only.
 *
 * <p>{@code toDl4j(fromDl4j(network))} has the configuration of {@code network} again, but for
 * {@code helperAllowFallback} of {@code LSTM}, which is about CUDA and comes back as its default. A
 * network that was built from packed layers may name {@link WeightInitOrthogonal} after {@code
 * toDl4j}: then whoever loads it needs this library on the class path, if not its layers.
 */
public final class PackedNetworks {
  private PackedNetworks() {}

  /**
   * Replaces {@code LSTM} and {@code SimpleRnn} by packed layers.
   *
   * @param network an initialised network; not changed
   * @return a new network with the same parameters and the same state of training
   * @throws IllegalArgumentException if a recurrent layer has no packed counterpart, such as {@code
   *     GravesLSTM}, layer normalisation or another activation; the message names layer and reason
   * @throws IllegalStateException if the network has no parameters yet
   */
  public static MultiLayerNetwork fromDl4j(MultiLayerNetwork network) {
    return convert(network, new Dl4jToPacked()::convert);
  }

  /**
   * Replaces {@code LSTM} and {@code SimpleRnn} by packed layers.
   *
   * @param graph an initialised graph; not changed
   * @return a new graph with the same parameters and the same state of training
   * @throws IllegalArgumentException if a recurrent layer has no packed counterpart, such as {@code
   *     GravesLSTM}, layer normalisation or another activation; the message names layer and reason
   * @throws IllegalStateException if the graph has no parameters yet
   */
  public static ComputationGraph fromDl4j(ComputationGraph graph) {
    return convert(graph, new Dl4jToPacked()::convert);
  }

  /**
   * Replaces packed layers by Deeplearning4j's. A bidirectional packed layer with dropout on its
   * input predicts the same afterwards, but trains with another dropout for each direction, and one
   * with recurrent dropout trains without it, which a warning in the log says. Deeplearning4j
   * 1.0.0-M2.1 cannot train {@code Bidirectional(LastTimeStep(layer))}, only predict with it.
   *
   * @param network an initialised network; not changed
   * @return a new network with the same parameters and the same state of training
   * @throws IllegalArgumentException if Deeplearning4j has no such layer: {@link PackedGru}, and a
   *     layer with {@link Direction#BACKWARD}; the message names layer and reason
   * @throws IllegalStateException if the network has no parameters yet
   */
  public static MultiLayerNetwork toDl4j(MultiLayerNetwork network) {
    return convert(network, new PackedToDl4j()::convert);
  }

  /**
   * Replaces packed layers by Deeplearning4j's; see {@link #toDl4j(MultiLayerNetwork)}.
   *
   * @param graph an initialised graph; not changed
   * @return a new graph with the same parameters and the same state of training
   * @throws IllegalArgumentException if Deeplearning4j has no such layer: {@link PackedGru}, and a
   *     layer with {@link Direction#BACKWARD}; the message names layer and reason
   * @throws IllegalStateException if the graph has no parameters yet
   */
  public static ComputationGraph toDl4j(ComputationGraph graph) {
    return convert(graph, new PackedToDl4j()::convert);
  }

  private static MultiLayerNetwork convert(
      MultiLayerNetwork network, BiFunction<Layer, String, Layer> conversion) {
    INDArray params = copyOfParams(network.params());
    // through JSON: Deeplearning4j's clone() shares the layers inside wrappers with the original
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
    // through JSON: Deeplearning4j's clone() also forgets iteration and epoch
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
    }
  }

  private static void convert(
      NeuralNetConfiguration conf, String where, BiFunction<Layer, String, Layer> conversion) {
    String name = Objects.requireNonNullElse(conf.getLayer().getLayerName(), "without a name");
    Class<?> before = conf.getLayer().getClass();
    conf.setLayer(conversion.apply(conf.getLayer(), "%s (%s)".formatted(where, name)));
    if (conf.getLayer().getClass() != before) {
      conf.clearVariables(); // each layer class lists its parameters in its own way, in init()
    }
  }

  private static void checkInitialised(INDArray params) {
    if (params == null || params.isEmpty()) {
      throw new IllegalStateException("The network has no parameters yet: call init() first");
    }
  }
}
