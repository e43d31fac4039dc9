package io.github.rnn4j.timeseries.backtest;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Ensemble;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A rolling-origin backtest: forecasts from successive origins in the test period, up to the
 * horizon from each, compared with the actual values.
 */
public final class Backtest {

  private final SeriesData data;
  private final int horizon;
  private final int[] origins;
  private final double[] actual;
  private final double naiveError;

  /**
   * Places the origins, starting at the last step before the test period.
   *
   * @param stride steps from one origin to the next, 1 or more
   * @throws DataException if the test period is shorter than the horizon
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
    this.actual = flat(origin -> actual(data.series().first(), origin));
    double[] past = data.series().head(data.testStart()).first();
    this.naiveError = ForecastMetrics.naiveError(past, config.preparation().season());
  }

  public int[] origins() {
    return origins.clone();
  }

  /** Returns the metrics of an ensemble that is not refitted. */
  public ForecastMetrics of(Ensemble ensemble) {
    return of(ensemble.values(data.series(), origins, horizon));
  }

  /** Returns the metrics of forecasts from all origins, as made by {@link Ensemble#values}. */
  public ForecastMetrics of(QuantileForecasts forecasts) {
    return ForecastMetrics.ofQuantiles(actual, forecasts.ofVariable(0), naiveError);
  }

  /** Returns the metrics of a point forecaster. */
  public ForecastMetrics of(PointForecaster forecaster) {
    double[] values = data.series().first();
    return ForecastMetrics.ofPoints(
        actual, flat(origin -> forecaster.forecast(values, origin, horizon)), naiveError);
  }

  private double[] actual(double[] values, int origin) {
    double[] next = new double[horizon];
    System.arraycopy(values, origin + 1, next, 0, horizon);
    return next;
  }

  private double[] flat(IntFunction<double[]> ofOrigin) {
    return IntStream.of(origins)
        .boxed()
        .flatMapToDouble(o -> DoubleStream.of(ofOrigin.apply(o)))
        .toArray();
  }
}
