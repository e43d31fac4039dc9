package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Converts values to the network's inputs and labels, and its outputs back to values: power
 * transform, differences or a linear highway, standardization, calendar. It is fitted on the
 * training period and saved with the model.
 *
 * <p>The power transform turns a value {@code y} into a level {@code g}. The inputs of the network
 * at step {@code t} are the standardized differences of the latest levels and the calendar of step
 * {@code t + 1}. Its outputs are, for each variable and each {@code k} up to the horizon, the level
 * at {@code t + k} as a standardized difference from an anchor. The anchor is that of {@link
 * Differencing} or, with a highway, the forecast of a linear autoregression, whose residuals the
 * network then learns (G. P. Zhang, 2003, <cite>Time series forecasting using a hybrid ARIMA and
 * neural network model</cite>, Neurocomputing 50, <a
 * href="https://doi.org/10.1016/S0925-2312(01)00702-0">doi:10.1016/S0925-2312(01)00702-0</a>; G.
 * Lai et al., 2018, <a href="https://arxiv.org/abs/1703.07015">Modeling Long- and Short-Term
 * Temporal Patterns with Deep Neural Networks</a>, section 3.5).
 *
 * @param config which transforms to apply
 * @param variables the scales of each variable
 * @param highway the linear autoregression of each variable; empty for none
 */
public record Preparation(
    PreparationConfig config, List<Variable> variables, List<LinearAutoregression> highway) {

  /**
   * The scales fitted for a variable.
   *
   * @param name the name of the variable
   * @param input the scale of the network's inputs
   * @param ahead the scales of the network's outputs for 1, 2, ... steps ahead
   */
  public record Variable(String name, Scale input, List<Scale> ahead) {}

  /**
   * Fits the scales.
   *
   * @param config which transforms to apply
   * @param training the training period and nothing else
   * @param ahead how many steps ahead the network predicts
   * @param highway a linear autoregression of each variable, fitted on the training period; empty
   *     for none
   * @return the preparation
   * @throws DataException if the period is too short or has values that the power transform rejects
   */
  public static Preparation fit(
      PreparationConfig config,
      TimeSeries training,
      int ahead,
      List<LinearAutoregression> highway) {
    config.calendar().check(training);
    Preparation unscaled = new Preparation(config, List.of(), List.copyOf(highway));
    int least = Math.max(unscaled.anchored(ahead) + ahead, unscaled.firstStep()) + 2;
    if (training.length() < least) {
      throw new DataException(
          "The training period has %d steps; forecasting %d steps ahead with these differences and lags needs %d or more. Use a longer series, a shorter test or validation period, fewer lags, or a shorter horizon"
              .formatted(training.length(), ahead, least));
    }
    List<Variable> variables = new ArrayList<>();
    for (int v = 0; v < training.variables().size(); v++) {
      variables.add(unscaled.fitted(v, training, ahead));
    }
    return unscaled.with(variables, highway);
  }

  private Variable fitted(int variable, TimeSeries training, int ahead) {
    String name = training.variables().get(variable);
    double[] g = config.power().forward(name, training.values()[variable]);
    double[][] left = new double[ahead][g.length]; // residuals of the anchors, [k - 1][origin]
    for (int origin = 0; origin < g.length; origin++) {
      int known = Math.min(ahead, g.length - 1 - origin);
      double[] anchors = anchors(variable, g, training.axis(), origin, known);
      for (int k = 1; k <= ahead; k++) {
        left[k - 1][origin] = k <= known ? g[origin + k] - anchors[k - 1] : Double.NaN;
      }
    }
    Stream<DoubleStream> steps = Stream.of(left).map(DoubleStream::of);
    return new Variable(
        name,
        inputScale(config, name, g),
        highway.isEmpty()
            ? steps.map(step -> Scale.fit(name, step)).toList()
            : steps.map(step -> Scale.fitAroundZero(name, step)).toList());
  }

  /** Fits the scale of the inputs to the levels of a training period. */
  static Scale inputScale(PreparationConfig config, String name, double[] g) {
    Differencing differencing = Differencing.of(config);
    return Scale.fit(
        name,
        IntStream.range(differencing.firstOrigin(1), g.length - 1)
            .mapToDouble(origin -> g[origin + 1] - differencing.anchor(g, origin, 1)));
  }

  private Preparation with(List<Variable> scales, List<LinearAutoregression> linear) {
    return new Preparation(config, List.copyOf(scales), List.copyOf(linear));
  }

  /**
   * Returns the same scales with the highway refitted on {@code more}, a longer part of the series.
   */
  public Preparation withHighwayRefitted(TimeSeries more) {
    return with(
        variables,
        IntStream.range(0, highway.size())
            .mapToObj(v -> highway.get(v).refitted(more.axis(), more.values()[v], more.length()))
            .toList());
  }

  /** Returns how many steps ahead the network predicts. */
  public int ahead() {
    return variables.get(0).ahead().size();
  }

  /** Returns the number of inputs of the network at a step. */
  public int features() {
    return variables.size() * config.lags() + config.calendar().features();
  }

  /** Returns the first step with features and a forecast of the next step. */
  public int firstStep() {
    return firstOrigin(1);
  }

  /** Returns the first step with features and forecasts of the next {@code ahead} steps. */
  public int firstOrigin(int ahead) {
    return Math.max(Differencing.of(config).firstOrigin(1) + config.lags(), anchored(ahead));
  }

  /**
   * Returns an upper bound on how many steps the features and anchors of a step depend on,
   * including that step.
   */
  public int reach() {
    int order = highway.stream().mapToInt(LinearAutoregression::order).max().orElse(0);
    return Math.max(config.lags(), order) + 2 * config.season() + 3;
  }

  /** Returns the first origin with known anchors for the next {@code ahead} steps. */
  private int anchored(int ahead) {
    return highway.stream()
        .mapToInt(LinearAutoregression::firstOrigin)
        .max()
        .orElseGet(() -> Differencing.of(config).firstOrigin(ahead));
  }

  /** Returns the levels of a series, {@code [variable][step]}. */
  public double[][] levels(TimeSeries series) {
    double[][] levels = new double[variables.size()][];
    for (int v = 0; v < levels.length; v++) {
      levels[v] = config.power().forward(variables.get(v).name(), series.values()[v]);
    }
    return levels;
  }

  /**
   * Checks that the network, which computes in FLOAT, can process all values of a series.
   *
   * @param series the series of the training, or one to forecast
   * @param remedy what to do about a value that is too large
   * @throws DataException if it cannot; the message names the value and the limit
   */
  public void requireUsable(TimeSeries series, String remedy) {
    for (int v = 0; v < variables.size(); v++) {
      double[] values = series.values()[v];
      double deviation = variables.get(v).input().deviation();
      for (int t = 0; t < values.length; t++) {
        // A logarithm of a value that has none is reported elsewhere.
        if (!Double.isFinite(values[t])
            || Math.abs(config.power().forward(values[t])) / deviation >= Scale.FAR) {
          throw new DataException(
              "the value of %s at %s is %s, but the network can only process values up to %.0e, %.0e times the standard deviation of the training period; %s"
                  .formatted(
                      variables.get(v).name(),
                      series.axis().label(t),
                      values[t],
                      config.power().inverse(Scale.FAR * deviation),
                      Scale.FAR,
                      remedy));
        }
      }
    }
  }

  /**
   * Checks that the scales are in the range in which the network computes.
   *
   * @throws DataException if one is not
   */
  public void requireUsableScales() {
    for (Variable variable : variables) {
      Stream.concat(Stream.of(variable.input()), variable.ahead().stream())
          .filter(scale -> !scale.usable())
          .findFirst()
          .ifPresent(
              scale -> {
                throw new DataException(
                    "In the training period, %s has, after the transforms, a standard deviation of %s and a mean of %s; the network can only process a standard deviation from %.0e to %.0e and a mean up to %.0e times that. Use other units"
                        .formatted(
                            variable.name(),
                            scale.deviation(),
                            scale.mean(),
                            Scale.LEAST,
                            Scale.GREATEST,
                            Scale.FAR));
              });
    }
  }

  /** Writes the inputs of the network at step {@code t}; lags before the first difference are 0. */
  public void features(double[][] levels, TimeAxis axis, int t, double[] features) {
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

  /**
   * Returns the anchors that the network's outputs are added to, for 1 to {@code steps} steps after
   * an origin; NaN if the history is too short.
   *
   * @param g levels of the variable; those after the origin are not read
   */
  public double[] anchors(int variable, double[] g, TimeAxis axis, int origin, int steps) {
    double[] anchors = new double[steps];
    Differencing differencing = Differencing.of(config);
    if (highway.isEmpty()) {
      Arrays.setAll(
          anchors,
          i ->
              origin < differencing.firstOrigin(i + 1)
                  ? Double.NaN
                  : differencing.anchor(g, origin, i + 1));
      return anchors;
    }
    LinearAutoregression linear = highway.get(variable);
    if (origin >= linear.firstOrigin()) {
      return linear.levels(g, axis, origin, steps);
    }
    Arrays.fill(anchors, Double.NaN);
    return anchors;
  }

  /** Returns the label of a level {@code k} steps after the origin of an anchor. */
  public double label(int variable, int k, double anchor, double level) {
    return variables.get(variable).ahead().get(k - 1).forward(level - anchor);
  }

  /** Returns the level {@code k} steps after the origin of an anchor; undoes {@link #label}. */
  public double level(int variable, int k, double anchor, double label) {
    Scale scale = variables.get(variable).ahead().get(k - 1);
    return scale.isOfConstant() ? anchor : anchor + scale.inverse(label);
  }
}
