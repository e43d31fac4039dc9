package io.github.rnn4j.cli.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An option and the values that a search tries.
 *
 * <pre>{@code
 * TriedOption.parse("hidden=32,64,128");
 * TriedOption.parse("dropout=0.1..0.5");
 * TriedOption.parse("learning-rate=log:0.0005..0.01");
 * }</pre>
 *
 * @param name the option, such as {@code --hidden}
 * @param values the values of a list, as they are typed; empty for a range
 * @param range the range; empty for a list
 */
record TriedOption(String name, List<String> values, Optional<Range> range) {

  private static final Pattern FORM = Pattern.compile("(?:--)?([a-z][a-z0-9-]*)=(.*)");
  private static final Pattern RANGE = Pattern.compile("(log:)?(.*?)\\.\\.(.*)");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");

  /** Enough to tell two values apart, and short enough to be typed. */
  private static final MathContext DIGITS = new MathContext(4);

  /**
   * The values between two numbers.
   *
   * @param low the smallest
   * @param high the largest
   * @param integers whether only integers are tried
   * @param logarithmic whether all orders of magnitude are equally likely
   */
  record Range(BigDecimal low, BigDecimal high, boolean integers, boolean logarithmic) {

    /** Returns a random value as it is typed. */
    String sample(SplittableRandom random) {
      if (integers && !logarithmic) {
        return String.valueOf(random.nextLong(low.longValueExact(), high.longValueExact() + 1));
      }
      double from = scaled(low.doubleValue());
      double value = from + random.nextDouble() * (scaled(high.doubleValue()) - from);
      BigDecimal exact = new BigDecimal(logarithmic ? Math.exp(value) : value);
      BigDecimal rounded = integers ? exact.add(HALF) : exact.round(DIGITS);
      BigDecimal within = rounded.max(low).min(high);
      return integers
          ? String.valueOf(within.longValue())
          : within.stripTrailingZeros().toPlainString();
    }

    private double scaled(double value) {
      return logarithmic ? Math.log(value) : value;
    }

    private static final BigDecimal HALF = new BigDecimal("0.5");
  }

  TriedOption {
    values = List.copyOf(values);
  }

  /**
   * Reads what was typed after {@code --try}.
   *
   * @throws IllegalArgumentException if it is not a list or a range; the message names the value
   */
  static TriedOption parse(String typed) {
    Matcher form = FORM.matcher(typed);
    if (!form.matches()) {
      throw wrong(typed, "is not NAME=VALUES; write for example hidden=32,64 or dropout=0.1..0.5");
    }
    String name = "--" + form.group(1);
    String values = form.group(2);
    Matcher range = RANGE.matcher(values);
    if (range.matches()) {
      return new TriedOption(
          name,
          List.of(),
          Optional.of(range(typed, range.group(1) != null, range.group(2), range.group(3))));
    }
    List<String> listed = Stream.of(COMMA.split(values, -1)).map(String::strip).toList();
    if (listed.contains("")) {
      throw wrong(typed, "has an empty value; write for example hidden=32,64");
    }
    if (listed.stream().distinct().count() < listed.size()) {
      throw wrong(typed, "has a value twice; leave one of them out");
    }
    return new TriedOption(name, listed, Optional.empty());
  }

  private static Range range(String typed, boolean logarithmic, String from, String to) {
    BigDecimal low = number(typed, from);
    BigDecimal high = number(typed, to);
    if (low.compareTo(high) > 0) {
      throw wrong(
          typed,
          "is a range from the larger to the smaller value; write %s..%s".formatted(to, from));
    }
    if (logarithmic && low.signum() <= 0) {
      throw wrong(typed, "has no logarithm of %s; begin the range above 0".formatted(from));
    }
    boolean integers = INTEGER.matcher(from).matches() && INTEGER.matcher(to).matches();
    return new Range(low, high, integers, logarithmic);
  }

  private static BigDecimal number(String typed, String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs(number.doubleValue()) <= 1e12 && number.scale() <= 30) {
        return number;
      }
    } catch (NumberFormatException refused) {
      // The message below is the same.
    }
    throw wrong(typed, "is a range, but '%s' is not a number that can be tried".formatted(text));
  }

  private static IllegalArgumentException wrong(String typed, String problem) {
    return new IllegalArgumentException("--try '%s' %s".formatted(typed, problem));
  }

  /** Returns the same option with a range that also has the numbers between integers. */
  TriedOption withFractions() {
    return new TriedOption(
        name, values, range.map(its -> new Range(its.low(), its.high(), false, its.logarithmic())));
  }

  /** Returns the values that must be legal: those of the list, or the ends of the range. */
  List<String> ends() {
    return range
        .map(its -> List.of(its.low().toPlainString(), its.high().toPlainString()))
        .orElse(values);
  }

  /** Returns a random value as it is typed. */
  String sample(SplittableRandom random) {
    return range
        .map(its -> its.sample(random))
        .orElseGet(() -> values.get(random.nextInt(values.size())));
  }
}
