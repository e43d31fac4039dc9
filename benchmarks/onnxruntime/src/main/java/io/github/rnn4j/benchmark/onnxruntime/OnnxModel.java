package io.github.rnn4j.benchmark.onnxruntime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a model in the ONNX format (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), which
 * is a list of nodes that read and write named tensors. The numbers here are those of the fields in
 * that file.
 */
final class OnnxModel {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;

  /** Type of a tensor's elements. */
  enum Element {
    FLOAT(1),
    INT32(6),
    INT64(7);

    private final int number;

    Element(int number) {
      this.number = number;
    }
  }

  private final ProtobufWriter graph = new ProtobufWriter().text(2, "network");
  private long parameters;

  /** An attribute of a node. */
  record Attribute(ProtobufWriter message) {
    static Attribute of(String name, long value) {
      return new Attribute(new ProtobufWriter().text(1, name).number(3, value).number(20, 2));
    }

    static Attribute of(String name, String value) {
      return new Attribute(new ProtobufWriter().text(1, name).text(4, value).number(20, 3));
    }

    static Attribute of(String name, long... values) {
      return new Attribute(new ProtobufWriter().text(1, name).numbers(8, values).number(20, 7));
    }
  }

  /**
   * Adds a node.
   *
   * @param operator name of the ONNX operator
   * @param inputs names of its inputs; empty for one that is left out
   * @param outputs names of its outputs; empty for one that is not needed
   */
  OnnxModel node(
      String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
    ProtobufWriter node = new ProtobufWriter();
    inputs.forEach(name -> node.text(1, name));
    outputs.forEach(name -> node.text(2, name));
    node.text(4, operator);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    graph.message(1, node);
    return this;
  }

  /** Adds parameters of the network. */
  OnnxModel parameter(String name, float[] values, long... sizes) {
    byte[] raw = new byte[Float.BYTES * values.length];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    parameters += values.length;
    return constant(name, Element.FLOAT, raw, sizes);
  }

  /** Adds constant integers, which are no parameters. */
  OnnxModel constant(String name, long... values) {
    byte[] raw = new byte[Long.BYTES * values.length];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return constant(name, Element.INT64, raw, values.length);
  }

  private OnnxModel constant(String name, Element type, byte[] raw, long... sizes) {
    graph.message(
        5,
        new ProtobufWriter().numbers(1, sizes).number(2, type.number).text(8, name).bytes(9, raw));
    return this;
  }

  /** Declares an input of the network. A size of -1 is not fixed. */
  OnnxModel input(String name, Element type, long... sizes) {
    graph.message(11, value(name, type, sizes));
    return this;
  }

  /** Declares an output of the network. A size of -1 is not fixed. */
  OnnxModel output(String name, long... sizes) {
    graph.message(12, value(name, Element.FLOAT, sizes));
    return this;
  }

  private static ProtobufWriter value(String name, Element type, long... sizes) {
    ProtobufWriter shape = new ProtobufWriter();
    Arrays.stream(sizes)
        .mapToObj(size -> size < 0 ? new ProtobufWriter() : new ProtobufWriter().number(1, size))
        .forEach(size -> shape.message(1, size));
    ProtobufWriter tensor = new ProtobufWriter().number(1, type.number).message(2, shape);
    return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
  }

  /** Returns the number of parameters so far. */
  long parameters() {
    return parameters;
  }

  /** Returns the file. */
  byte[] toByteArray() {
    ProtobufWriter operators = new ProtobufWriter().text(1, "").number(2, OPERATOR_SET);
    return new ProtobufWriter()
        .number(1, IR_VERSION)
        .message(8, operators)
        .message(7, graph)
        .toByteArray();
  }
}
