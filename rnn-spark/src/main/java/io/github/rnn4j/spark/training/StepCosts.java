package io.github.rnn4j.spark.training;

import java.io.PrintStream;
import java.util.Locale;

/** What the steps of a training have cost. */
final class StepCosts {

  /**
   * The cost of a step.
   *
   * @param seconds the whole step
   * @param driver what the driver spent on sending and combining, in seconds
   * @param slowest the computation of the slowest task, in seconds
   * @param sent bytes to each executor
   * @param received bytes from all tasks together
   */
  record Step(double seconds, double driver, double slowest, long sent, long received) {}

  private long steps;
  private Step sum = new Step(0, 0, 0, 0, 0);

  void add(Step step) {
    steps++;
    sum =
        new Step(
            sum.seconds + step.seconds,
            sum.driver + step.driver,
            sum.slowest + step.slowest,
            sum.sent + step.sent,
            sum.received + step.received);
  }

  /** Prints a line for the user, unless there was no step. */
  void printTo(PrintStream story) {
    if (steps > 0) {
      story.printf(
          Locale.ROOT,
          "Cluster: %,d steps of %.0f ms: computing %.0f ms (slowest shard), combining on the driver %.0f ms, the rest is Spark's; %,.0f KB to each executor and %,.0f KB from all shards in a step%n",
          steps,
          sum.seconds * 1e3 / steps,
          sum.slowest * 1e3 / steps,
          sum.driver * 1e3 / steps,
          sum.sent / 1e3 / steps,
          sum.received / 1e3 / steps);
    }
  }
}
