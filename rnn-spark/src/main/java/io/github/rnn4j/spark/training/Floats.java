package io.github.rnn4j.spark.training;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** An array on its way to the executors. */
final class Floats implements Serializable {

  private static final long serialVersionUID = 1L;

  private transient float[] numbers;

  Floats(float[] numbers) {
    this.numbers = numbers;
  }

  float[] numbers() {
    return numbers;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    FloatChanges.writeFloats(out, numbers);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    numbers = FloatChanges.readFloats(in);
  }
}
