package io.github.rnn4j.spark.training;

import io.github.rnn4j.spark.data.Shard;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.api.Model;

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

  /** What a task computes with the parameters of a network. */
  @FunctionalInterface
  interface Work<T> extends Serializable {
    T of(Shard shard, float[] parameters);
  }

  /** Sends the parameters of a network to all shards, and returns what is computed there. */
  static <T> List<T> onShards(Model network, JavaRDD<Shard> shards, Work<T> work) {
    Broadcast<Floats> sent =
        JavaSparkContext.fromSparkContext(shards.context())
            .broadcast(new Floats(NetworkNumbers.of(network.params())));
    try {
      return shards.map(shard -> work.of(shard, sent.value().numbers())).collect();
    } finally {
      sent.destroy();
    }
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
