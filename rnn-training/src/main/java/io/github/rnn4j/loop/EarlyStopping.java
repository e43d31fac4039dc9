package io.github.rnn4j.loop;

import java.util.Locale;

/**
 * Ends a run when a validation metric has stopped improving.
 *
 * <p>Stops after {@code patience} epochs in a row in which the metric did not beat its best value
 * by more than {@code minDelta}. The weights of the best epoch are in {@code best.zip} if {@code
 * Checkpoints} is also a listener.
 *
 * <p>Source: I. Goodfellow, Y. Bengio, A. Courville (2016), Deep Learning, MIT Press, section 7.8,
 * algorithm 7.1, <a href="https://www.deeplearningbook.org">deeplearningbook.org</a>; {@code
 * minDelta} is an addition.
 */
public final class EarlyStopping implements RunListener {

  private final Monitor monitor;
  private final int patience;
  private final double minDelta;
  private final int after;

  private double best;
  private int bestEpoch;

  /**
   * Creates an early-stopping rule.
   *
   * @param monitor the metric to watch, and whether higher or lower is better
   * @param patience the number of epochs in a row without improvement after which the run stops, at
   *     least 1; 2 to 5 suits small validation sets, whose metrics are noisy
   * @param minDelta how much better an epoch must be to count as an improvement, at least 0, in the
   *     unit of the metric
   * @throws IllegalArgumentException if a number is out of its range
   */
  public EarlyStopping(Monitor monitor, int patience, double minDelta) {
    this(monitor, patience, minDelta, 0);
  }

  private EarlyStopping(Monitor monitor, int patience, double minDelta, int after) {
    if (patience < 1) {
      throw new IllegalArgumentException(
          "patience is "
              + patience
              + ": it must be at least 1 epoch. To train without early stopping, leave it out.");
    }
    if (!(minDelta >= 0) || Double.isInfinite(minDelta)) {
      throw new IllegalArgumentException(
          "minDelta is " + minDelta + ": it must be a finite number of at least 0.");
    }
    this.monitor = monitor;
    this.patience = patience;
    this.minDelta = minDelta;
    this.after = after;
  }

  /**
   * Returns a rule for a finished run that is trained further: the patience starts again. The
   * metric must still beat the best value of all epochs.
   *
   * @param epochs the number of epochs before it was trained further; they are not counted as
   *     epochs without improvement
   * @return the rule
   */
  public EarlyStopping anewAfter(int epochs) {
    return new EarlyStopping(monitor, patience, minDelta, epochs);
  }

  @Override
  public void started(RunControl run) {
    bestEpoch = 0;
    run.history().forEach(event -> epoch(event, run)); // the stop may already be due
  }

  private boolean improves(EpochEvent event) {
    double value = monitor.valueIn(event.validation());
    if (bestEpoch != 0 && !monitor.improves(value, best, minDelta)) {
      return false;
    }
    best = value;
    bestEpoch = event.epoch();
    return true;
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    if (!improves(event) && event.epoch() - Math.max(bestEpoch, after) >= patience) {
      run.stop(
          String.format(
              Locale.ROOT,
              "early stopping: validation %s has not improved for %d epochs; best %.4f in epoch %d",
              monitor.metric(),
              patience,
              best,
              bestEpoch));
    }
  }
}
