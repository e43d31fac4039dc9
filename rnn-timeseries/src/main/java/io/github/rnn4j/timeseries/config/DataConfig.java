package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.datasets.series.GapPolicy;

/**
 * What is forecast, and which part of it is for what.
 *
 * @param data a known name or the path of a CSV file; see {@code SeriesData}
 * @param time the column of times; empty for the first one
 * @param value the columns of values, with commas between; empty for all but the time
 * @param gaps what to do about missing values
 * @param steps the length of a made-up series, 50 or more
 * @param validation steps before the test part that choose the epoch and set the width of the
 *     bands; 0 for 15 % of the series
 * @param test the last steps, which nothing is learned from; 0 for 20 % of the series
 */
public record DataConfig(
    @Knob(
            label = "PATH|NAME",
            value =
                "A CSV file with a header, 'noisy-sine' or 'sine' for made-up series, or"
                    + " 'airline-passengers', 'daily-min-temperatures' or 'monthly-sunspots' to"
                    + " download a real one once.")
        String data,
    @Knob(label = "COLUMN", value = "Column of the times; the first one where nothing is given.")
        String time,
    @Knob(
            label = "COLUMN[,COLUMN]",
            value = "Columns of the values; all but the time where nothing is given.")
        String value,
    @Knob("What to do about missing values: ${COMPLETION-CANDIDATES}.") GapPolicy gaps,
    @Knob("Length of a made-up series, 50 or more.") int steps,
    @Knob("Steps of the validation part, before the test part; 0 for 15 percent.") int validation,
    @Knob("Steps of the test part, at the end; 0 for 20 percent.") int test) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  public DataConfig {
    Range.requireText("data", data);
    Range.require("time", time);
    Range.require("value", value);
    Range.require("gaps", gaps);
    Range.check("steps", steps, 50, 1_000_000);
    Range.check("validation", validation, 0, Integer.MAX_VALUE);
    Range.check("test", test, 0, Integer.MAX_VALUE);
  }
}
