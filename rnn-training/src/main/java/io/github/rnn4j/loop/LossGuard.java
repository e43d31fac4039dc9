package io.github.rnn4j.loop;

import java.util.Locale;

/**
 * Ends a run whose loss is no longer finite or has exploded. It has exploded if it is more than
 * {@value #EXPLODED} times that of the first minibatch, or more than {@value #EXPLODED} if the
 * first was below 1.
 */
final class LossGuard {

  private static final double EXPLODED = 1000;

  private double first;

  LossGuard(TrainingState from) {
    first = from.firstLoss();
  }

  /** Checks the loss of an update, counted from 1 over all epochs. */
  void check(int epoch, int minibatch, long update, double loss) {
    if (!Double.isFinite(loss)) {
      throw DivergedException.ofLoss(epoch, minibatch, update, "is " + loss);
    }
    if (update == 1) {
      first = loss;
    }
    if (loss > EXPLODED * Math.max(1, first)) {
      throw DivergedException.ofLoss(
          epoch,
          minibatch,
          update,
          String.format(
              Locale.ROOT, "has exploded: %.4g, after %.4g in the first minibatch", loss, first));
    }
  }

  double first() {
    return first;
  }
}
