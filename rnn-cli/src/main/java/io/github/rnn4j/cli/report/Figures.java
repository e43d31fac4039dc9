package io.github.rnn4j.cli.report;

import io.github.rnn4j.metric.MetricName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Formats numbers for reports, and knows which metrics should be high and which low. */
public final class Figures {

  private static final Set<String> LOWER_IS_BETTER =
      Set.of(
          MetricName.LOSS,
          MetricName.NATS,
          MetricName.BITS,
          MetricName.PERPLEXITY,
          MetricName.RMSE,
          MetricName.MAE,
          MetricName.SMAPE,
          MetricName.MASE,
          MetricName.PINBALL);

  private static final Set<String> HIGHER_IS_BETTER =
      Set.of(
          MetricName.ACCURACY,
          MetricName.PRECISION,
          MetricName.RECALL,
          MetricName.F1,
          MetricName.AUC);

  private static final Pattern INSTANT =
      Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)?Z$");

  private Figures() {}

  /** Whether low or high values of a metric are good. */
  enum Better {
    LOWER,
    HIGHER,
    /** Neither: for example, the coverage of an interval should equal its level. */
    UNKNOWN
  }

  /**
   * Formats a number with about four digits.
   *
   * @param value any number
   * @return the number, or a dash for NaN, which means that there is no value
   */
  public static String text(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    double size = Math.abs(value);
    if (value == 0 || (size >= 1e-3 && size < 1e7)) {
      int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
      return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /**
   * Formats a number of things, such as {@code 1,112,349}.
   *
   * @param number any number
   * @return the number in groups of three digits
   */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * Formats a duration.
   *
   * @param seconds 0 or more
   * @return text such as {@code 42 s} or {@code 12 min 5 s}
   */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", seconds) : "%d s".formatted(whole);
    }
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  /**
   * Formats an ISO 8601 time in UTC to the second, such as {@code 2026-11-22 15:36:53 UTC}. Returns
   * any other text unchanged.
   */
  static String time(String iso8601) {
    return INSTANT.matcher(iso8601).replaceFirst("$1 $2 UTC");
  }

  /**
   * Returns which values are good, by the last word of a metric's name, such as {@code test_loss}.
   */
  static Better better(String figure) {
    String last = figure.substring(figure.lastIndexOf('_') + 1);
    if (LOWER_IS_BETTER.contains(last)) {
      return Better.LOWER;
    }
    return HIGHER_IS_BETTER.contains(last) ? Better.HIGHER : Better.UNKNOWN;
  }
}
