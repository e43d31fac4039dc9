package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Fits one linear autoregression to a variable of many series, by least squares over the equations
 * of all of them. Each series counts in multiples of its own changes from step to step.
 */
final class PooledAutoregression {

  private static final int MOST_EQUATIONS = 50_000;
  private static final int MOST_ORIGINS = 2_000;

  /** Keeps the equations solvable if regressors are almost dependent. */
  private static final double RIDGE = 1e-9;

  private final PreparationConfig config;
  private final String variable;
  private final List<Levels> series;

  /** The standardized levels of a series. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Levels(double[] z, TimeAxis axis, int trainEnd) {}

  /**
   * Standardizes the series.
   *
   * @param index the number of the variable, counted from 0
   */
  PooledAutoregression(PreparationConfig config, String variable, List<Past> pasts, int index) {
    this.config = config;
    this.variable = variable;
    this.series =
        pasts.stream()
            .map(
                past -> {
                  double[] g =
                      config
                          .power()
                          .forward(
                              "%s of the series '%s'".formatted(variable, past.series().name()),
                              past.series().values()[index]);
                  Scale scale = Scale.ofLevels(Arrays.copyOf(g, past.trainEnd()));
                  return new Levels(
                      Arrays.stream(g).map(scale::forward).toArray(),
                      past.series().axis(),
                      past.trainEnd());
                })
            .toList();
  }

  /**
   * Selects the order and the differencing as {@link LinearAutoregression#choose} does for one
   * series.
   *
   * @throws DataException if no candidate can be fitted
   */
  LinearAutoregression choose(int steps) {
    LinearAutoregression best = null;
    double least = Double.POSITIVE_INFINITY;
    for (boolean difference :
        config.difference() ? new boolean[] {true} : new boolean[] {false, true}) {
      PreparationConfig tried = config.withDifference(difference);
      int most = LinearAutoregression.mostLags(tried, medianTraining());
      Optional<Equations> equations = most < 1 ? Optional.empty() : equations(tried, most, false);
      for (int order = 1; order <= most; order++) {
        int p = order;
        Optional<LinearAutoregression> candidate = equations.flatMap(e -> e.solved(p));
        double error = candidate.map(c -> error(c, steps)).orElse(Double.NaN);
        if (error < least) {
          least = error;
          best = candidate.get();
        }
      }
    }
    if (best == null) {
      throw new DataException(
          "A linear autoregression of %s cannot be fitted to the training periods of the %d series: they are too short, constant, or follow a rule exactly; use longer series, or add --no-highway"
              .formatted(variable, series.size()));
    }
    return fitted(best, false).orElse(best);
  }

  /** Returns the same autoregression fitted on the training and validation periods. */
  LinearAutoregression refitted(LinearAutoregression chosen) {
    return fitted(chosen, true).orElse(chosen);
  }

  private Optional<LinearAutoregression> fitted(LinearAutoregression chosen, boolean whole) {
    return equations(chosen.config(), chosen.order(), whole)
        .flatMap(equations -> equations.solved(chosen.order()));
  }

  private int medianTraining() {
    int[] lengths = series.stream().mapToInt(Levels::trainEnd).sorted().toArray();
    return lengths[lengths.length / 2];
  }

  /** Returns the root mean squared errors in the training periods for 1, 2, ... steps ahead. */
  List<Double> errors(LinearAutoregression fitted, int ahead) {
    double[] squares = new double[ahead];
    long[] counts = new long[ahead];
    long all = series.stream().mapToLong(Levels::trainEnd).sum();
    int stride = Math.toIntExact(1 + all / MOST_EQUATIONS);
    for (Levels levels : series) {
      for (int origin = fitted.firstOrigin(); origin + 1 < levels.trainEnd(); origin += stride) {
        double[] forecast =
            fitted.levels(
                levels.z(), levels.axis(), origin, Math.min(ahead, levels.trainEnd() - 1 - origin));
        for (int k = 0; k < forecast.length; k++) {
          double error = levels.z()[origin + 1 + k] - forecast[k];
          squares[k] += error * error;
          counts[k]++;
        }
      }
    }
    List<Double> errors = new ArrayList<>();
    for (int k = 0; k < ahead; k++) {
      double error = counts[k] == 0 ? 0 : Math.sqrt(squares[k] / counts[k]);
      errors.add(error > 0 ? error : k == 0 ? 1 : errors.get(k - 1));
    }
    return errors;
  }

  /** Returns the mean absolute error of forecasts from origins in the validation periods. */
  private double error(LinearAutoregression fitted, int steps) {
    long all = series.stream().mapToLong(each -> each.z().length - each.trainEnd()).sum();
    long stride = 1 + all / MOST_ORIGINS;
    double sum = 0;
    long count = 0;
    long passed = 0;
    for (Levels levels : series) {
      for (int origin = levels.trainEnd() - 1; origin + 1 < levels.z().length; origin++) {
        if (passed++ % stride != 0 || origin < fitted.firstOrigin()) {
          continue;
        }
        int known = Math.min(steps, levels.z().length - 1 - origin);
        double[] forecast = fitted.levels(levels.z(), levels.axis(), origin, known);
        for (int k = 0; k < known; k++) {
          sum += Math.abs(forecast[k] - levels.z()[origin + 1 + k]);
          count++;
        }
      }
    }
    return sum / count;
  }

  /** Adds up the normal equations of an order; empty if there are too few. */
  private Optional<Equations> equations(PreparationConfig tried, int order, boolean whole) {
    LinearAutoregression shape = new LinearAutoregression(tried, order, List.of());
    long all = 0;
    for (Levels levels : series) {
      all += Math.max(0, end(levels, whole) - 1 - shape.firstOrigin());
    }
    Equations equations = new Equations(tried, order);
    if (all < 2L * equations.size) {
      return Optional.empty();
    }
    long stride = 1 + all / MOST_EQUATIONS;
    long passed = 0;
    for (Levels levels : series) {
      for (int origin = shape.firstOrigin(); origin + 1 < end(levels, whole); origin++) {
        if (passed++ % stride == 0) {
          equations.add(
              shape.regressors(levels.z(), origin, levels.axis(), origin + 1L),
              shape.difference(levels.z(), origin + 1));
        }
      }
    }
    return Optional.of(equations);
  }

  private static int end(Levels levels, boolean whole) {
    return whole ? levels.z().length : levels.trainEnd();
  }

  /** The normal equations of the highest order, which contain those of all lower ones. */
  private static final class Equations {
    private final PreparationConfig config;
    private final int order;
    private final int size;
    private final double[][] products;
    private final double[] targets;

    Equations(PreparationConfig config, int order) {
      this.config = config;
      this.order = order;
      this.size = 1 + order + config.calendar().features();
      this.products = new double[size][size];
      this.targets = new double[size];
    }

    void add(double[] regressors, double target) {
      double[] row = new double[size];
      row[0] = 1;
      System.arraycopy(regressors, 0, row, 1, regressors.length);
      for (int i = 0; i < size; i++) {
        targets[i] += row[i] * target;
        for (int j = 0; j <= i; j++) {
          products[i][j] += row[i] * row[j];
        }
      }
    }

    /** Solves them for an order; empty if they do not determine the weights. */
    Optional<LinearAutoregression> solved(int p) {
      int[] used =
          IntStream.range(0, size).filter(column -> column <= p || column > order).toArray();
      RealMatrix matrix = MatrixUtils.createRealMatrix(used.length, used.length);
      double[] right = new double[used.length];
      for (int i = 0; i < used.length; i++) {
        right[i] = targets[used[i]];
        for (int j = 0; j <= i; j++) {
          double product = products[used[i]][used[j]] * (i == j ? 1 + RIDGE : 1);
          matrix.setEntry(i, j, product);
          matrix.setEntry(j, i, product);
        }
      }
      try {
        double[] weights =
            new CholeskyDecomposition(matrix)
                .getSolver()
                .solve(new ArrayRealVector(right))
                .toArray();
        return Optional.of(
            new LinearAutoregression(config, p, Arrays.stream(weights).boxed().toList()));
      } catch (NonPositiveDefiniteMatrixException undetermined) {
        return Optional.empty();
      }
    }
  }
}
