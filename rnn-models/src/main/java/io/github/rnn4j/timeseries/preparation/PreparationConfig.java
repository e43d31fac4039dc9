package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;

/**
 * How values are transformed before the network sees them; its forecasts are transformed back.
 *
 * @param power the transform applied to every value first
 * @param difference whether to forecast changes from the last value
 * @param season the length of a season in steps, also used by the seasonal naive baseline and MASE;
 *     1 for none
 * @param seasonalDifference whether to forecast changes from the value one season earlier
 * @param calendar the calendar cycles that are inputs of the network
 * @param lags how many of the latest values are inputs at each step, 1 to 1,000
 * @param nonNegative whether negative forecasts are replaced by 0
 */
public record PreparationConfig(
    @Knob("Transform applied to every value first: ${COMPLETION-CANDIDATES}.") PowerTransform power,
    @Knob("Forecast the change from the last value instead of the value itself.")
        boolean difference,
    @Knob(
            "Length of a season in steps, for --seasonal-difference, the seasonal naive baseline"
                + " and MASE; 1 for none.")
        int season,
    @Knob("Forecast the change from the value one season earlier.") boolean seasonalDifference,
    @Knob("Calendar cycles that are inputs of the network: ${COMPLETION-CANDIDATES}.")
        Calendar calendar,
    @Knob("How many of the latest values are inputs at each step, 1 to 1000.") int lags,
    @Knob(
            inEarlierRuns = "false",
            value =
                "Replace negative forecasts by 0. With --preset standard, this is on by default if"
                    + " all values are whole numbers of 0 or more.")
        boolean nonNegative) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  public PreparationConfig {
    Range.require("power", power);
    Range.check("season", season, 1, 100_000);
    Range.require("calendar", calendar);
    Range.check("lags", lags, 1, 1000);
    if (seasonalDifference && season == 1) {
      throw new IllegalArgumentException(
          "seasonalDifference is on with a season of 1 step; choose a season of 2 or more, or use difference instead");
    }
  }

  /** Creates a configuration in which forecasts may be negative. */
  public PreparationConfig(
      PowerTransform power,
      boolean difference,
      int season,
      boolean seasonalDifference,
      Calendar calendar,
      int lags) {
    this(power, difference, season, seasonalDifference, calendar, lags, false);
  }

  /** Returns the same configuration with or without the difference from the last value. */
  public PreparationConfig withDifference(boolean other) {
    return new PreparationConfig(
        power, other, season, seasonalDifference, calendar, lags, nonNegative);
  }

  /** Returns the same configuration with another transform and another seasonal difference. */
  PreparationConfig with(PowerTransform otherPower, boolean otherSeasonalDifference) {
    return new PreparationConfig(
        otherPower, difference, season, otherSeasonalDifference, calendar, lags, nonNegative);
  }

  /** Returns the same configuration with another season. */
  public PreparationConfig withSeason(int other) {
    return new PreparationConfig(
        power, difference, other, seasonalDifference && other > 1, calendar, lags, nonNegative);
  }

  /** Returns the same configuration that allows negative forecasts or not. */
  public PreparationConfig withNonNegative(boolean other) {
    return new PreparationConfig(
        power, difference, season, seasonalDifference, calendar, lags, other);
  }

  /** Undoes the transform of a forecast; never decreases as {@code level} increases. */
  public double inverse(double level) {
    double value = power.inverse(level);
    return nonNegative ? Math.max(0, value) : value;
  }
}
