package io.github.rnn4j.model;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An array in the format of {@code Nd4j.write}, from an untrusted file.
 *
 * <p>{@code Nd4j.read} allocates as much memory as the file asks for and uses its strides and
 * offset unchecked, which lets a forged file read memory outside the array. This class uses only
 * the type and the shape, and allocates memory only after they match the number of values.
 */
final class SavedArray {

  private static final Set<String> LAYOUTS = Set.of("MIXED_DATA_TYPES", "LONG_SHAPE");
  private static final int MOST_AXES = 8;
  private static final int CHUNK = 1 << 16;

  private final DataInputStream in;
  private final long[] shape;
  private final char order;
  private final DataType type;

  private SavedArray(DataInputStream in, long[] shape, char order, DataType type) {
    this.in = in;
    this.shape = shape;
    this.order = order;
    this.type = type;
  }

  /**
   * Reads the header of an array.
   *
   * @param bytes size of the whole content in bytes
   * @throws IOException if this is not the header of a FLOAT or DOUBLE array, or the content is too
   *     short for that many values
   */
  static SavedArray open(DataInputStream in, long bytes) throws IOException {
    String layout = in.readUTF();
    long count = in.readLong();
    String integers = in.readUTF();
    if (!LAYOUTS.contains(layout) || !integers.equals("LONG")) {
      throw new IOException("an array has an unknown header");
    }
    if (count < 6 || count > 2 * MOST_AXES + 4 || count % 2 != 0) {
      throw new IOException(
          "an array has a wrong number of axes; it must be from 1 to %d".formatted(MOST_AXES));
    }
    long[] information = new long[(int) count]; // rank, shape, strides, type, stride, order
    for (int i = 0; i < information.length; i++) {
      information[i] = in.readLong();
    }
    int rank = (information.length - 4) / 2;
    long[] shape = Arrays.copyOfRange(information, 1, 1 + rank);
    char order = (char) information[information.length - 1];
    if (information[0] != rank || (order != 'c' && order != 'f')) {
      throw new IOException("an array has an invalid rank or order");
    }
    boolean known = LAYOUTS.contains(in.readUTF());
    long length = in.readLong();
    DataType type = type(in.readUTF());
    if (!known || length != length(shape, bytes / type.width())) {
      throw new IOException(
          "an array of shape %s has the wrong number of values".formatted(Arrays.toString(shape)));
    }
    return new SavedArray(in, shape, order, type);
  }

  private static long length(long[] shape, long most) throws IOException {
    long length = 1;
    for (long size : shape) {
      if (size < 1 || size > most / length) {
        throw new IOException(
            "an array claims the shape %s, but there is room for only %,d values"
                .formatted(Arrays.toString(shape), most));
      }
      length *= size;
    }
    return length;
  }

  private static DataType type(String name) throws IOException {
    return switch (name) {
      case "FLOAT" -> DataType.FLOAT;
      case "DOUBLE" -> DataType.DOUBLE;
      default ->
          throw new IOException("an array has type %s; it must be FLOAT or DOUBLE".formatted(name));
    };
  }

  long length() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  DataType type() {
    return type;
  }

  /** Reads the values and leaves the stream just after the last one. */
  INDArray read() throws IOException {
    int length = Math.toIntExact(length());
    return (type == DataType.FLOAT ? floats(length) : doubles(length)).reshape(order, shape);
  }

  private INDArray floats(int length) throws IOException {
    float[] values = new float[length];
    for (int i = 0; i < length; i += CHUNK) {
      int count = Math.min(CHUNK, length - i);
      chunk(count * Float.BYTES).asFloatBuffer().get(values, i, count);
    }
    return Nd4j.createFromArray(values);
  }

  private INDArray doubles(int length) throws IOException {
    double[] values = new double[length];
    for (int i = 0; i < length; i += CHUNK) {
      int count = Math.min(CHUNK, length - i);
      chunk(count * Double.BYTES).asDoubleBuffer().get(values, i, count);
    }
    return Nd4j.createFromArray(values);
  }

  private ByteBuffer chunk(int bytes) throws IOException {
    byte[] chunk = new byte[bytes];
    in.readFully(chunk);
    return ByteBuffer.wrap(chunk);
  }
}
