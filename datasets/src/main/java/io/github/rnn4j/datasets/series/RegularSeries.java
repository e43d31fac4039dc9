package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Turns one or more rows into the steps of a series. Finds the distance between steps, and every
 * row that is missing, repeated or out of order.
 */
final class RegularSeries {

  /** Months in which clocks are set back: in autumn, which is in April south of the equator. */
  private static final Set<Month> BACK =
      Set.of(Month.SEPTEMBER, Month.OCTOBER, Month.NOVEMBER, Month.APRIL);

  /** Months in which clocks are set forward. */
  private static final Set<Month> FORWARD =
      Set.of(Month.MARCH, Month.APRIL, Month.SEPTEMBER, Month.OCTOBER);

  private static final int NIGHT = 4; // Clocks change before this hour.

  private final String name;
  private final String file;
  private final List<String> variables;
  private final SeriesFormat format;
  private final TimeFormat times;
  private final Optional<ZoneId> zone;
  private final List<String> repairs;
  private int filled;
  private boolean anyOrder;

  /**
   * Takes what is known of the rows.
   *
   * @param name the name of the series
   * @param file its name in messages
   * @param variables the names of the values
   * @param format what the user has said
   * @param times how the times are written
   * @param zone the zone of the times; if there is one, the times of the rows are in UTC
   * @param repairs what has been found and repaired before
   */
  RegularSeries(
      String name,
      String file,
      List<String> variables,
      SeriesFormat format,
      TimeFormat times,
      Optional<ZoneId> zone,
      List<String> repairs) {
    this.name = name;
    this.file = file;
    this.variables = variables;
    this.format = format;
    this.times = times;
    this.zone = zone;
    this.repairs = new ArrayList<>(repairs);
  }

  /** Sorts rows in the wrong order without mentioning it. */
  void inAnyOrder() {
    anyOrder = true;
  }

  TimeSeries of(List<SeriesRow> rows) {
    List<SeriesRow> ordered = withValues(withoutRepeats(inOrder(rows)));
    TimeAxis axis = axis(ordered);
    double[][] values = onAxis(ordered, axis);
    for (double[] variable : values) {
      fill(variable);
    }
    return new TimeSeries(name, false, axis, variables, values, repairs);
  }

  /** Returns the number of values that were missing and have been filled. */
  int filled() {
    return filled;
  }

  private List<SeriesRow> inOrder(List<SeriesRow> rows) {
    boolean sorted = true;
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).time().isBefore(rows.get(i - 1).time())) {
        sorted = false;
        if (!anyOrder) {
          found(
              "%s: %s comes after %s"
                  .formatted(rows.get(i).place(), rows.get(i).label(), rows.get(i - 1).label()),
              "sorted",
              "sort the rows by time");
        }
      }
    }
    return sorted ? rows : rows.stream().sorted(Comparator.comparing(SeriesRow::time)).toList();
  }

  private List<SeriesRow> withoutRepeats(List<SeriesRow> rows) {
    List<SeriesRow> kept = new ArrayList<>();
    int[] counts = new int[variables.size()]; // of the values that the last row is the mean of
    int repeated = 0;
    for (SeriesRow row : rows) {
      SeriesRow before = kept.isEmpty() ? null : kept.get(kept.size() - 1);
      if (before == null || !before.time().equals(row.time())) {
        kept.add(row);
        Arrays.setAll(counts, v -> Double.isNaN(row.values()[v]) ? 0 : 1);
        continue;
      }
      repeated++;
      switch (format.duplicates()) {
        case ERROR -> repeated(before, row);
        case FIRST -> {}
        case LAST -> kept.set(kept.size() - 1, row);
        case MEAN -> kept.set(kept.size() - 1, mean(before, row, counts));
      }
    }
    if (repeated > 0 && format.duplicates() != Duplicates.ERROR) {
      repairs.add(
          String.format(
              Locale.ROOT,
              "%,d more %s with a time that another row has: %s",
              repeated,
              repeated == 1 ? "row" : "rows",
              switch (format.duplicates()) {
                case FIRST -> "the first row is used";
                case LAST -> "the last row is used";
                default -> "the mean is used";
              }));
    }
    return kept;
  }

  private void repeated(SeriesRow before, SeriesRow row) {
    String what =
        "%s: %s is already %s".formatted(row.place(), row.label(), before.place().where());
    if (Arrays.equals(before.values(), row.values())) {
      found(what + ", with the same value", "left out", "delete one of them");
      return;
    }
    if (zone.isEmpty() && isClockChange(row.time(), BACK)) {
      throw new DataException(
          "%s: %s. Clocks are set back that night, so this hour occurs twice: add --time-zone, for example --time-zone Europe/Berlin"
              .formatted(file, what));
    }
    throw new RepeatedTime("%s: %s, with a different value".formatted(file, what));
  }

  /** Two rows have the same time and different values. */
  static final class RepeatedTime extends DataException {
    private static final String REMEDY =
        "delete the wrong row, or add --duplicates mean, first or last";

    private static final long serialVersionUID = 1L;

    private final String what;

    private RepeatedTime(String what) {
      super(
          what
              + ". If the file has several series, one below the other, name the column that tells them apart with --series. If it is one series, "
              + REMEDY);
      this.what = what;
    }

    private RepeatedTime(String message, String what) {
      super(message);
      this.what = what;
    }

    /** Returns the error for a table in which the series of each row is known. */
    RepeatedTime inPanel() {
      return new RepeatedTime(what + "; " + REMEDY, what);
    }

    /** Returns the error for a table whose series are probably named in some columns. */
    RepeatedTime named(IdentifierColumn columns) {
      return new RepeatedTime(
          what + ". " + columns.suggestion() + ". If it is one series, " + REMEDY, what);
    }
  }

  /** Adds a row to the mean of the rows before it; a missing value does not count. */
  private static SeriesRow mean(SeriesRow before, SeriesRow row, int[] counts) {
    double[] mean = before.values().clone();
    for (int v = 0; v < mean.length; v++) {
      double value = row.values()[v];
      if (!Double.isNaN(value)) {
        counts[v]++;
        mean[v] = counts[v] == 1 ? value : mean[v] + (value - mean[v]) / counts[v];
      }
    }
    return new SeriesRow(before.place(), before.label(), before.time(), mean);
  }

  private boolean isClockChange(LocalDateTime time, Set<Month> months) {
    return !times.counts()
        && time.getDayOfWeek() == DayOfWeek.SUNDAY
        && time.getHour() < NIGHT
        && months.contains(time.getMonth());
  }

  /**
   * Leaves out the rows before the first one in which no value is missing, and those after the last
   * one, unless the last values are repeated anyway.
   */
  private List<SeriesRow> withValues(List<SeriesRow> rows) {
    int from = 0;
    while (from < rows.size() && isIncomplete(rows.get(from))) {
      from++;
    }
    if (from == rows.size()) {
      throw new DataException(
          variables.size() == 1
              ? "%s: all values of %s are missing".formatted(file, variables.get(0))
              : "%s: there is no row with a value for each of %s; choose fewer columns with --value"
                  .formatted(file, String.join(", ", variables)));
    }
    int to = rows.size();
    while (format.gaps() != GapPolicy.FORWARD && isIncomplete(rows.get(to - 1))) {
      to--;
    }
    leftOut(rows, 0, from, "before the first value");
    leftOut(rows, to, rows.size(), "after the last value");
    return rows.subList(from, to);
  }

  private void leftOut(List<SeriesRow> rows, int from, int to, String where) {
    if (from < to) {
      repairs.add(
          String.format(
              Locale.ROOT,
              "%,d %s %s, %s to %s: left out",
              to - from,
              to - from == 1 ? "row" : "rows",
              where,
              rows.get(from).label(),
              rows.get(to - 1).label()));
    }
  }

  private static boolean isIncomplete(SeriesRow row) {
    return Arrays.stream(row.values()).anyMatch(Double::isNaN);
  }

  private TimeAxis axis(List<SeriesRow> rows) {
    List<LocalDateTime> read = rows.stream().map(SeriesRow::time).toList();
    LocalDateTime start = read.get(0);
    if (times.counts()) {
      Frequency frequency =
          format
              .frequency()
              .filter(given -> !given.dated())
              .orElseGet(
                  () ->
                      Frequency.every(
                          Frequency.usual(read, ChronoUnit.SECONDS), ChronoUnit.FOREVER));
      return new TimeAxis(start, frequency, Optional.empty(), "");
    }
    List<LocalDateTime> clock = read.stream().map(time -> TimeAxis.onClock(time, zone)).toList();
    Frequency frequency = format.frequency().orElseGet(() -> frequency(read, clock));
    if (!frequency.dated() || !frequency.fits(clock.get(0))) {
      throw new DataException(
          "%s: the first row, %s, is not a time of the frequency %s; choose another --frequency"
              .formatted(file, rows.get(0).label(), frequency));
    }
    TimeAxis axis = new TimeAxis(start, frequency, zone, "");
    TimeAxis written = new TimeAxis(start, frequency, zone, times.name());
    boolean hasOffset = times.name().contains("X") && zone.isEmpty();
    return hasOffset || written.written(0).equals(axis.label(0)) ? axis : written;
  }

  /** Steps of less than a day are of equal length in UTC, all others on the clock. */
  private Frequency frequency(List<LocalDateTime> utc, List<LocalDateTime> clock) {
    Frequency onClock = Frequency.of(clock);
    return zone.isPresent() && onClock.unit() == ChronoUnit.SECONDS ? Frequency.of(utc) : onClock;
  }

  /** Returns each value at its step, {@code [variable][step]}; NaN if it is missing. */
  private double[][] onAxis(List<SeriesRow> rows, TimeAxis axis) {
    int steps = steps(rows, axis);
    double[][] values = new double[variables.size()][steps];
    for (double[] variable : values) {
      Arrays.fill(variable, Double.NaN);
    }
    long expected = 0;
    for (SeriesRow row : rows) {
      long step = axis.stepOf(row.time());
      if (step > expected) {
        missing(row, step - expected, axis, expected);
      }
      expected = step + 1;
      for (int v = 0; v < values.length; v++) {
        values[v][(int) step] = row.values()[v];
        if (Double.isNaN(row.values()[v])) {
          found(
              "%s: %s is missing at %s".formatted(row.place(), variables.get(v), row.label()),
              "filled",
              "add the value");
        }
      }
    }
    return values;
  }

  private void missing(SeriesRow row, long rows, TimeAxis axis, long from) {
    boolean clocks =
        zone.isEmpty()
            && axis.frequency().unit() == ChronoUnit.SECONDS
            && isClockChange(axis.at(from), FORWARD)
            && ChronoUnit.MINUTES.between(axis.at(from), row.time()) == 60;
    found(
        "%s: %d %s missing before %s, from %s on%s"
            .formatted(
                row.place(),
                rows,
                rows == 1 ? "row is" : "rows are",
                row.label(),
                axis.label(from),
                clocks
                    ? " (clocks are set forward that night; --time-zone tells where, for example --time-zone Europe/Berlin)"
                    : ""),
        "filled",
        "add the missing rows");
  }

  private int steps(List<SeriesRow> rows, TimeAxis axis) {
    for (SeriesRow row : rows) {
      if (axis.stepOf(row.time()) < 0) {
        throw new DataException(
            "%s: %s: %s is not a multiple of %s after %s; use equally spaced times, or set another --frequency"
                .formatted(file, row.place(), row.label(), axis.distance(), rows.get(0).label()));
      }
    }
    long last = axis.stepOf(rows.get(rows.size() - 1).time());
    if (last > 100L * rows.size() + 1000) {
      throw new DataException(
          "%s: %d rows cover %d steps of %s, so more than nine in ten are missing; check the times, or set another --frequency"
              .formatted(file, rows.size(), last + 1, axis.distance()));
    }
    return (int) last + 1;
  }

  private void found(String what, String done, String remedy) {
    if (format.gaps() == GapPolicy.ERROR) {
      throw new DataException(
          "%s: %s; %s, or fill them with --gaps interpolate or --gaps forward"
              .formatted(file, what, remedy));
    }
    repairs.add(what + ": " + done);
  }

  private void fill(double[] values) {
    int last = 0; // there is a value at the first step
    for (int t = 1; t < values.length; t++) {
      if (Double.isNaN(values[t])) {
        filled++;
        continue;
      }
      for (int gap = last + 1; gap < t; gap++) {
        double share = format.gaps() == GapPolicy.FORWARD ? 0 : (double) (gap - last) / (t - last);
        values[gap] = values[last] + share * (values[t] - values[last]);
      }
      last = t;
    }
    Arrays.fill(values, last + 1, values.length, values[last]);
  }
}
