package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.metric.Quantiles;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Forecasts of all variables of a series from one or more origins, each for 1, 2, ... steps ahead.
 *
 * <pre>{@code
 * QuantileForecasts forecasts = ensemble.values(series, new int[] {119, 131}, 12);
 * forecasts.at(1, 0, 12).median(); // made at step 131, of the first variable at step 143
 * }</pre>
 *
 * <p>A forecast takes 40 bytes; its {@link Quantiles} object is created on each request.
 */
public final class QuantileForecasts {

  private static final int LEVELS = Quantiles.LEVELS.size();

  private final int[] origins;
  private final int variables;
  private final int steps;
  private final double[][] numbers; // [origin][variable, step, level]

  /** The forecasts from one origin. */
  @FunctionalInterface
  interface FromOrigin {
    /** Returns the forecast of a variable (numbered from 0), 1 or more steps ahead. */
    Quantiles at(int variable, int ahead);
  }

  /**
   * Gets the forecasts from a source, origin by origin.
   *
   * @param origins steps whose value is the last known one, in ascending order
   * @param variables how many variables, 1 or more
   * @param steps how many steps ahead, 1 or more
   * @param source returns the forecasts from an origin, given its index in {@code origins}
   * @throws IllegalArgumentException if there is nothing to forecast, or the origins are not in
   *     ascending order
   */
  QuantileForecasts(int[] origins, int variables, int steps, IntFunction<FromOrigin> source) {
    this(origins, variables, steps, new double[origins.length][]);
    for (int i = 0; i < origins.length; i++) {
      numbers[i] = numbers(source.apply(i));
    }
  }

  private QuantileForecasts(int[] origins, int variables, int steps, double[][] numbers) {
    if (origins.length == 0 || variables < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "%d origins, %d variables and %d steps ahead; there must be at least one of each"
              .formatted(origins.length, variables, steps));
    }
    for (int i = 1; i < origins.length; i++) {
      if (origins[i] <= origins[i - 1]) {
        throw new IllegalArgumentException(
            "origin %d follows %d; origins must be in ascending order"
                .formatted(origins[i], origins[i - 1]));
      }
    }
    this.origins = origins.clone();
    this.variables = variables;
    this.steps = steps;
    this.numbers = numbers;
  }

  private double[] numbers(FromOrigin forecasts) {
    double[] all = new double[Math.multiplyExact(variables * LEVELS, steps)];
    int next = 0;
    for (int variable = 0; variable < variables; variable++) {
      for (int ahead = 1; ahead <= steps; ahead++, next += LEVELS) {
        System.arraycopy(forecasts.at(variable, ahead).toArray(), 0, all, next, LEVELS);
      }
    }
    return all;
  }

  /**
   * Adds other forecasts to these, level by level. Call it only while this object is not shared.
   */
  void add(IntFunction<FromOrigin> source) {
    for (int i = 0; i < numbers.length; i++) {
      double[] more = numbers(source.apply(i));
      for (int at = 0; at < more.length; at++) {
        numbers[i][at] += more[at];
      }
    }
  }

  /** Returns the same forecasts with each one changed. */
  QuantileForecasts map(UnaryOperator<Quantiles> change) {
    return new QuantileForecasts(
        origins, variables, steps, i -> (variable, ahead) -> change.apply(at(i, variable, ahead)));
  }

  /**
   * Joins forecasts of the same variables and steps.
   *
   * @param parts one or more; each has later origins than the one before it
   * @return the forecasts from all their origins
   * @throws IllegalArgumentException if the parts differ in variables or steps, or their origins
   *     are not in ascending order
   */
  public static QuantileForecasts joined(List<QuantileForecasts> parts) {
    QuantileForecasts first = parts.get(0);
    for (QuantileForecasts part : parts) {
      if (part.variables != first.variables || part.steps != first.steps) {
        throw new IllegalArgumentException(
            "one part has %d variables and %d steps ahead, another has %d variables and %d steps ahead; all parts must have the same shape"
                .formatted(first.variables, first.steps, part.variables, part.steps));
      }
    }
    return new QuantileForecasts(
        parts.stream().flatMapToInt(part -> IntStream.of(part.origins)).toArray(),
        first.variables,
        first.steps,
        parts.stream().flatMap(part -> Stream.of(part.numbers)).toArray(double[][]::new));
  }

  /**
   * Returns the number of origins.
   *
   * @return 1 or more
   */
  public int origins() {
    return origins.length;
  }

  /**
   * Returns one of the origins.
   *
   * @param index 0 for the first
   * @return the step whose value is the last known one
   */
  public int origin(int index) {
    return origins[index];
  }

  /**
   * Returns the number of variables.
   *
   * @return 1 or more
   */
  public int variables() {
    return variables;
  }

  /**
   * Returns the number of steps ahead.
   *
   * @return 1 or more
   */
  public int steps() {
    return steps;
  }

  /**
   * Returns one forecast.
   *
   * @param origin which of the origins, 0 for the first
   * @param variable which of the variables, 0 for the first
   * @param ahead how many steps after the origin, 1 to {@link #steps()}
   * @return the forecast
   * @throws IndexOutOfBoundsException if there is no such forecast
   */
  public Quantiles at(int origin, int variable, int ahead) {
    int step = Objects.checkIndex(ahead - 1, steps);
    int at = (Objects.checkIndex(variable, variables) * steps + step) * LEVELS;
    double[] q = numbers[origin];
    return new Quantiles(q[at], q[at + 1], q[at + 2], q[at + 3], q[at + 4]);
  }

  /**
   * Returns all forecasts of a variable: those from the first origin, from 1 step ahead on, then
   * those from the second origin, and so on.
   *
   * @param variable which of the variables, 0 for the first
   * @return a view with {@code origins() * steps()} forecasts
   */
  public List<Quantiles> ofVariable(int variable) {
    Objects.checkIndex(variable, variables);
    return new OfVariable(variable);
  }

  private final class OfVariable extends AbstractList<Quantiles> implements RandomAccess {
    private final int variable;

    OfVariable(int variable) {
      this.variable = variable;
    }

    @Override
    public Quantiles get(int index) {
      return at(index / steps, variable, index % steps + 1);
    }

    @Override
    public int size() {
      return origins.length * steps;
    }
  }
}
