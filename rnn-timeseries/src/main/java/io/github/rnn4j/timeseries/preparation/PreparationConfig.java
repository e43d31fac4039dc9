package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;

/**
 * What is done to the values before the network sees them, and undone in its forecasts.
 *
 * @param power what is done to every value first
 * @param difference whether changes from the last value are forecast
 * @param season the length of a season in steps, also for the seasonal naive forecast and MASE; 1
 *     for none
 * @param seasonalDifference whether changes from the value one season before are forecast
 * @param calendar which cycles of the calendar the network is told
 * @param lags how many of the latest values enter the network at a step, 1 to 1,000
 */
public record PreparationConfig(
    @Knob("What is done to every value first: ${COMPLETION-CANDIDATES}.") PowerTransform power,
    @Knob("Forecast changes from the last value.") boolean difference,
    @Knob("Steps of a season, also of the seasonal naive forecast; 1 for none.") int season,
    @Knob("Forecast changes from the value one season before.") boolean seasonalDifference,
    @Knob("Cycles of the calendar that the network is told: ${COMPLETION-CANDIDATES}.")
        Calendar calendar,
    @Knob("How many of the latest values enter the network at a step, 1 to 1000.") int lags) {

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
          "seasonalDifference is on with a season of 1 step; give season 2 or more, or difference");
    }
  }

  /** The same with or without the difference from the last value. */
  PreparationConfig withDifference(boolean other) {
    return new PreparationConfig(power, other, season, seasonalDifference, calendar, lags);
  }
}
