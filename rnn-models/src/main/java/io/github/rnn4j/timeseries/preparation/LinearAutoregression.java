package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * A linear autoregression fitted by ordinary least squares and applied recursively for several
 * steps:
 *
 * <pre>{@code
 * w_(t+1) = c + a_1 w_t + ... + a_p w_(t-p+1) (+ b . calendar of t + 1)
 * }</pre>
 *
 * <p>{@code w} is the series after the power transform and the differences. Of a long series, only
 * the latest {@value #MOST_EQUATIONS} steps are used.
 *
 * @param config the power transform, the differences and the calendar; its lags are ignored
 * @param order p, the number of lags
 * @param coefficients c, the weights of the lags, latest first, and the weights of the calendar
 */
public record LinearAutoregression(PreparationConfig config, int order, List<Double> coefficients) {

  private static final int MOST_LAGS = 40;
  private static final int MOST_EQUATIONS = 20_000; // the latest ones
  private static final int MOST_ORIGINS = 2_000;

  /**
   * Fits an autoregression of a given order.
   *
   * @param end values from this step on are not used
   * @throws SingularMatrixException if the columns of the regression are linearly dependent
   */
  static LinearAutoregression fit(
      PreparationConfig config, TimeAxis axis, double[] values, int end, int order) {
    LinearAutoregression shape = new LinearAutoregression(config, order, List.of());
    double[] g = config.power().forward("value", Arrays.copyOf(values, end));
    int first = Math.max(shape.firstOrigin(), end - 1 - MOST_EQUATIONS);
    double[] targets = new double[end - 1 - first];
    double[][] rows = new double[targets.length][];
    for (int i = 0; i < rows.length; i++) {
      targets[i] = shape.difference(g, first + i + 1);
      rows[i] = shape.regressors(g, first + i, axis, first + i + 1L);
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(targets, rows);
    double[] coefficients = regression.estimateRegressionParameters();
    return new LinearAutoregression(config, order, Arrays.stream(coefficients).boxed().toList());
  }

  /**
   * Selects the order and the differencing with the lowest mean absolute error on the validation
   * period, over the steps to forecast. Every candidate is fitted on the training period. The
   * candidates are all orders up to {@value #MOST_LAGS}, with and without the difference from the
   * last value; the power transform, the seasonal difference and the calendar stay as configured.
   *
   * @param trainEnd the first step of the validation period
   * @param end the first step after the validation period
   * @throws DataException if the training period is too short, constant, or otherwise unsuitable
   *     for every order
   */
  public static LinearAutoregression choose(
      PreparationConfig config, TimeAxis axis, double[] values, int trainEnd, int end, int steps) {
    LinearAutoregression best = null;
    double least = Double.POSITIVE_INFINITY;
    for (boolean difference : new boolean[] {false, true}) {
      PreparationConfig tried = config.withDifference(difference);
      for (int order = 1; order <= mostLags(tried, trainEnd); order++) {
        Optional<LinearAutoregression> candidate = solved(tried, axis, values, trainEnd, order);
        double error =
            candidate.map(c -> c.error(axis, values, trainEnd, end, steps)).orElse(Double.NaN);
        if (error < least) {
          least = error;
          best = candidate.get();
        }
      }
    }
    if (best == null) {
      throw new DataException(noneFitted(config, values, trainEnd) + ", or add --no-highway");
    }
    return best;
  }

  private static String noneFitted(PreparationConfig config, double[] values, int trainEnd) {
    if (Math.max(
            mostLags(config.withDifference(false), trainEnd),
            mostLags(config.withDifference(true), trainEnd))
        < 1) {
      return "The training period of %d steps is too short for a linear autoregression; choose a longer one"
          .formatted(trainEnd);
    }
    boolean constant = Arrays.stream(values, 0, trainEnd).allMatch(value -> value == values[0]);
    return "A linear autoregression cannot be fitted: the values of the training period %s; choose another training period"
        .formatted(constant ? "are all " + values[0] : "follow a rule exactly, or are too large");
  }

  /**
   * Returns the same order and differencing fitted on all values before {@code end}, or this
   * autoregression if those values do not determine the weights.
   */
  public LinearAutoregression refitted(TimeAxis axis, double[] values, int end) {
    return solved(config, axis, values, end, order).orElse(this);
  }

  /**
   * Converts an autoregression of standardized levels to one of the levels of a series.
   *
   * @param scale how they were standardized
   */
  LinearAutoregression unscaled(Scale scale) {
    boolean differenced = config.difference() || config.seasonalDifference();
    double sum = coefficients.subList(1, 1 + order).stream().mapToDouble(a -> a).sum();
    List<Double> converted = new ArrayList<>(coefficients);
    double intercept = scale.isOfConstant() ? 0 : scale.deviation() * coefficients.get(0);
    converted.set(0, intercept + (differenced ? 0 : scale.mean() * (1 - sum)));
    for (int i = 1 + order; i < converted.size(); i++) {
      converted.set(i, scale.isOfConstant() ? 0 : scale.deviation() * coefficients.get(i));
    }
    return new LinearAutoregression(config, order, List.copyOf(converted));
  }

  /** Returns empty if fewer lags fit the series exactly, which leaves the weights undetermined. */
  private static Optional<LinearAutoregression> solved(
      PreparationConfig config, TimeAxis axis, double[] values, int end, int order) {
    try {
      return Optional.of(fit(config, axis, values, end, order));
    } catch (SingularMatrixException undetermined) {
      return Optional.empty();
    }
  }

  /** Returns the highest order that leaves at least two equations for each unknown. */
  static int mostLags(PreparationConfig config, int trainEnd) {
    int equations = trainEnd - Differencing.of(config).firstOrigin(1) - 1;
    return Math.min(MOST_LAGS, (equations - 2 * config.calendar().features() - 2) / 3);
  }

  /**
   * Forecasts values of a series.
   *
   * @param values the series; values after the origin are not read
   * @param origin {@link #firstOrigin} or later
   * @return the values of {@code origin + 1} to {@code origin + steps}
   */
  public double[] forecast(TimeAxis axis, double[] values, int origin, int steps) {
    double[] g = config.power().forward("value", Arrays.copyOf(values, origin + 1));
    return Arrays.stream(levels(g, axis, origin, steps)).map(config::inverse).toArray();
  }

  /** Returns whether there is a finite weight for each regressor. */
  public boolean hasAllWeights() {
    return config != null
        && order >= 1
        && coefficients != null
        && coefficients.size() == 1 + order + config.calendar().features()
        && coefficients.stream().allMatch(weight -> weight != null && Double.isFinite(weight));
  }

  /** Returns the first origin with enough history for a forecast. */
  int firstOrigin() {
    return Differencing.of(config).firstOrigin(1) + order;
  }

  /**
   * Forecasts levels (values after the power transform).
   *
   * @param g the levels; those after the origin are not read
   * @param origin {@link #firstOrigin} or later
   * @return the levels of {@code origin + 1} to {@code origin + steps}
   */
  public double[] levels(double[] g, TimeAxis axis, int origin, int steps) {
    Differencing differencing = Differencing.of(config);
    int from = Math.max(0, origin - firstOrigin());
    int known = origin + 1 - from;
    double[] tail = Arrays.copyOf(Arrays.copyOfRange(g, from, origin + 1), known + steps);
    for (int k = 0; k < steps; k++) {
      double[] row = regressors(tail, known + k - 1, axis, origin + 1L + k);
      double w = coefficients.get(0);
      for (int i = 0; i < row.length; i++) {
        w += coefficients.get(i + 1) * row[i];
      }
      tail[known + k] = w + differencing.anchor(tail, known + k - 1, 1);
    }
    return Arrays.copyOfRange(tail, known, tail.length);
  }

  /** Returns the mean absolute error of forecasts from origins in the validation period. */
  double error(TimeAxis axis, double[] values, int trainEnd, int end, int steps) {
    int stride = 1 + (end - trainEnd) / MOST_ORIGINS;
    double[] g = config.power().forward("value", Arrays.copyOf(values, end));
    double sum = 0;
    int count = 0;
    for (int origin = trainEnd - 1; origin + 1 < end; origin += stride) {
      double[] forecast = levels(g, axis, origin, Math.min(steps, end - 1 - origin));
      for (int k = 0; k < forecast.length; k++) {
        sum += Math.abs(config.inverse(forecast[k]) - values[origin + 1 + k]);
        count++;
      }
    }
    return sum / count;
  }

  double difference(double[] g, int t) {
    return g[t] - Differencing.of(config).anchor(g, t - 1, 1);
  }

  /**
   * Returns the regressors for the level one step after {@code origin}; {@code next} is the
   * position of that step on the axis.
   */
  double[] regressors(double[] g, int origin, TimeAxis axis, long next) {
    double[] row = new double[order + config.calendar().features()];
    for (int lag = 0; lag < order; lag++) {
      row[lag] = difference(g, origin - lag);
    }
    if (config.calendar() != Calendar.NONE) {
      config.calendar().write(axis.at(next), row, order);
    }
    return row;
  }
}
