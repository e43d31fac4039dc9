package io.github.rnn4j.spark.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The numbers of a network as the driver sends them to its executors before each update. Usually
 * these are only the changes since the previous update; an executor that has missed some, or is
 * new, also reads the earlier changes, from the latest complete version on.
 */
final class Weights {

  /** Update after which a complete version is sent again. */
  private static final int MOST_CHANGES = 50;

  /**
   * A version of the numbers.
   *
   * @param training the training that it belongs to, because others may use the same executor
   * @param number its number
   * @param first the number of the complete version
   * @param complete the complete version
   * @param changes the changes of each version after the complete one
   */
  record Version(
      String training,
      long number,
      long first,
      Broadcast<Floats> complete,
      List<Broadcast<FloatChanges>> changes)
      implements Serializable {}

  private final JavaSparkContext spark;
  private final String training = UUID.randomUUID().toString();
  private final List<Broadcast<FloatChanges>> changes = new ArrayList<>();
  private Broadcast<Floats> complete;
  private float[] latest;
  private long number;
  private long bytes;

  Weights(JavaSparkContext spark) {
    this.spark = spark;
  }

  /**
   * Makes numbers available to the executors. Earlier versions may be gone then.
   *
   * @param numbers the numbers, always as many; they are not copied and must not change
   */
  Version publish(float[] numbers) {
    number++;
    FloatChanges changed = latest == null ? null : FloatChanges.of(numbers, latest);
    latest = numbers;
    if (changed == null
        || changes.size() == MOST_CHANGES
        || changed.bytes() > (long) Float.BYTES * numbers.length / 2) {
      close();
      complete = spark.broadcast(new Floats(numbers));
      bytes = (long) Float.BYTES * numbers.length;
    } else {
      changes.add(spark.broadcast(changed));
      bytes = changed.bytes();
    }
    return new Version(
        training, number, number - changes.size(), complete, new ArrayList<>(changes));
  }

  /** Returns how many bytes of the latest version each executor has to read, if it has the last. */
  long bytes() {
    return bytes;
  }

  /** Removes all versions from the executors. */
  void close() {
    changes.forEach(Broadcast::destroy);
    changes.clear();
    if (complete != null) {
      complete.destroy();
      complete = null;
    }
  }
}
