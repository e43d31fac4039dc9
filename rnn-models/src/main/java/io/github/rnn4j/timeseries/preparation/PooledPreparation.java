package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the preparations of many series have in common, so that one network can forecast all of
 * them. Each series is standardized by its own training period; the linear autoregression and the
 * growth of its errors with the distance are estimated from all series together. A series that the
 * model has not seen can therefore also be prepared.
 *
 * <p>Pooling is what makes a global model: P. Montero-Manso, R. J. Hyndman, 2021, <cite>Principles
 * and algorithms for forecasting groups of time series: Locality and globality</cite>,
 * International Journal of Forecasting 37, <a
 * href="https://doi.org/10.1016/j.ijforecast.2021.03.004">doi:10.1016/j.ijforecast.2021.03.004</a>.
 *
 * @param config which transforms to apply
 * @param variables the names of the variables
 * @param ahead how many steps ahead the network predicts
 * @param highway the linear autoregression of each variable, for standardized levels; empty for
 *     none
 * @param errors the root mean squared error of the autoregression of each variable for 1, 2, ...
 *     steps ahead, for standardized levels; empty without an autoregression
 */
public record PooledPreparation(
    PreparationConfig config,
    List<String> variables,
    int ahead,
    List<LinearAutoregression> highway,
    List<List<Double>> errors) {

  /**
   * Fits what the series have in common.
   *
   * @param config which transforms to apply
   * @param pasts the series, with the same variables; each with a scale
   * @param ahead how many steps ahead the network predicts
   * @param horizon how many steps ahead the order of the autoregression is selected for; 0 for no
   *     autoregression
   * @return the preparation
   * @throws io.github.rnn4j.datasets.DataException if no autoregression can be fitted, or a value
   *     has no power transform
   */
  public static PooledPreparation fit(
      PreparationConfig config, List<Past> pasts, int ahead, int horizon) {
    List<String> names = pasts.get(0).series().variables();
    config.calendar().check(pasts.get(0).series());
    List<LinearAutoregression> highway = new ArrayList<>();
    List<List<Double>> errors = new ArrayList<>();
    for (int v = 0; v < names.size() && horizon > 0; v++) {
      PooledAutoregression pooled = new PooledAutoregression(config, names.get(v), pasts, v);
      LinearAutoregression chosen = pooled.choose(horizon);
      highway.add(chosen);
      errors.add(pooled.errors(chosen, ahead));
    }
    return new PooledPreparation(config, names, ahead, List.copyOf(highway), List.copyOf(errors));
  }

  /** Returns the same preparation with the highway refitted on all values of the series. */
  public PooledPreparation refitted(List<Past> pasts) {
    List<LinearAutoregression> refitted =
        IntStream.range(0, highway.size())
            .mapToObj(
                v ->
                    new PooledAutoregression(config, variables.get(v), pasts, v)
                        .refitted(highway.get(v)))
            .toList();
    return new PooledPreparation(config, variables, ahead, refitted, errors);
  }

  /**
   * Returns the fewest steps of a training period with which a series can be prepared.
   *
   * @return 2 or more
   */
  public int least() {
    Preparation shape =
        new Preparation(
            config,
            variables.stream()
                .map(name -> new Preparation.Variable(name, new Scale(0, 1), List.of()))
                .toList(),
            highway);
    return Math.max(shape.firstOrigin(ahead) + (highway.isEmpty() ? ahead : 1), shape.firstStep())
        + 2;
  }

  /**
   * Prepares a series by its training period or, if that has no scale, also by its validation
   * period. A series that is constant in both is forecast to stay as it is.
   *
   * @param past the series, with at least {@link #least()} steps of training
   * @return the preparation
   * @throws io.github.rnn4j.datasets.DataException if the period is too short, or a value has no
   *     power transform
   */
  public Preparation of(Past past) {
    TimeSeries training = past.hasNoScale() ? past.series() : past.training();
    if (highway.isEmpty()) {
      return Preparation.fit(config, training, ahead, List.of());
    }
    List<LinearAutoregression> its = new ArrayList<>();
    List<Preparation.Variable> scales = new ArrayList<>();
    for (int v = 0; v < variables.size(); v++) {
      String name = variables.get(v);
      double[] g = config.power().forward(name, training.values()[v]);
      Scale scale = Scale.ofLevels(g);
      its.add(highway.get(v).unscaled(scale));
      scales.add(
          new Preparation.Variable(
              name,
              Preparation.inputScale(config, name, g),
              errors.get(v).stream()
                  .map(
                      error ->
                          scale.isOfConstant()
                              ? new Scale(0, scale.deviation())
                              : new Scale(0, error * scale.deviation()))
                  .toList()));
    }
    return new Preparation(config, scales, its);
  }
}
