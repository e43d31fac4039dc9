package io.github.rnn4j.benchmark.onnxruntime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Buffers outside Java's heap, which ONNX Runtime reads without a copy. */
final class Buffers {
  private Buffers() {}

  static FloatBuffer floats(int count) {
    return bytes(count, Float.BYTES).asFloatBuffer();
  }

  static FloatBuffer of(float[] values) {
    return floats(values.length).put(values).rewind();
  }

  static IntBuffer of(int[] values) {
    return bytes(values.length, Integer.BYTES).asIntBuffer().put(values).rewind();
  }

  static LongBuffer longs(int count) {
    return bytes(count, Long.BYTES).asLongBuffer();
  }

  static LongBuffer longsOf(int[] values) {
    LongBuffer longs = longs(values.length);
    for (int value : values) {
      longs.put(value);
    }
    return longs.rewind();
  }

  private static ByteBuffer bytes(int count, int size) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, size))
        .order(ByteOrder.nativeOrder());
  }
}
