package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.MatrixRows;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Direct access to the numbers of a FLOAT array in main memory, with any strides. */
final class FloatView implements MatrixRows {
  private final INDArray array; // keeps the memory alive
  private final FloatBuffer buffer;
  private final int[] strides;

  FloatView(INDArray array) {
    this(array, array.shape(), array.stride());
  }

  private FloatView(INDArray array, long[] sizes, long[] distances) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "Array has type " + array.dataType() + ": the array backend supports only FLOAT");
    }
    this.array = array;
    strides = new int[sizes.length];
    long extent = 1;
    for (int i = 0; i < strides.length; i++) {
      strides[i] = Math.toIntExact(distances[i]);
      extent += (sizes[i] - 1) * strides[i];
    }
    FloatPointer pointer = new FloatPointer(array.data().addressPointer());
    buffer = pointer.position(0).capacity(Capacity.of(extent)).asBuffer();
  }

  /** Returns access to a vector, a row {@code [1, N]} or a column {@code [N, 1]} as a vector. */
  static FloatView ofVector(INDArray array) {
    int axis = 0;
    while (array.size(axis) < array.length()) {
      axis++;
    }
    return new FloatView(array, new long[] {array.length()}, new long[] {array.stride(axis)});
  }

  int index(int i, int j) {
    return i * strides[0] + j * strides[1];
  }

  int index(int i, int j, int k) {
    return i * strides[0] + j * strides[1] + k * strides[2];
  }

  /** Reads {@code count} entries along an axis. */
  void read(int index, int axis, float[] to, int at, int count) {
    try {
      if (strides[axis] == 1) {
        buffer.get(index, to, at, count);
      } else {
        for (int i = 0; i < count; i++) {
          to[at + i] = buffer.get(index + i * strides[axis]);
        }
      }
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  /** Writes {@code count} entries along an axis. */
  void write(int index, int axis, float[] from, int at, int count) {
    try {
      if (strides[axis] == 1) {
        buffer.put(index, from, at, count);
      } else {
        for (int i = 0; i < count; i++) {
          buffer.put(index + i * strides[axis], from[at + i]);
        }
      }
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  @Override
  public void read(int first, int count, double[] to) {
    int columns = size(1);
    int distance = strides[1];
    try {
      for (int i = 0; i < count; i++) {
        int index = index(first + i, 0);
        for (int j = 0; j < columns; j++) {
          to[i * columns + j] = buffer.get(index + j * distance);
        }
      }
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  @Override
  public void write(int first, int count, double[] from) {
    int columns = size(1);
    int distance = strides[1];
    try {
      for (int i = 0; i < count; i++) {
        int index = index(first + i, 0);
        for (int j = 0; j < columns; j++) {
          buffer.put(index + j * distance, (float) from[i * columns + j]);
        }
      }
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  /** Number of axes. */
  int rank() {
    return strides.length;
  }

  /** Number of entries along an axis. */
  int size(int axis) {
    return Math.toIntExact(array.size(axis));
  }

  /** Number of entries of a vector. */
  int length() {
    return Math.toIntExact(array.length());
  }

  /** Reads some entries of a vector. */
  void read(int i, float[] to, int at, int count) {
    read(i * strides[0], 0, to, at, count);
  }

  /** Writes some entries of a vector. */
  void write(int i, float[] from, int at, int count) {
    write(i * strides[0], 0, from, at, count);
  }
}
