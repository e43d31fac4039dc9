package io.github.rnn4j.cli.report;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Maps values to positions in a drawing, with ticks at round numbers.
 *
 * @param low the smallest value, or its decimal logarithm if the axis is logarithmic
 * @param high the largest value or its logarithm, above {@code low}
 * @param from the position of {@code low}
 * @param to the position of {@code high}
 * @param step the distance between two ticks: 1, 2 or 5 times a power of ten
 * @param logarithmic whether positions are proportional to logarithms; values of 0 or less then
 *     have no position
 */
record Axis(double low, double high, double from, double to, double step, boolean logarithmic) {

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

  /** Returns a logarithmic axis for the values above 0, with some space at both ends. */
  static Axis ofLogarithms(double[] values, double from, double to) {
    Axis axis = ofRoom(Arrays.stream(values).map(Math::log10).toArray(), from, to);
    return new Axis(axis.low, axis.high, from, to, axis.step, true);
  }

  private static Axis of(double[] values, double room, double leastStep, double from, double to) {
    DoubleSummaryStatistics finite =
        Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
    double low = finite.getCount() == 0 ? 0 : finite.getMin();
    double high = finite.getCount() == 0 ? 1 : finite.getMax();
    double around =
        high > low ? room * (high - low) : leastStep > 0 ? 0.5 : Math.max(0.1 * Math.abs(low), 0.1);
    double rough = (high - low + 2 * around) / TICKS;
    return new Axis(
        low - around, high + around, from, to, Math.max(leastStep, round(rough)), false);
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
    double number = logarithmic ? Math.log10(value) : value;
    return from + (number - low) / (high - low) * (to - from);
  }

  double[] ticks() {
    return logarithmic ? logarithmicTicks() : linearTicks();
  }

  /** Returns powers of ten; over a short range, also their double and fivefold. */
  private double[] logarithmicTicks() {
    double[] multiples = high - low > 3 ? new double[] {1} : new double[] {1, 2, 5};
    int decades = 1 + (int) ((high - low) / 10);
    double[] ticks =
        IntStream.iterate((int) Math.floor(low), i -> i <= high, i -> i + decades)
            .boxed()
            .flatMapToDouble(i -> Arrays.stream(multiples).map(m -> m * Math.pow(10, i)))
            .filter(tick -> Math.log10(tick) >= low && Math.log10(tick) <= high)
            .toArray();
    return ticks.length > 1 ? ticks : new double[] {Math.pow(10, low), Math.pow(10, high)};
  }

  private double[] linearTicks() {
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    DoubleStream ticks = LongStream.rangeClosed(first, last).mapToDouble(i -> i * step);
    return ticks.toArray();
  }

  /** Formats a tick with enough decimals to tell it from the next one. */
  String label(double tick) {
    if (logarithmic) {
      return Figures.text(tick)
          .replaceFirst("(\\.\\d*?)0+$", "$1")
          .replaceFirst("\\.$", "")
          .replace(".00e", "e");
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick + 0.0);
  }
}
