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
 * <p>A forecast takes 40 bytes; its {@link Quantiles} are made when they are asked for.
 */
public final class QuantileForecasts {

  private static final int LEVELS = Quantiles.LEVELS.size();

  private final int[] origins;
  private final int variables;
  private final int steps;
  private final double[][] numbers; // [origin][variable, step, level]

  /** What is forecast from one origin. */
  @FunctionalInterface
  interface FromOrigin {
    /** The forecast of a variable, 0 for the first, 1 or more steps ahead. */
    Quantiles at(int variable, int ahead);
  }

  /**
   * Takes all forecasts from the first origin, then all from the second, and so on.
   *
   * @param origins steps whose value is the last known one, in rising order
   * @param variables how many variables, 1 or more
   * @param steps how many steps ahead, 1 or more
   * @param source says for an index of {@code origins} what is forecast from there
   * @throws IllegalArgumentException if there is nothing to forecast, or the origins do not rise
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
          "%d origins, %d variables and %d steps ahead; give at least one of each"
              .formatted(origins.length, variables, steps));
    }
    for (int i = 1; i < origins.length; i++) {
      if (origins[i] <= origins[i - 1]) {
        throw new IllegalArgumentException(
            "origin %d follows %d; give origins in rising order"
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

  /** Adds other forecasts to these, level by level; only while nobody else has these. */
  void add(IntFunction<FromOrigin> source) {
    for (int i = 0; i < numbers.length; i++) {
      double[] more = numbers(source.apply(i));
      for (int at = 0; at < more.length; at++) {
        numbers[i][at] += more[at];
      }
    }
  }

  /** The same forecasts, each one changed. */
  QuantileForecasts map(UnaryOperator<Quantiles> change) {
    return new QuantileForecasts(
        origins, variables, steps, i -> (variable, ahead) -> change.apply(at(i, variable, ahead)));
  }

  /**
   * Puts forecasts of the same variables and steps together.
   *
   * @param parts one or more; each has later origins than the one before it
   * @return the forecasts from all their origins
   * @throws IllegalArgumentException if the parts do not fit together
   */
  public static QuantileForecasts joined(List<QuantileForecasts> parts) {
    QuantileForecasts first = parts.get(0);
    for (QuantileForecasts part : parts) {
      if (part.variables != first.variables || part.steps != first.steps) {
        throw new IllegalArgumentException(
            "%d variables %d steps ahead, and %d variables %d steps ahead; give parts of one shape"
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
   * How many origins there are.
   *
   * @return 1 or more
   */
  public int origins() {
    return origins.length;
  }

  /**
   * One of the origins.
   *
   * @param index 0 for the first
   * @return the step whose value is the last known one
   */
  public int origin(int index) {
    return origins[index];
  }

  /**
   * How many variables are forecast.
   *
   * @return 1 or more
   */
  public int variables() {
    return variables;
  }

  /**
   * How many steps ahead are forecast.
   *
   * @return 1 or more
   */
  public int steps() {
    return steps;
  }

  /**
   * One forecast.
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
   * All forecasts of a variable: those from the first origin from 1 step ahead on, then those from
   * the second, and so on.
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
