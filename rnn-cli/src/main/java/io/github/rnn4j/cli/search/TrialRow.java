package io.github.rnn4j.cli.search;

import io.github.rnn4j.cli.train.ValidatedRun;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of a trial that has ended.
 *
 * @param trial its number, from 1 on
 * @param values the values that it tried, by option
 * @param metric the validation metric that is compared; empty if the trial failed
 * @param highest whether higher is better
 * @param validation the value of the metric; NaN if the trial failed
 * @param bestEpoch the best epoch; 0 if the trial failed
 * @param seconds the time of training and validation
 * @param reason why the trial failed; empty if it did not
 * @param mendable whether it failed for a reason that has nothing to do with its options, such as
 *     missing data; such a row is not kept
 */
public record TrialRow(
    int trial,
    Map<String, String> values,
    String metric,
    boolean highest,
    double validation,
    int bestEpoch,
    double seconds,
    String reason,
    boolean mendable)
    implements Serializable {

  /**
   * Copies the values, in their order.
   *
   * @param trial as for the record
   * @param values as for the record
   * @param metric as for the record
   * @param highest as for the record
   * @param validation as for the record
   * @param bestEpoch as for the record
   * @param seconds as for the record
   * @param reason as for the record
   * @param mendable as for the record
   */
  public TrialRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Returns the row of a trial that failed.
   *
   * @param trial the trial
   * @param seconds how long it took
   * @param reason why it failed
   * @return the row
   */
  public static TrialRow failed(SearchTrial trial, double seconds, String reason) {
    String first = reason.lines().findFirst().orElse("").strip();
    return new TrialRow(
        trial.number(),
        trial.values(),
        "",
        false,
        Double.NaN,
        0,
        seconds,
        first.isEmpty() ? "unknown" : first,
        false);
  }

  /** Returns the row of a trial that has been validated. */
  static TrialRow of(SearchTrial trial, ValidatedRun result) {
    return new TrialRow(
        trial.number(),
        trial.values(),
        result.metric(),
        result.highest(),
        result.validation(),
        result.bestEpoch(),
        result.seconds(),
        "",
        false);
  }

  /** Returns the same row of a trial that may succeed later. */
  TrialRow asMendable() {
    return new TrialRow(
        trial, values, metric, highest, validation, bestEpoch, seconds, reason, true);
  }

  /**
   * Returns whether the trial has no result.
   *
   * @return whether there is a reason
   */
  public boolean hasFailed() {
    return !reason.isEmpty();
  }

  /**
   * Returns the options of the trial.
   *
   * @return the options as they are typed
   */
  public List<String> options() {
    return SearchTrial.options(values);
  }

  /** The best row first; of equal ones, the earlier one; those that failed at the end. */
  static List<TrialRow> sorted(List<TrialRow> rows) {
    Comparator<TrialRow> best =
        Comparator.comparingDouble(row -> row.highest() ? -row.validation() : row.validation());
    return rows.stream()
        .sorted(
            Comparator.comparing(TrialRow::hasFailed)
                .thenComparing(best)
                .thenComparing(TrialRow::trial))
        .toList();
  }

  /** Returns a line for the console. */
  String text(int trials) {
    String tried = values.isEmpty() ? "" : String.join(" ", options()) + ": ";
    return hasFailed()
        ? "Trial %d/%d: %sfailed: %s".formatted(trial, trials, tried, reason)
        : String.format(
            Locale.ROOT,
            "Trial %d/%d: %svalidation %s %.4f, epoch %d, %.0f s",
            trial,
            trials,
            tried,
            metricName(),
            validation,
            bestEpoch,
            seconds);
  }

  String metricName() {
    return metric.replace('_', ' ');
  }

  /** Returns the name of an option for a heading. */
  static String heading(String option) {
    return option.replaceFirst("^--", "");
  }

  /** Returns a line of the table of all trials. */
  String csv(List<String> options) {
    return List.of(
                String.valueOf(trial),
                options.stream()
                    .map(name -> cell(values.getOrDefault(name, "")))
                    .collect(Collectors.joining(",")),
                metric,
                hasFailed() ? "" : String.valueOf(validation),
                hasFailed() ? "" : String.valueOf(bestEpoch),
                String.format(Locale.ROOT, "%.1f", seconds),
                cell(reason))
            .stream()
            .collect(Collectors.joining(","))
        + "\n";
  }

  private static String cell(String text) {
    return text.matches("[^\",\n\r]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
