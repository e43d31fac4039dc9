package io.github.rnn4j.loop;

import java.util.Locale;

/**
 * Ends a run whose loss is no longer finite, or has exploded: is more than {@value #EXPLODED} times
 * that of the first minibatch, or that number itself where the first was below 1.
 */
final class LossGuard {

  private static final double EXPLODED = 1000;

  private double first;
  private long updates;

  LossGuard(TrainingState from) {
    first = from.firstLoss();
    updates = from.updates();
  }

  void check(int epoch, int minibatch, double loss) {
    updates++;
    if (!Double.isFinite(loss)) {
      throw DivergedException.ofLoss(epoch, minibatch, updates, "is " + loss);
    }
    if (updates == 1) {
      first = loss;
    }
    if (loss > EXPLODED * Math.max(1, first)) {
      throw DivergedException.ofLoss(
          epoch,
          minibatch,
          updates,
          String.format(Locale.ROOT, "has exploded: %.4g after %.4g at first", loss, first));
    }
  }

  double first() {
    return first;
  }

  /** Updates so far. */
  long updates() {
    return updates;
  }
}
