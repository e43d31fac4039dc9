package io.github.rnn4j.timeseries.backtest;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.picture.BandChart;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.preparation.LinearAutoregression;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The baseline with the lowest mean absolute error in the test period, which charts show next to
 * the network. It forecasts the first variable.
 *
 * <pre>{@code
 * BestBaseline best = BestBaseline.of(report, data, config, List.of());
 * double[] year = best.forecast(new int[] {data.testStart() - 1}, 12);
 * }</pre>
 */
public final class BestBaseline {

  private final String name;
  private final double[] values;
  private final PointForecaster forecaster;

  private BestBaseline(String name, double[] values, PointForecaster forecaster) {
    this.name = name;
    this.values = values;
    this.forecaster = forecaster;
  }

  /**
   * Fits the best baseline of a backtest again.
   *
   * @param report the results of the backtest
   * @param data the series of the backtest and its periods
   * @param config the configuration of the backtest
   * @param pooled as for {@link Baselines#of}
   * @return the baseline
   * @throws DataException if it is unknown or cannot be fitted, because the report is of another
   *     series or version
   */
  public static BestBaseline of(
      BacktestReport report,
      SeriesData data,
      SeriesConfig config,
      List<LinearAutoregression> pooled) {
    String name = report.bestBaseline();
    double[] values = data.series().first();
    Supplier<PointForecaster> baseline = Baselines.of(data, config, 0, pooled).get(name);
    if (baseline == null) {
      throw new DataException("'%s' is not the name of a baseline".formatted(name));
    }
    return new BestBaseline(name, values, baseline.get());
  }

  /**
   * Returns the name of the baseline as charts show it.
   *
   * @return for example {@code best baseline: seasonal naive}
   */
  public String label() {
    return "best baseline: " + name;
  }

  /**
   * Forecasts from some origins.
   *
   * @param origins steps whose value is the last known one, none of them before the test period but
   *     the last step before it
   * @param steps how many steps ahead
   * @return the forecasts, one origin after another
   */
  public double[] forecast(int[] origins, int steps) {
    return IntStream.of(origins)
        .mapToObj(origin -> forecaster.forecast(values, origin, steps))
        .flatMapToDouble(DoubleStream::of)
        .toArray();
  }

  /** Returns the forecasts as a line for a {@link BandChart}. */
  public BandChart.Line line(int[] origins, int steps) {
    return new BandChart.Line(label(), forecast(origins, steps));
  }
}
