package io.github.rnn4j.cli.report;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Maps values to positions in a drawing, with ticks at round numbers.
 *
 * @param low the smallest value
 * @param high the largest value, above {@code low}
 * @param from the position of {@code low}
 * @param to the position of {@code high}
 * @param step the distance between two ticks: 1, 2 or 5 times a power of ten
 */
record Axis(double low, double high, double from, double to, double step) {

  private static final int TICKS = 5;

  /** Returns an axis from the smallest to the largest value. */
  static Axis ofAll(double[] values, double from, double to) {
    return of(values, 0, 0, from, to);
  }

  /** Returns an axis with some space at both ends. */
  static Axis ofRoom(double[] values, double from, double to) {
    return of(values, 0.05, 0, from, to);
  }

  /** Returns an axis with ticks at whole numbers only. */
  static Axis ofWholeNumbers(double[] values, double from, double to) {
    return of(values, 0, 1, from, to);
  }

  private static Axis of(double[] values, double room, double leastStep, double from, double to) {
    DoubleSummaryStatistics finite =
        Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
    double low = finite.getCount() == 0 ? 0 : finite.getMin();
    double high = finite.getCount() == 0 ? 1 : finite.getMax();
    double around =
        high > low ? room * (high - low) : leastStep > 0 ? 0.5 : Math.max(0.1 * Math.abs(low), 0.1);
    double rough = (high - low + 2 * around) / TICKS;
    return new Axis(low - around, high + around, from, to, Math.max(leastStep, round(rough)));
  }

  /** Rounds up to 1, 2 or 5 times a power of ten. */
  private static double round(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double leading = rough / power;
    double slack = 1 + 1e-9;
    return power
        * (leading <= slack ? 1 : leading <= 2 * slack ? 2 : leading <= 5 * slack ? 5 : 10);
  }

  double place(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  double[] ticks() {
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    DoubleStream ticks = LongStream.rangeClosed(first, last).mapToDouble(i -> i * step);
    return ticks.toArray();
  }

  /** Formats a tick with enough decimals to tell it from the next one. */
  String label(double tick) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick + 0.0);
  }
}
