package io.github.rnn4j.model;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The state that truncated BPTT carries from one minibatch to the next; a saved network does not
 * contain it. Only networks that carry state, such as {@code StreamNetwork}, have any.
 */
public final class CarriedState {

  /** The state of a network that carries none. */
  public static final CarriedState NONE = new CarriedState(List.of());

  /** The arrays [B, H] of each recurrent layer, by name. */
  private final List<Map<String, INDArray>> layers;

  private CarriedState(List<Map<String, INDArray>> layers) {
    this.layers = layers;
  }

  /**
   * Copies the state that a network carries now.
   *
   * @param network a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   * @return a copy
   */
  public static CarriedState of(Model network) {
    if (!truncated(network)) {
      return NONE;
    }
    List<Map<String, INDArray>> layers = new ArrayList<>();
    for (RecurrentLayer layer : recurrent(network)) {
      Map<String, INDArray> copy = new HashMap<>();
      layer.rnnGetTBPTTState().forEach((name, array) -> copy.put(name, array.dup()));
      layers.add(copy);
    }
    return layers.stream().allMatch(Map::isEmpty) ? NONE : new CarriedState(layers);
  }

  /**
   * Sets this state on a network; does nothing if there is no carried state.
   *
   * @param network a network with the same layers as the one the state was taken from
   * @throws IllegalStateException if it has a different number of recurrent layers
   */
  public void restore(Model network) {
    if (layers.isEmpty()) {
      return;
    }
    List<RecurrentLayer> recurrent = recurrent(network);
    if (recurrent.size() != layers.size()) {
      throw new IllegalStateException(
          "The carried state belongs to %d recurrent layers, but the network has %d"
              .formatted(layers.size(), recurrent.size()));
    }
    for (int i = 0; i < layers.size(); i++) {
      Map<String, INDArray> copy = new HashMap<>();
      layers.get(i).forEach((name, array) -> copy.put(name, array.dup()));
      recurrent.get(i).rnnSetTBPTTState(copy);
    }
  }

  /**
   * Writes the state in the format that {@link #read} expects.
   *
   * @param out the stream to write to; left open
   * @throws IOException if it cannot be written
   */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(layers.size());
    for (Map<String, INDArray> layer : layers) {
      out.writeInt(layer.size());
      for (Map.Entry<String, INDArray> entry : new TreeMap<>(layer).entrySet()) {
        out.writeUTF(entry.getKey());
        Nd4j.write(entry.getValue(), out); // [B, H]
      }
    }
    out.flush();
  }

  /**
   * Reads a state from untrusted content.
   *
   * @param content the bytes that {@link #write} wrote
   * @return the state
   * @throws IOException if the content is damaged, or claims more than it holds
   */
  public static CarriedState read(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    int size = in.readInt();
    List<Map<String, INDArray>> layers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      layers.add(readLayer(in, content.length));
    }
    return size == 0 ? NONE : new CarriedState(layers);
  }

  private static Map<String, INDArray> readLayer(DataInputStream in, long bytes)
      throws IOException {
    Map<String, INDArray> state = new HashMap<>();
    int names = in.readInt();
    for (int i = 0; i < names; i++) {
      state.put(in.readUTF(), SavedArray.open(in, bytes).read());
    }
    return state;
  }

  private static boolean truncated(Model network) {
    BackpropType type =
        network instanceof MultiLayerNetwork multiLayer
            ? multiLayer.getLayerWiseConfigurations().getBackpropType()
            : ((ComputationGraph) network).getConfiguration().getBackpropType();
    return type == BackpropType.TruncatedBPTT;
  }

  private static List<RecurrentLayer> recurrent(Model network) {
    Layer[] layers =
        network instanceof MultiLayerNetwork multiLayer
            ? multiLayer.getLayers()
            : ((ComputationGraph) network).getLayers();
    return Stream.of(layers)
        .filter(RecurrentLayer.class::isInstance)
        .map(RecurrentLayer.class::cast)
        .toList();
  }
}
