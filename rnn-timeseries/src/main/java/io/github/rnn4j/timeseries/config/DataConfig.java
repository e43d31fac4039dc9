package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.datasets.series.GapPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The series to forecast and how it is split.
 *
 * @param data a known name or the path of a CSV file; see {@code SeriesData}
 * @param time the time column; empty for the first column
 * @param value the value columns, separated by commas; empty for all columns but the time
 * @param gaps how to handle missing values
 * @param steps the length of a synthetic series, 50 to 1,000,000
 * @param validation steps of the validation period, which comes before the test period, selects the
 *     epoch and calibrates the intervals; 0 for 15 % of the series
 * @param test steps of the test period at the end, which nothing is learned from; 0 for 20 % of the
 *     series
 */
public record DataConfig(
    @Knob(
            label = "PATH|NAME",
            value =
                "Series to train on: a CSV file with a header; 'noisy-sine' or 'sine' for a"
                    + " synthetic series; or 'airline-passengers', 'daily-min-temperatures' or"
                    + " 'monthly-sunspots', which are real series, downloaded once.")
        String data,
    @Knob(label = "COLUMN", value = "Name of the time column. Default: the first column")
        String time,
    @Knob(
            label = "COLUMN[,COLUMN]",
            value = "Names of the value columns. Default: all except the time column")
        String value,
    @Knob(
            "How to handle missing values: ${COMPLETION-CANDIDATES}. interpolate: linearly between"
                + " neighbors; forward: repeat the last value before the gap.")
        GapPolicy gaps,
    @Knob("Length of a synthetic series, 50 to 1000000.") int steps,
    @Knob(
            "Length in steps of the validation period, which comes before the test period; 0 for 15"
                + " percent of the series.")
        int validation,
    @Knob("Length in steps of the test period at the end of the series; 0 for 20 percent of it.")
        int test)
    implements IdleKnobs {

  /** The value of {@code data} for a sine wave. */
  public static final String SINE = "sine";

  /** The value of {@code data} for a sine wave with noise, drift and a changing frequency. */
  public static final String NOISY_SINE = "noisy-sine";

  private static final List<String> OF_A_FILE = List.of("time", "value", "gaps");

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

  /** Returns whether the series is computed instead of read. */
  public boolean synthetic() {
    return data.equals(SINE) || data.equals(NOISY_SINE);
  }

  @Override
  public Map<String, String> idle() {
    if (!synthetic()) {
      return Map.of("steps", "the data decides its length: add --data sine or noisy-sine");
    }
    String reason = "a synthetic series has neither columns nor gaps: add --data with a CSV file";
    return OF_A_FILE.stream().collect(Collectors.toMap(name -> name, name -> reason));
  }
}
