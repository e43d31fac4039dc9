package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;

/**
 * The calendar cycles that are inputs of the network: sine and cosine of two harmonics for each.
 */
public enum Calendar {
  /** None; the only choice for a series without dates. */
  NONE(false, false, false),
  /** The time of year. */
  YEAR(true, false, false),
  /** The time of the week. */
  WEEK(false, true, false),
  /** The time of day. */
  DAY(false, false, true),
  /** The time of the week and of the day. */
  WEEK_AND_DAY(false, true, true),
  /** All three. */
  ALL(true, true, true);

  private static final int HARMONICS = 2;
  private static final double SECONDS_PER_DAY = 86_400;

  private final boolean year;
  private final boolean week;
  private final boolean day;

  Calendar(boolean year, boolean week, boolean day) {
    this.year = year;
    this.week = week;
    this.day = day;
  }

  /**
   * Checks that a series has the dates that these cycles need.
   *
   * @throws DataException if it has no dates
   */
  public void check(TimeSeries series) {
    if (this != NONE && !series.axis().dated()) {
      throw new DataException(
          series.name() + " has no dates; choose --calendar none, or a time column with dates");
    }
  }

  /** Returns the number of features of a time. */
  int features() {
    return 2 * HARMONICS * ((year ? 1 : 0) + (week ? 1 : 0) + (day ? 1 : 0));
  }

  /**
   * Writes the features of a time, each -1 to 1, starting at index {@code at}; returns the index
   * after them.
   */
  int write(LocalDateTime time, double[] features, int at) {
    int next = at;
    double ofDay = time.toLocalTime().toSecondOfDay() / SECONDS_PER_DAY;
    if (year) {
      double days = time.getDayOfYear() - 1 + ofDay;
      next = cycle(days / time.toLocalDate().lengthOfYear(), features, next);
    }
    if (week) {
      next = cycle((time.get(ChronoField.DAY_OF_WEEK) - 1 + ofDay) / 7, features, next);
    }
    return day ? cycle(ofDay, features, next) : next;
  }

  private static int cycle(double phase, double[] features, int at) {
    int next = at;
    for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
      features[next++] = Math.sin(2 * Math.PI * harmonic * phase);
      features[next++] = Math.cos(2 * Math.PI * harmonic * phase);
    }
    return next;
  }
}
