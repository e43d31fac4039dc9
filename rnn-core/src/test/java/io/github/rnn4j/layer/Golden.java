package io.github.rnn4j.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.github.rnn4j.kernel.cell.CellType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Numbers computed by PyTorch, read from the test resources. */
public final class Golden {
  private final JsonNode root;

  public Golden(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".json")) {
      root = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int integer(String key) {
    return node(key).asInt();
  }

  public boolean bool(String key) {
    return node(key).asBoolean();
  }

  public INDArray array(String key) {
    return array(node(key));
  }

  /** Slice {@code index} of the first axis of a rank 3 array. */
  public INDArray row(String key, int index) {
    return array(node(key).get(index));
  }

  /** Nested lists as an array of their shape, in DOUBLE. */
  public static INDArray array(JsonNode node) {
    List<Double> values = new ArrayList<>();
    collect(node, values);
    List<Long> shape = new ArrayList<>();
    for (JsonNode n = node; n.isArray(); n = n.get(0)) {
      shape.add((long) n.size());
    }
    double[] flat = values.stream().mapToDouble(Double::doubleValue).toArray();
    return Nd4j.createFromArray(flat)
        .castTo(DataType.DOUBLE)
        .reshape('c', shape.stream().mapToLong(Long::longValue).toArray());
  }

  public CellType cell() {
    String name = node("cell").asText();
    return name.equals("RNN") ? CellType.ELMAN : CellType.valueOf(name);
  }

  /** The mask {@code [B, T]} of sequences of these lengths, which begin at step 0. */
  public INDArray mask() {
    int[] lengths = array("lengths").toIntVector();
    INDArray mask = Nd4j.zeros(DataType.DOUBLE, lengths.length, array("x").size(1));
    for (int b = 0; b < lengths.length; b++) {
      mask.get(point(b), interval(0, lengths[b])).assign(1);
    }
    return mask;
  }

  /**
   * The parameters of a direction of a layer, or their gradients, in the order and layout of the
   * packed layers.
   */
  public List<INDArray> parameters(String key, int layer, int direction) {
    String suffix = "_l" + layer + (direction == 0 ? "" : "_reverse");
    INDArray w = parameter(key, "weight_ih" + suffix).transpose();
    INDArray rw = parameter(key, "weight_hh" + suffix).transpose();
    INDArray b = parameter(key, "bias_ih" + suffix);
    INDArray rb = parameter(key, "bias_hh" + suffix);
    if (cell() == CellType.GRU) {
      return List.of(w, rw, b, rb);
    }
    // one bias for two: their sum, whose gradient is that of each
    return List.of(w, rw, key.equals("parameters") ? b.add(rb) : b);
  }

  /** PyTorch's LSTM has the gates i, f, g, o; the kernel has g, f, o, i. */
  private INDArray parameter(String key, String name) {
    INDArray rows = array(node(key).get(name));
    if (cell() != CellType.LSTM) {
      return rows;
    }
    INDArray gates = rows.reshape(4, integer("hidden_size"), -1);
    INDArray[] inOrder = new INDArray[4];
    int[] order = {2, 1, 3, 0};
    for (int i = 0; i < 4; i++) {
      inOrder[i] = gates.get(interval(order[i], order[i] + 1), all(), all());
    }
    return Nd4j.concat(0, inOrder).reshape(rows.shape());
  }

  public JsonNode node(String key) {
    JsonNode node = root.get(key);
    if (node == null) {
      throw new IllegalArgumentException("No key " + key);
    }
    return node;
  }

  private static void collect(JsonNode node, List<Double> values) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, values));
    } else {
      values.add(node.asDouble());
    }
  }
}
