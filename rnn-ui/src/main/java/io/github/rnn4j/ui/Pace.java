package io.github.rnn4j.ui;

import java.util.function.LongSupplier;

/**
 * Decides how often statistics are reported, so that they stay cheap for a network of any size.
 *
 * <p>After a report that took {@code c} seconds, the next one waits at least {@code c / SHARE}
 * seconds, so reports take less than {@link #SHARE} of the training time. It also waits at least
 * {@code elapsed / POINTS} seconds, so a run of several hours does not fill memory and disk. The
 * first two reports do not count, because they load classes and query the machine (Deeplearning4j
 * does this twice).
 */
final class Pace {

  /** The maximum fraction of the training time that reports take. */
  static final double SHARE = 0.03;

  /**
   * The maximum number of reports while the training time grows by a factor of e; the charts show
   * about 512.
   */
  static final int POINTS = 256;

  private static final int NOT_COUNTED = 2;

  private final LongSupplier nanoTime;
  private int reports;
  private long first;
  private long next;

  Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns whether it is time for a report. */
  boolean due() {
    return reports <= NOT_COUNTED || nanoTime.getAsLong() - next >= 0;
  }

  /**
   * Records that a report was made.
   *
   * @param cost how long it took, in nanoseconds
   */
  void reported(long cost) {
    long now = nanoTime.getAsLong();
    if (reports == 0) {
      first = now;
    }
    reports++;
    double wait = Math.max(cost / SHARE, (double) (now - first) / POINTS);
    next = now + (long) wait;
  }
}
