package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Networks that forecast together: averages their quantiles level by level, or pools their paths.
 */
public final class Ensemble {

  private final SeriesConfig config;
  private final Preparation preparation;
  private final List<MultiLayerNetwork> members;
  private final Calibration calibration;
  private final int numbersPerValue;

  public Ensemble(
      SeriesConfig config,
      Preparation preparation,
      List<MultiLayerNetwork> members,
      Calibration calibration) {
    this.config = config;
    this.preparation = preparation;
    this.members = members;
    this.calibration = calibration;
    this.numbersPerValue = config.network().output().loss().numbersPerValue();
  }

  /** Returns how the values of the series are prepared. */
  public Preparation preparation() {
    return preparation;
  }

  public List<MultiLayerNetwork> members() {
    return members;
  }

  /**
   * Forecasts from origins in ascending order. No forecast sees a value after its origin: the
   * network reads the series once from the beginning, and its output at the origin is the forecast.
   *
   * @param origins steps whose value is the last known one
   * @param steps how many steps ahead, at most the horizon with the direct strategy
   * @return forecasts of the levels, before the inverse of the power transform
   * @throws IllegalArgumentException if an origin has too little history or is not in the series,
   *     the origins are not in ascending order, or there are too many steps
   */
  public QuantileForecasts levels(TimeSeries series, int[] origins, int steps) {
    return asNetworksSay(series, origins, steps).map(calibration::apply);
  }

  /** Forecasts like {@link #levels}, but in the unit of the series. */
  public QuantileForecasts values(TimeSeries series, int[] origins, int steps) {
    return asNetworksSay(series, origins, steps)
        .map(forecast -> calibration.apply(forecast).map(config.preparation()::inverse));
  }

  private QuantileForecasts asNetworksSay(TimeSeries series, int[] origins, int steps) {
    require(series, origins, steps);
    return config.network().strategy() == Strategy.DIRECT
        ? direct(series, origins, steps)
        : new Paths(config, preparation, members).quantiles(series, origins, steps);
  }

  private void require(TimeSeries series, int[] origins, int steps) {
    if (origins.length == 0) {
      throw new IllegalArgumentException("there are no origins; at least one is needed");
    }
    int ahead = preparation.ahead();
    if (config.network().strategy() == Strategy.DIRECT && steps > ahead) {
      throw new IllegalArgumentException(
          "steps is %d; these networks predict at most %d steps ahead".formatted(steps, ahead));
    }
    int first = preparation.firstOrigin(Math.min(steps, ahead));
    for (int origin : origins) {
      if (origin < first || origin >= series.length()) {
        throw new IllegalArgumentException(
            "origin is %d; this model forecasts %d steps of this series from origins %d to %d"
                .formatted(origin, steps, first, series.length() - 1));
      }
    }
  }

  private QuantileForecasts direct(TimeSeries series, int[] origins, int steps) {
    int last = IntStream.of(origins).max().orElseThrow();
    SeriesTensors tensors = new SeriesTensors(preparation, series, last + 1);
    double[][] levels = preparation.levels(series.head(last + 1));
    double[][][] anchors = new double[origins.length][levels.length][]; // [origin][variable][k - 1]
    for (int i = 0; i < origins.length; i++) {
      for (int v = 0; v < levels.length; v++) {
        anchors[i][v] = preparation.anchors(v, levels[v], series.axis(), origins[i], steps);
      }
    }
    QuantileForecasts sum = null;
    for (MultiLayerNetwork member : members) {
      Outputs outputs = Outputs.of(member, tensors);
      IntFunction<QuantileForecasts.FromOrigin> share =
          i -> (v, k) -> share(outputs.at(origins[i]), v, k, anchors[i][v][k - 1]);
      if (sum == null) {
        sum = new QuantileForecasts(origins, levels.length, steps, share);
      } else {
        sum.add(share);
      }
    }
    return sum;
  }

  /** Returns a member's share of the mean of all members. */
  private Quantiles share(double[] output, int variable, int ahead, double anchor) {
    int value = variable * preparation.ahead() + ahead - 1;
    return config
        .network()
        .output()
        .quantiles(output, value * numbersPerValue)
        .map(label -> preparation.level(variable, ahead, anchor, label) / members.size());
  }
}
