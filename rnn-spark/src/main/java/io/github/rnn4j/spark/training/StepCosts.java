package io.github.rnn4j.spark.training;

import java.util.Locale;

/** What the steps of a training have cost. */
final class StepCosts {

  /**
   * The cost of a step.
   *
   * @param tokens the tokens that it read
   * @param nanoseconds the whole step
   * @param driver what the driver spent on sending and combining
   * @param slowest the computation of the slowest task
   * @param sent bytes to each executor
   * @param received bytes from all tasks together
   */
  record Step(long tokens, long nanoseconds, long driver, long slowest, long sent, long received) {}

  private long steps;
  private Step sum = new Step(0, 0, 0, 0, 0, 0);

  void add(Step step) {
    steps++;
    sum =
        new Step(
            sum.tokens + step.tokens,
            sum.nanoseconds + step.nanoseconds,
            sum.driver + step.driver,
            sum.slowest + step.slowest,
            sum.sent + step.sent,
            sum.received + step.received);
  }

  /** Returns a line for the user; empty if there was no step. */
  String line() {
    return steps == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "Cluster: %,d steps of %.0f ms: computing %.0f ms (slowest shard), combining on the driver %.0f ms, the rest is Spark's; %,.0f KB to each executor and %,.0f KB from all shards in a step",
            steps,
            sum.nanoseconds / 1e6 / steps,
            sum.slowest / 1e6 / steps,
            sum.driver / 1e6 / steps,
            sum.sent / 1e3 / steps,
            sum.received / 1e3 / steps);
  }
}
