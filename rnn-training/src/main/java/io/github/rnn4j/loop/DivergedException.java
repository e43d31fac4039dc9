package io.github.rnn4j.loop;

import java.util.Locale;

/**
 * Thrown when training has diverged: the loss, the monitored metric or a weight is NaN or infinite,
 * or the loss is a thousand times that of the first minibatch.
 *
 * <p>It is thrown before the listeners are told about the epoch and before anything is saved, so
 * all earlier checkpoints contain finite weights.
 */
public final class DivergedException extends RunException {

  private static final String ADVICE =
      "Lower the learning rate or clip the gradient (GradientNormalization.ClipL2PerLayer with a"
          + " threshold of 1 to 5). Checkpoints of earlier epochs are intact.";

  private final int epoch;

  private DivergedException(int epoch, String what) {
    super(what + " " + ADVICE);
    this.epoch = epoch;
  }

  static DivergedException ofLoss(int epoch, int minibatch, long update, String what) {
    return new DivergedException(
        epoch,
        "Epoch %d, minibatch %d, update %d: the loss %s."
            .formatted(epoch, minibatch, update, what));
  }

  static DivergedException ofMetric(int epoch, String metric, double value) {
    return new DivergedException(
        epoch,
        String.format(
            Locale.ROOT,
            "Epoch %d: the monitored validation metric \"%s\" is %s.",
            epoch,
            metric,
            value));
  }

  static DivergedException ofWeights(int epoch) {
    return new DivergedException(
        epoch,
        String.format(Locale.ROOT, "Epoch %d: a weight of the network is NaN or infinite.", epoch));
  }

  /**
   * The epoch in which training diverged.
   *
   * @return the epoch, counted from 1
   */
  public int epoch() {
    return epoch;
  }
}
