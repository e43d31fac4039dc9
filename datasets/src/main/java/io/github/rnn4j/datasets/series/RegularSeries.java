package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns one or more rows into equally spaced steps. Finds the distance between steps, and every row
 * that is missing, repeated or out of order.
 */
final class RegularSeries {

  private final String name;
  private final String file;
  private final List<String> variables;
  private final GapPolicy gaps;
  private final List<String> repairs = new ArrayList<>();

  RegularSeries(String name, String file, List<String> variables, GapPolicy gaps) {
    this.name = name;
    this.file = file;
    this.variables = variables;
    this.gaps = gaps;
  }

  TimeSeries of(List<SeriesRow> rows) {
    List<SeriesRow> ordered = withoutRepeats(inOrder(rows));
    TimeAxis axis = axis(ordered);
    double[][] values = onAxis(ordered, axis);
    for (int v = 0; v < values.length; v++) {
      fill(values[v]);
    }
    return new TimeSeries(name, false, axis, variables, values, repairs);
  }

  private List<SeriesRow> inOrder(List<SeriesRow> rows) {
    boolean sorted = true;
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).time().isBefore(rows.get(i - 1).time())) {
        sorted = false;
        found(
            "%s: %s comes after %s"
                .formatted(rows.get(i).place(), rows.get(i).label(), rows.get(i - 1).label()),
            "sorted",
            "sort the rows by time");
      }
    }
    return sorted ? rows : rows.stream().sorted(Comparator.comparing(SeriesRow::time)).toList();
  }

  private List<SeriesRow> withoutRepeats(List<SeriesRow> rows) {
    List<SeriesRow> kept = new ArrayList<>();
    for (SeriesRow row : rows) {
      SeriesRow before = kept.isEmpty() ? null : kept.get(kept.size() - 1);
      if (before == null || !before.time().equals(row.time())) {
        kept.add(row);
        continue;
      }
      String what =
          "%s: %s is already %s".formatted(row.place(), row.label(), before.place().where());
      if (!Arrays.equals(before.values(), row.values())) {
        throw new DataException(
            file + ": " + what + ", with a different value; delete the wrong row");
      }
      found(what + ", with the same value", "left out", "delete one of them");
    }
    return kept;
  }

  /**
   * Finds the most frequent distance between two rows; if two are equally frequent, the smaller
   * one.
   */
  private TimeAxis axis(List<SeriesRow> rows) {
    LocalDateTime start = rows.get(0).time();
    boolean counted = rows.stream().allMatch(row -> SeriesTime.isNumber(row.label()));
    boolean monthly =
        rows.stream().allMatch(row -> atSameDayOfMonth(start, row.time())) && rows.size() > 1;
    boolean daily = rows.stream().allMatch(r -> r.time().toLocalTime().equals(start.toLocalTime()));
    ChronoUnit unit =
        counted || !(monthly || daily)
            ? ChronoUnit.SECONDS
            : monthly ? ChronoUnit.MONTHS : ChronoUnit.DAYS;
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 1; i < rows.size(); i++) {
      counts.merge(unit.between(rows.get(i - 1).time(), rows.get(i).time()), 1, Integer::sum);
    }
    long amount =
        counts.entrySet().stream()
            .max(
                Map.Entry.<Long, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
            .map(Map.Entry::getKey)
            .orElse(1L);
    return counted
        ? TimeAxis.counted(SeriesTime.numberOf(start), amount)
        : new TimeAxis(start, unit, amount);
  }

  private static boolean atSameDayOfMonth(LocalDateTime start, LocalDateTime time) {
    return start.getDayOfMonth() == time.getDayOfMonth()
        && start.toLocalTime().equals(time.toLocalTime());
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
        found(
            "%s: %d %s missing before %s, from %s on"
                .formatted(
                    row.place(),
                    step - expected,
                    step - expected == 1 ? "row is" : "rows are",
                    row.label(),
                    axis.label(expected)),
            "filled",
            "add the missing rows");
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

  private int steps(List<SeriesRow> rows, TimeAxis axis) {
    for (SeriesRow row : rows) {
      if (axis.stepOf(row.time()) < 0) {
        throw new DataException(
            "%s: %s: %s is not a multiple of %s after %s; use equally spaced times"
                .formatted(file, row.place(), row.label(), axis.distance(), rows.get(0).label()));
      }
    }
    long last = axis.stepOf(rows.get(rows.size() - 1).time());
    if (last > 100L * rows.size() + 1000) {
      throw new DataException(
          "%s: %d rows cover %d steps of %s, so more than nine in ten are missing; check the times"
              .formatted(file, rows.size(), last + 1, axis.distance()));
    }
    return (int) last + 1;
  }

  private void found(String what, String done, String remedy) {
    if (gaps == GapPolicy.ERROR) {
      throw new DataException(
          "%s: %s; %s, or fill them with --gaps interpolate or --gaps forward"
              .formatted(file, what, remedy));
    }
    repairs.add(what + ": " + done);
  }

  private void fill(double[] values) {
    int last = -1;
    for (int t = 0; t < values.length; t++) {
      if (Double.isNaN(values[t])) {
        continue;
      }
      if (last < 0 && t > 0) {
        throw new DataException(
            file + ": there is no value before the first gap; start with a row that has a value");
      }
      for (int gap = last + 1; gap < t; gap++) {
        double share = gaps == GapPolicy.FORWARD ? 0 : (double) (gap - last) / (t - last);
        values[gap] = values[last] + share * (values[t] - values[last]);
      }
      last = t;
    }
    if (last < values.length - 1) {
      fillEnd(values, last);
    }
  }

  /** After the last value, interpolation has nothing to aim at. */
  private void fillEnd(double[] values, int last) {
    if (last < 0 || gaps == GapPolicy.INTERPOLATE) {
      throw new DataException(
          file
              + ": there is no value after the last gap; end with a row that has a value, or fill"
              + " the gap with --gaps forward");
    }
    Arrays.fill(values, last + 1, values.length, values[last]);
  }
}
