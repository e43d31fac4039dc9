package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.config.Switch;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.PublishedSeries;
import io.github.rnn4j.datasets.table.HeaderLine;
import io.github.rnn4j.datasets.table.TableFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The series to forecast and how it is split.
 *
 * @param data a known name or the path of a table; see {@code SeriesData}
 * @param time the time column, by name or as {@code #2}; empty for the first column
 * @param value the value columns, separated by commas; empty for all columns but the time
 * @param gaps how to handle missing values
 * @param steps the length of a synthetic series, 50 to 1,000,000
 * @param validation steps of the validation period, which comes before the test period, selects the
 *     epoch and calibrates the intervals; 0 for 15 % of the series
 * @param test steps of the test period at the end, which nothing is learned from; 0 for 20 % of the
 *     series
 * @param separator character between two fields, or {@code tab}; empty to detect it
 * @param header whether the first row has the names of the columns
 * @param encoding character set of a file; empty for UTF-8, or UTF-16 with a byte-order mark
 */
public record DataConfig(
    @Knob(
            label = "PATH|NAME",
            value =
                "Series to train on: a file with a table, such as CSV, tab-separated text or JSON"
                    + " lines, each also with gzip; 'noisy-sine' or 'sine' for a synthetic series;"
                    + " or 'airline-passengers', 'daily-min-temperatures' or"
                    + " 'monthly-sunspots', which are real series, downloaded once.")
        String data,
    @Knob(label = "COLUMN", value = "Time column, by its name or as #2. Default: the first column")
        String time,
    @Knob(
            label = "COLUMN[,COLUMN]",
            value =
                "Value columns, by their names or as #2,#3. Default: all that have a name, except the"
                    + " time column")
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
        int test,
    @Knob(
            label = "CHARACTER",
            emptyInEarlierRuns = true,
            value =
                "Character between two fields of a line, or tab. If it is not given, it is"
                    + " detected.")
        String separator,
    @Knob(
            inEarlierRuns = "AUTOMATIC",
            value =
                "Whether the first line has the names of the columns. If it is not given, that is"
                    + " detected.")
        Switch header,
    @Knob(
            label = "NAME",
            emptyInEarlierRuns = true,
            value =
                "Encoding of a file, such as windows-1252. If it is not given: UTF-8, or UTF-16 if"
                    + " the file begins with a byte-order mark.")
        String encoding)
    implements IdleKnobs {

  /** The value of {@code data} for a sine wave. */
  public static final String SINE = "sine";

  /** The value of {@code data} for a sine wave with noise, drift and a changing frequency. */
  public static final String NOISY_SINE = "noisy-sine";

  private static final List<String> COLUMNS = List.of("time", "value", "gaps");
  private static final List<String> FORMAT = List.of("separator", "header", "encoding");

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
    Range.require("header", header);
    new TableFormat(separator, HeaderLine.DETECT, encoding);
  }

  /** Creates a configuration in which everything about the format of a file is detected. */
  public DataConfig(
      String data, String time, String value, GapPolicy gaps, int steps, int validation, int test) {
    this(data, time, value, gaps, steps, validation, test, "", Switch.AUTOMATIC, "");
  }

  /** Returns how a file is written, as far as it is given. */
  public TableFormat format() {
    HeaderLine line =
        switch (header) {
          case AUTOMATIC -> HeaderLine.DETECT;
          case ON -> HeaderLine.PRESENT;
          case OFF -> HeaderLine.ABSENT;
        };
    return new TableFormat(separator, line, encoding);
  }

  /** Returns whether the series is computed instead of read. */
  public boolean synthetic() {
    return data.equals(SINE) || data.equals(NOISY_SINE);
  }

  @Override
  public Map<String, String> idle() {
    Map<String, String> idle = new HashMap<>();
    if (synthetic()) {
      String reason = "a synthetic series has neither columns nor gaps: add --data with a file";
      COLUMNS.forEach(name -> idle.put(name, reason));
      FORMAT.forEach(name -> idle.put(name, reason));
      return idle;
    }
    if (PublishedSeries.named(data).isPresent()) {
      String reason = "the series '%s' has a format of its own: add --data with a file";
      FORMAT.forEach(name -> idle.put(name, reason.formatted(data)));
    }
    idle.put("steps", "the data decides its length: add --data sine or noisy-sine");
    return idle;
  }
}
