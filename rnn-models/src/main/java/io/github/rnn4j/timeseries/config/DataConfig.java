package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.config.Switch;
import io.github.rnn4j.datasets.series.Duplicates;
import io.github.rnn4j.datasets.series.Frequency;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesFormat;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeFormat;
import io.github.rnn4j.datasets.series.known.PublishedSeries;
import io.github.rnn4j.datasets.table.HeaderLine;
import io.github.rnn4j.datasets.table.TableFormat;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The series to forecast and how it is split.
 *
 * @param data a known name or the path of a table; see {@code SeriesData}
 * @param time the time column, by name or as {@code #2}; empty to find it
 * @param value the value columns, separated by commas; empty for all columns of numbers but the
 *     time
 * @param series the columns that name the series of a row, separated by commas; empty if there is
 *     only one series
 * @param gaps how to handle missing values
 * @param steps the length of a synthetic series, 50 to 1,000,000
 * @param validation steps of the validation period, which comes before the test period, selects the
 *     epoch and calibrates the intervals; 0 for 15 % of the series
 * @param test steps of the test period at the end, which nothing is learned from; 0 for 20 % of the
 *     series
 * @param separator character between two fields, or {@code tab}; empty to detect it
 * @param header whether the first row has the names of the columns
 * @param encoding character set of a file; empty for UTF-8, or UTF-16 with a byte-order mark
 * @param decimal decimal sign, a point or a comma; empty to detect it
 * @param timeFormat how times are written, a name of a {@link TimeFormat}; empty to detect it
 * @param missing more words for missing values, separated by commas
 * @param frequency distance between two steps, as for {@link Frequency#of}; empty to detect it
 * @param timeZone time zone of the times; empty for none
 * @param duplicates what to do about rows with the same time
 * @param last how many steps at the end are used; 0 for all
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
    @Knob(
            label = "COLUMN",
            value =
                "Time column, by its name or as #2. Default: the first column of dates, or the first"
                    + " column")
        String time,
    @Knob(
            label = "COLUMN[,COLUMN]",
            value =
                "Value columns, by their names or as #2,#3. Default: all columns of numbers that have"
                    + " a name, except the time column")
        String value,
    @Knob(
            label = "COLUMN[,COLUMN]",
            emptyInEarlierRuns = true,
            value =
                "Column that names the series of each row, if the file has several series, one below"
                    + " the other. One network is trained on all of them.")
        String series,
    @Knob(
            "How to handle missing values: ${COMPLETION-CANDIDATES}. interpolate: linearly between"
                + " neighbors; forward: repeat the last value before the gap.")
        GapPolicy gaps,
    @Knob("Length of a synthetic series, 50 to 1000000.") int steps,
    @Knob(
            "Length in steps of the validation period, which comes before the test period; 0 for 15"
                + " percent of the series or, with --series, of the median one.")
        int validation,
    @Knob(
            "Length in steps of the test period at the end of the series; 0 for 20 percent of it or,"
                + " with --series, of the median one.")
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
        String encoding,
    @Knob(
            label = "CHARACTER",
            emptyInEarlierRuns = true,
            value =
                "Decimal sign of numbers, a point or a comma. If it is not given, it is detected.")
        String decimal,
    @Knob(
            label = "PATTERN",
            emptyInEarlierRuns = true,
            value =
                "How times are written: a pattern such as dd/MM/yyyy or 'MM/dd/yyyy HH:mm' (d day, M"
                    + " month, y year, H hour, m minute, s second), epoch-seconds,"
                    + " epoch-milliseconds, or number for steps without dates. If it is not given,"
                    + " it is detected.")
        String timeFormat,
    @Knob(
            label = "WORD[,WORD]",
            emptyInEarlierRuns = true,
            value =
                "Words that stand for a missing value, besides NaN, NA, N/A, null, none, ?, - and"
                    + " the empty field.")
        String missing,
    @Knob(
            label = "NAME",
            emptyInEarlierRuns = true,
            value =
                "Distance between two steps: second, minute, hour, day, business-day, week, month,"
                    + " month-end, quarter, quarter-end, year or year-end, also with a number, such"
                    + " as '15 minutes'. If it is not given, it is detected.")
        String frequency,
    @Knob(
            label = "ZONE",
            emptyInEarlierRuns = true,
            value =
                "Time zone of the times, such as Europe/Berlin, which decides where clocks are set"
                    + " back and forward. If it is not given, there is always the same time between"
                    + " two steps.")
        String timeZone,
    @Knob(
            inEarlierRuns = "ERROR",
            value =
                "What to do about rows with the same time: ${COMPLETION-CANDIDATES}. error: an error,"
                    + " unless their values are the same.")
        Duplicates duplicates,
    @Knob(
            inEarlierRuns = "0",
            value =
                "Use only the last N steps of each series; 0 for all. With --preset standard, 100000"
                    + " of a longer series and, with --series, 500000 of all together.")
        int last)
    implements IdleKnobs {

  /** The value of {@code data} for a sine wave. */
  public static final String SINE = "sine";

  /** The value of {@code data} for a sine wave with noise, drift and a changing frequency. */
  public static final String NOISY_SINE = "noisy-sine";

  private static final List<String> COLUMNS = List.of("time", "value", "series", "gaps");
  private static final List<String> FORMAT =
      List.of(
          "separator",
          "header",
          "encoding",
          "decimal",
          "timeFormat",
          "missing",
          "frequency",
          "timeZone",
          "duplicates");

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  public DataConfig {
    Range.requireText("data", data);
    Range.require("time", time);
    Range.require("value", value);
    Range.require("series", series);
    Range.require("gaps", gaps);
    Range.check("steps", steps, 50, 1_000_000);
    Range.check("validation", validation, 0, Integer.MAX_VALUE);
    Range.check("test", test, 0, Integer.MAX_VALUE);
    Range.require("header", header);
    new TableFormat(separator, HeaderLine.DETECT, encoding);
    Range.require("missing", missing);
    Range.require("duplicates", duplicates);
    Range.check("last", last, 0, Integer.MAX_VALUE);
    seriesFormat(decimal, timeFormat, missing, frequency, timeZone, gaps, duplicates);
  }

  /** Creates a configuration in which everything about the format of a file is detected. */
  public DataConfig(
      String data, String time, String value, GapPolicy gaps, int steps, int validation, int test) {
    this(
        data,
        time,
        value,
        /* series= */ "",
        gaps,
        steps,
        validation,
        test,
        "",
        Switch.AUTOMATIC,
        "",
        "",
        "",
        "",
        "",
        "",
        Duplicates.ERROR,
        /* last= */ 0);
  }

  /** Returns whether the file has several series. */
  public boolean hasSeveral() {
    return !series.isBlank();
  }

  /** Returns the value columns that are given, for {@code SeriesCsv}. */
  public List<String> values() {
    return value.isBlank() ? List.of() : List.of(value);
  }

  /** Returns how a series is written, as far as it is given. */
  public SeriesFormat seriesFormat() {
    return seriesFormat(decimal, timeFormat, missing, frequency, timeZone, gaps, duplicates);
  }

  private static SeriesFormat seriesFormat(
      String decimal,
      String timeFormat,
      String missing,
      String frequency,
      String timeZone,
      GapPolicy gaps,
      Duplicates duplicates) {
    if (!List.of("", ".", ",").contains(decimal)) {
      throw new IllegalArgumentException(
          "decimal is '%s'; it must be a point or a comma".formatted(decimal));
    }
    return new SeriesFormat(
        decimal.isEmpty() ? Optional.empty() : Optional.of(decimal.charAt(0)),
        given(timeFormat, TimeFormat::named),
        Stream.of(missing.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet()),
        given(frequency, Frequency::of),
        given(timeZone, DataConfig::zone),
        gaps,
        duplicates);
  }

  private static <T> Optional<T> given(String text, Function<String, T> reader) {
    return text.isBlank() ? Optional.empty() : Optional.of(reader.apply(text.strip()));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException cause) {
      throw new IllegalArgumentException(
          "timeZone is '%s', which is not a time zone; use a name such as Europe/Berlin, America/New_York or UTC"
              .formatted(name),
          cause);
    }
  }

  /**
   * Returns a copy that reads another file in the same way.
   *
   * @param other the path of the file, or a known name
   * @param policy what to do about missing values
   */
  public DataConfig with(String other, GapPolicy policy) {
    return copy(other, policy, timeFormat, frequency, validation, test, last);
  }

  /** Returns a copy that reads times as those of another series, as far as nothing is set. */
  public DataConfig readAs(TimeAxis axis) {
    return copy(
        data,
        gaps,
        timeFormat.isEmpty() ? axis.format() : timeFormat,
        frequency.isEmpty() && axis.dated() ? axis.frequency().toString() : frequency,
        validation,
        test,
        last);
  }

  /**
   * Returns a copy that reads times in another way.
   *
   * @param otherTimeFormat how times are written, or empty to detect it
   * @param otherFrequency the distance between two steps, or empty to detect it
   */
  public DataConfig withTimes(String otherTimeFormat, String otherFrequency) {
    return copy(data, gaps, otherTimeFormat, otherFrequency, validation, test, last);
  }

  /** Returns a copy that uses only so many steps at the end. */
  public DataConfig withLast(int count) {
    return copy(data, gaps, timeFormat, frequency, validation, test, count);
  }

  /** Returns a copy with given lengths of the validation and test periods. */
  public DataConfig withPeriods(int validationSteps, int testSteps) {
    return copy(data, gaps, timeFormat, frequency, validationSteps, testSteps, last);
  }

  private DataConfig copy(
      String otherData,
      GapPolicy otherGaps,
      String otherTimeFormat,
      String otherFrequency,
      int otherValidation,
      int otherTest,
      int otherLast) {
    return new DataConfig(
        otherData,
        time,
        value,
        series,
        otherGaps,
        steps,
        otherValidation,
        otherTest,
        separator,
        header,
        encoding,
        decimal,
        otherTimeFormat,
        missing,
        otherFrequency,
        timeZone,
        duplicates,
        otherLast);
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
      String reason =
          "the series '%s' has a format of its own: add --data with a file".formatted(data);
      FORMAT.forEach(name -> idle.put(name, reason));
      idle.put("series", reason);
    }
    idle.put("steps", "the data decides its length: add --data sine or noisy-sine");
    return idle;
  }
}
