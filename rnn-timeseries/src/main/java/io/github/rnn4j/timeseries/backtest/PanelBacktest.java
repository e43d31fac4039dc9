package io.github.rnn4j.timeseries.backtest;

import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.PanelData;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Ensemble;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Backtests of several series, each in its own test period. */
public final class PanelBacktest {

  /** More origins of all series together are not tested. */
  private static final long MOST_ORIGINS = 200_000;

  private final SeriesConfig config;
  private final PanelData data;
  private final int stride;
  private final int origins; // of each series

  /**
   * Plans the tests.
   *
   * @param fast whether there is only one origin in each series
   * @throws io.github.rnn4j.datasets.DataException if the test periods are shorter than the horizon
   */
  public PanelBacktest(SeriesConfig config, PanelData data, boolean fast) {
    this.config = config;
    this.data = data;
    long origins = (long) data.test() * data.each().size();
    this.stride = fast ? data.test() : Math.toIntExact(1 + origins / MOST_ORIGINS);
    this.origins = backtest(data.each().get(0)).origins().length;
  }

  private Backtest backtest(SeriesData series) {
    return new Backtest(series, config, stride);
  }

  /** Returns the number of origins in each series. */
  public int origins() {
    return origins;
  }

  /**
   * Tests all series.
   *
   * @param ensembles returns the model of a series, numbered from 0
   * @return the means over all series, with the results of each
   */
  public BacktestReport report(IntFunction<Ensemble> ensembles) {
    List<BacktestReport> reports = new ArrayList<>();
    for (int i = 0; i < data.each().size(); i++) {
      SeriesData series = data.each().get(i);
      Backtest backtest = backtest(series);
      Ensemble ensemble = ensembles.apply(i);
      reports.add(
          BacktestReport.of(
              series,
              config,
              backtest,
              backtest.forecasts(ensemble),
              0,
              ensemble.preparation().highway()));
    }
    return BacktestReport.mean(data.panel().name(), reports);
  }
}
