package io.github.rnn4j.layer;

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
