package io.github.rnn4j.spark.training;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * The numbers of an array that differ from those of another one, or from 0. A gradient is 0 for all
 * words that do not occur in a minibatch, and Adam for embeddings leaves their vectors alone, so
 * only the rows of an embedding that are used are sent.
 *
 * <p>One bit for each number of the array says whether it is among them; the numbers follow in
 * order. If nearly all differ, all are sent without the bits.
 */
final class FloatChanges implements Serializable {

  private static final long serialVersionUID = 1L;

  private transient int length;
  private transient long[] places; // bit i: number i differs; null if all numbers are sent
  private transient float[] values;

  private FloatChanges(int length, long[] places, float[] values) {
    this.length = length;
    this.places = places;
    this.values = values;
  }

  /** Returns the numbers that are not 0. */
  static FloatChanges ofNonZero(float[] numbers) {
    return of(numbers, new float[numbers.length]);
  }

  /**
   * Returns the numbers whose bits differ.
   *
   * @param numbers the numbers to send
   * @param base those that the receiver has, as many
   */
  static FloatChanges of(float[] numbers, float[] base) {
    long[] places = new long[(numbers.length + Long.SIZE - 1) / Long.SIZE];
    int count = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (Float.floatToRawIntBits(numbers[i]) != Float.floatToRawIntBits(base[i])) {
        places[i / Long.SIZE] |= 1L << i;
        count++;
      }
    }
    if (count >= numbers.length - places.length * 2) {
      return new FloatChanges(numbers.length, null, numbers.clone());
    }
    float[] values = new float[count];
    int next = 0;
    for (int word = 0; word < places.length; word++) {
      for (long bits = places[word]; bits != 0; bits &= bits - 1) {
        values[next++] = numbers[word * Long.SIZE + Long.numberOfTrailingZeros(bits)];
      }
    }
    return new FloatChanges(numbers.length, places, values);
  }

  /** Receives the numbers with their places. */
  @FunctionalInterface
  interface Receiver {
    void accept(int place, float value);
  }

  /** Passes on the numbers in the order of their places. */
  void forEach(Receiver receiver) {
    if (places == null) {
      for (int i = 0; i < length; i++) {
        receiver.accept(i, values[i]);
      }
      return;
    }
    int next = 0;
    for (int word = 0; word < places.length; word++) {
      for (long bits = places[word]; bits != 0; bits &= bits - 1) {
        receiver.accept(word * Long.SIZE + Long.numberOfTrailingZeros(bits), values[next++]);
      }
    }
  }

  /** Returns the size of what is sent, in bytes. */
  long bytes() {
    return (long) Float.BYTES * values.length
        + (places == null ? 0 : (long) Long.BYTES * places.length);
  }

  /** Java would write the numbers one by one. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeInt(length);
    out.writeInt(places == null ? -1 : places.length);
    if (places != null) {
      ByteBuffer bits = ByteBuffer.allocate(Long.BYTES * places.length);
      bits.asLongBuffer().put(places);
      out.write(bits.array());
    }
    writeFloats(out, values);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    length = in.readInt();
    int words = in.readInt();
    if (words >= 0) {
      places = new long[words];
      byte[] bits = new byte[Long.BYTES * words];
      in.readFully(bits);
      ByteBuffer.wrap(bits).asLongBuffer().get(places);
    }
    values = readFloats(in);
  }

  static void writeFloats(ObjectOutputStream out, float[] numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, numbers.length));
    bytes.asFloatBuffer().put(numbers);
    out.writeInt(numbers.length);
    out.write(bytes.array());
  }

  static float[] readFloats(ObjectInputStream in) throws IOException {
    float[] numbers = new float[in.readInt()];
    byte[] bytes = new byte[Math.multiplyExact(Float.BYTES, numbers.length)];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(numbers);
    return numbers;
  }
}
