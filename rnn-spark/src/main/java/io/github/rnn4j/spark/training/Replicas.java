package io.github.rnn4j.spark.training;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * The copies of the network in this executor, one for each task that runs at the same time. They
 * are kept from update to update; those of an earlier training are given up.
 */
final class Replicas {

  private static final Map<String, Queue<Replica>> FREE = new ConcurrentHashMap<>();

  private Replicas() {}

  /** Lends a copy to a task. */
  static <T> T with(String training, Learner learner, Function<Replica, T> task) {
    FREE.keySet().removeIf(other -> !other.equals(training));
    Queue<Replica> free = FREE.computeIfAbsent(training, id -> new ConcurrentLinkedQueue<>());
    Replica taken = free.poll();
    Replica replica = taken == null ? new Replica(learner) : taken;
    T result = task.apply(replica);
    free.add(replica); // not after an exception
    return result;
  }
}
