package io.github.rnn4j.timeseries;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.TimeAxis;
import io.github.rnn4j.datasets.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The way from values to the numbers of the network and back, fitted on a training part and saved
 * with the model: power transform, differences, standardisation, calendar.
 *
 * <p>A value {@code y} becomes a level {@code g} by the power transform. What enters the network at
 * step {@code t} are the standardised differences of the latest levels and the calendar of step
 * {@code t + 1}; what it says is, for each variable and each {@code k} up to the horizon, the level
 * at {@code t + k} as a standardised difference to an anchor ({@link Differencing}).
 *
 * @param config what is done
 * @param variables the scales of each variable
 */
public record Preparation(PreparationConfig config, List<Variable> variables) {

  /**
   * What was fitted for a variable.
   *
   * @param name its name
   * @param input the scale of what enters the network
   * @param ahead the scales of what it says, for 1, 2, ... steps ahead
   */
  public record Variable(String name, Scale input, List<Scale> ahead) {}

  /**
   * Fits the scales.
   *
   * @param config what is done
   * @param training the training part and nothing else
   * @param ahead how many steps ahead the network says
   * @return the preparation
   * @throws DataException if the part is too short, or has values that the power transform refuses
   */
  static Preparation fit(PreparationConfig config, TimeSeries training, int ahead) {
    if (config.calendar() != Calendar.NONE && !training.axis().dated()) {
      throw new DataException(
          training.name() + " has no dates; choose --calendar none, or a column of dates");
    }
    Differencing differencing = Differencing.of(config);
    int first = differencing.firstOrigin(ahead);
    if (training.length() < first + ahead + 2) {
      throw new DataException(
          "The training part has %d steps; %d steps ahead with these differences need %d or more. Give a longer series, a smaller test or validation part, or a shorter horizon"
              .formatted(training.length(), ahead, first + ahead + 2));
    }
    List<Variable> variables = new ArrayList<>();
    for (int v = 0; v < training.variables().size(); v++) {
      String name = training.variables().get(v);
      double[] g = config.power().forward(name, training.values()[v]);
      List<Scale> scales = new ArrayList<>();
      for (int k = 1; k <= ahead; k++) {
        int step = k;
        int from = differencing.firstOrigin(k);
        scales.add(
            Scale.fit(
                name,
                IntStream.range(from, g.length - step)
                    .mapToDouble(o -> g[o + step] - differencing.anchor(g, o, step))));
      }
      variables.add(new Variable(name, scales.get(0), scales));
    }
    return new Preparation(config, List.copyOf(variables));
  }

  /** How many steps ahead the network says. */
  int ahead() {
    return variables.get(0).ahead().size();
  }

  /** How many numbers enter the network at a step. */
  int features() {
    return variables.size() * config.lags() + config.calendar().features();
  }

  /** The first step with features. */
  int firstStep() {
    return Differencing.of(config).firstOrigin(1) + config.lags();
  }

  /** The levels of a series, {@code [variable][step]}. */
  double[][] levels(TimeSeries series) {
    double[][] levels = new double[variables.size()][];
    for (int v = 0; v < levels.length; v++) {
      levels[v] = config.power().forward(variables.get(v).name(), series.values()[v]);
    }
    return levels;
  }

  /** What enters the network at step {@code t}, 0 before the first value that has a difference. */
  void features(double[][] levels, TimeAxis axis, int t, double[] features) {
    Differencing differencing = Differencing.of(config);
    int first = differencing.firstOrigin(1) + 1;
    int next = 0;
    for (int v = 0; v < levels.length; v++) {
      for (int lag = 0; lag < config.lags(); lag++) {
        int at = t - lag;
        features[next++] =
            at < first
                ? 0
                : variables
                    .get(v)
                    .input()
                    .forward(levels[v][at] - differencing.anchor(levels[v], at - 1, 1));
      }
    }
    if (config.calendar() != Calendar.NONE) {
      config.calendar().write(axis.at(t + 1L), features, next);
    }
  }

  /** The level {@code k} steps after an origin as the network says it. */
  double label(int variable, double[] levels, int origin, int k) {
    Differencing differencing = Differencing.of(config);
    if (origin < differencing.firstOrigin(k)) {
      return Double.NaN;
    }
    return variables
        .get(variable)
        .ahead()
        .get(k - 1)
        .forward(levels[origin + k] - differencing.anchor(levels, origin, k));
  }

  /**
   * The level {@code k} steps after an origin from what the network says; undoes {@link #label}.
   */
  double level(int variable, double[] levels, int origin, int k, double label) {
    return Differencing.of(config).anchor(levels, origin, k)
        + variables.get(variable).ahead().get(k - 1).inverse(label);
  }

  /** The value {@code k} steps after an origin from what the network says. */
  double value(int variable, double[] levels, int origin, int k, double label) {
    return config.power().inverse(level(variable, levels, origin, k, label));
  }
}
