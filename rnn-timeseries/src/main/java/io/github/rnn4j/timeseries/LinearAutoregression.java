package io.github.rnn4j.timeseries;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.TimeAxis;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * A linear autoregression by ordinary least squares, recursive for several steps:
 *
 * <pre>{@code w_(t+1) = c + a_1 w_t + ... + a_p w_(t-p+1) (+ b . calendar of t + 1)}</pre>
 *
 * <p>{@code w} is the series after the power transform and the differences.
 */
final class LinearAutoregression implements PointForecaster {

  private static final int MOST_LAGS = 40;

  private final PreparationConfig config;
  private final Differencing differencing;
  private final TimeAxis axis;
  private final int order;
  private final double[] coefficients; // [1 + p + calendar features]

  private LinearAutoregression(
      PreparationConfig config, TimeAxis axis, int order, double[] coefficients) {
    this.config = config;
    this.differencing = Differencing.of(config);
    this.axis = axis;
    this.order = order;
    this.coefficients = coefficients;
  }

  /**
   * Fits an order.
   *
   * @param end values from here on are not used
   * @throws SingularMatrixException if the columns of the regression depend on each other
   */
  static LinearAutoregression fit(
      PreparationConfig config, TimeAxis axis, double[] values, int end, int order) {
    LinearAutoregression model = new LinearAutoregression(config, axis, order, new double[0]);
    double[] g = config.power().forward("value", Arrays.copyOf(values, end));
    int first = model.firstTarget();
    double[] targets = new double[end - first];
    double[][] rows = new double[end - first][];
    for (int t = first; t < end; t++) {
      targets[t - first] = model.difference(g, t);
      rows[t - first] = model.regressors(g, t - 1);
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(targets, rows);
    double[] coefficients = regression.estimateRegressionParameters();
    return new LinearAutoregression(config, axis, order, coefficients);
  }

  /**
   * Chooses order and differences by the least mean absolute error on the validation part, over the
   * steps that are to be forecast, and fits them on training and validation part together: no less
   * help than the network gets. Tried are orders up to {@value #MOST_LAGS}, with and without the
   * difference from the last value, with the power transform, the seasonal difference and the
   * calendar as they are given.
   *
   * @param trainEnd the first step of the validation part
   * @param end the first step after it
   * @throws DataException if the series is too short for any order
   */
  static LinearAutoregression choose(
      PreparationConfig config, TimeAxis axis, double[] values, int trainEnd, int end, int steps) {
    LinearAutoregression best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int difference = 0; difference <= 1; difference++) {
      PreparationConfig tried = config.withDifference(difference);
      for (int order = 1; order <= mostLags(tried, trainEnd); order++) {
        Optional<LinearAutoregression> candidate = solved(tried, axis, values, trainEnd, order);
        double error = candidate.map(c -> c.error(values, trainEnd, end, steps)).orElse(Double.NaN);
        if (error < least) {
          least = error;
          best = candidate.get();
        }
      }
    }
    if (best == null) {
      throw new DataException(
          "The training part of "
              + trainEnd
              + " steps is too short for a linear autoregression; give a longer one");
    }
    return solved(best.config, axis, values, end, best.order).orElse(best);
  }

  /** Empty where fewer lags solve the series exactly, so that the weights are not determined. */
  private static Optional<LinearAutoregression> solved(
      PreparationConfig config, TimeAxis axis, double[] values, int end, int order) {
    try {
      return Optional.of(fit(config, axis, values, end, order));
    } catch (SingularMatrixException undetermined) {
      return Optional.empty();
    }
  }

  /** Twice as many equations as unknowns, at least. */
  private static int mostLags(PreparationConfig config, int trainEnd) {
    int equations = trainEnd - Differencing.of(config).firstOrigin(1) - 1;
    return Math.min(MOST_LAGS, (equations - 2 * config.calendar().features() - 2) / 3);
  }

  /** p, the number of lags. */
  int order() {
    return order;
  }

  /** The constant, the weights of the lags, latest first, and those of the calendar. */
  double[] coefficients() {
    return coefficients.clone();
  }

  @Override
  public double[] forecast(double[] values, int origin, int steps) {
    double[] past = config.power().forward("value", Arrays.copyOf(values, origin + 1));
    double[] g = Arrays.copyOf(past, origin + 1 + steps);
    double[] forecast = new double[steps];
    for (int k = 1; k <= steps; k++) {
      int t = origin + k;
      double[] row = regressors(g, t - 1);
      double w = coefficients[0];
      for (int i = 0; i < row.length; i++) {
        w += coefficients[i + 1] * row[i];
      }
      g[t] = w + differencing.anchor(g, t - 1, 1);
      forecast[k - 1] = config.power().inverse(g[t]);
    }
    return forecast;
  }

  private double error(double[] values, int trainEnd, int end, int steps) {
    double sum = 0;
    int count = 0;
    for (int origin = trainEnd - 1; origin + 1 < end; origin++) {
      double[] forecast = forecast(values, origin, Math.min(steps, end - 1 - origin));
      for (int k = 0; k < forecast.length; k++) {
        sum += Math.abs(forecast[k] - values[origin + 1 + k]);
        count++;
      }
    }
    return sum / count;
  }

  private int firstTarget() {
    return differencing.firstOrigin(1) + 1 + order;
  }

  private double difference(double[] g, int t) {
    return g[t] - differencing.anchor(g, t - 1, 1);
  }

  private double[] regressors(double[] g, int origin) {
    double[] row = new double[order + config.calendar().features()];
    for (int lag = 0; lag < order; lag++) {
      row[lag] = difference(g, origin - lag);
    }
    if (config.calendar() != Calendar.NONE) {
      config.calendar().write(axis.at(origin + 1L), row, order);
    }
    return row;
  }
}
