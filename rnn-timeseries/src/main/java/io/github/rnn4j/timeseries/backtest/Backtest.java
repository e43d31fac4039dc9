package io.github.rnn4j.timeseries.backtest;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Ensemble;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A rolling-origin backtest: forecasts from successive origins in the test period, up to the
 * horizon from each, compared with the actual values.
 */
public final class Backtest {

  /** More origins are not tested by default. */
  private static final int MOST_ORIGINS = 5_000;

  private final SeriesData data;
  private final int horizon;
  private final int[] origins;
  private final int variable;
  private final double[] actual;
  private final double naiveError;
  private final int season;

  /**
   * Places the origins, starting at the last step before the test period.
   *
   * @param stride steps from one origin to the next, 1 or more
   * @throws DataException if the test period is shorter than the horizon, or the series before it
   *     is no longer than a season
   */
  public Backtest(SeriesData data, SeriesConfig config, int stride) {
    this.data = data;
    this.horizon = config.network().horizon();
    int last = data.series().length() - 1 - horizon;
    if (last < data.testStart() - 1) {
      throw new DataException(
          "The test period has %d steps; a horizon of %d needs at least that many. Choose a larger --test or a smaller --horizon"
              .formatted(data.series().length() - data.testStart(), horizon));
    }
    this.origins =
        IntStream.iterate(data.testStart() - 1, origin -> origin <= last, origin -> origin + stride)
            .toArray();
    this.season = config.preparation().season();
    if (season >= data.testStart()) {
      throw new DataException(
          "The season has %d steps (--season), but the training and validation periods have only %d, which must be more. Choose a --season of at most %d, a smaller --test, or a longer series"
              .formatted(season, data.testStart(), data.testStart() - 1));
    }
    this.variable = 0;
    this.actual = actual();
    this.naiveError = naiveError();
  }

  /**
   * Returns the distance between origins with which a test takes no longer than for a series of
   * usual length.
   */
  public static int stride(SeriesData data) {
    return 1 + (data.series().length() - data.testStart()) / MOST_ORIGINS;
  }

  private Backtest(Backtest other, int variable) {
    this.data = other.data;
    this.horizon = other.horizon;
    this.origins = other.origins;
    this.season = other.season;
    this.variable = variable;
    this.actual = actual();
    this.naiveError = naiveError();
  }

  private double[] actual() {
    double[] values = values();
    return flat(origin -> Arrays.copyOfRange(values, origin + 1, origin + 1 + horizon));
  }

  private double naiveError() {
    return ForecastMetrics.naiveError(Arrays.copyOf(values(), data.testStart()), season);
  }

  /** Returns the same backtest of another variable; at first it is that of the first. */
  Backtest ofVariable(int other) {
    return new Backtest(this, other);
  }

  /** Returns the values of the variable. */
  double[] values() {
    return data.series().values()[variable];
  }

  public int[] origins() {
    return origins.clone();
  }

  /** Returns the forecasts of an ensemble that is not refitted. */
  public QuantileForecasts forecasts(Ensemble ensemble) {
    return ensemble.values(data.series(), origins, horizon);
  }

  /** Returns the metrics of forecasts from all origins, as made by {@link Ensemble#values}. */
  public ForecastMetrics of(QuantileForecasts forecasts) {
    return ForecastMetrics.ofQuantiles(actual, forecasts.ofVariable(variable), naiveError);
  }

  /** Returns the forecasts of a point forecaster, one origin after another. */
  double[] points(PointForecaster forecaster) {
    double[] values = values();
    return flat(origin -> forecaster.forecast(values, origin, horizon));
  }

  /** Returns the medians of forecasts from all origins, one origin after another. */
  double[] medians(QuantileForecasts forecasts) {
    return forecasts.ofVariable(variable).stream().mapToDouble(Quantiles::median).toArray();
  }

  /** Returns the metrics of forecasts, one origin after another. */
  ForecastMetrics of(double[] points) {
    return ForecastMetrics.ofPoints(actual, points, naiveError);
  }

  /**
   * Returns the mean absolute error of forecasts of one step, two steps and so on.
   *
   * @param points the forecasts, one origin after another
   */
  List<Double> byLead(double[] points) {
    double[] sums = new double[horizon];
    for (int i = 0; i < points.length; i++) {
      sums[i % horizon] += Math.abs(points[i] - actual[i]);
    }
    return Arrays.stream(sums).mapToObj(sum -> sum / origins.length).toList();
  }

  private double[] flat(IntFunction<double[]> ofOrigin) {
    return IntStream.of(origins)
        .boxed()
        .flatMapToDouble(o -> DoubleStream.of(ofOrigin.apply(o)))
        .toArray();
  }
}
