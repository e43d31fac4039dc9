package io.github.rnn4j.ui;

import java.util.function.LongSupplier;

/**
 * How often statistics are taken: as often as they are cheap, for a network of any size.
 *
 * <p>A report that took {@code c} seconds is followed by none for {@code c / SHARE} seconds, so
 * that reports take less than {@link #SHARE} of the training time, and for {@code elapsed / POINTS}
 * seconds, so that a run of hours does not fill memory and disk. The first two reports do not
 * count: they load classes and ask about the machine (Deeplearning4j does so twice).
 */
final class Pace {

  /** The greatest share of the training time that reports take. */
  static final double SHARE = 0.03;

  /** Reports while the training time grows by a factor of e, at most; the charts show some 512. */
  static final int POINTS = 256;

  private static final int NOT_COUNTED = 2;

  private final LongSupplier nanoTime;
  private int reports;
  private long first;
  private long next;

  Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether it is time for a report. */
  boolean due() {
    return reports <= NOT_COUNTED || nanoTime.getAsLong() - next >= 0;
  }

  /**
   * A report was made.
   *
   * @param cost nanoseconds that it took
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
