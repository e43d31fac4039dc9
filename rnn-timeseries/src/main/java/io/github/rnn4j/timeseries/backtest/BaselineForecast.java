package io.github.rnn4j.timeseries.backtest;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The forecast of a series by one of the baselines of a backtest, which is fitted to the whole
 * series.
 *
 * @param method the name of the baseline
 * @param values the forecasts of the steps after the end of the series; empty if there is none
 * @param reason why there is none; empty if there is one
 */
public record BaselineForecast(String method, List<Double> values, String reason) {

  /**
   * Forecasts a series by all baselines.
   *
   * @param data a series without a test period; its validation period chooses the order of the
   *     autoregression
   * @param config the season and the transforms, and how many steps ahead to forecast
   * @param variable the number of the variable, counted from 0
   * @return a forecast of each baseline, in the order in which they are reported
   */
  public static List<BaselineForecast> all(SeriesData data, SeriesConfig config, int variable) {
    double[] values = data.series().values()[variable];
    return Baselines.of(data, config, variable, List.of()).entrySet().stream()
        .map(each -> of(each.getKey(), each.getValue(), values, config.network().horizon()))
        .toList();
  }

  private static BaselineForecast of(
      String method, Supplier<PointForecaster> baseline, double[] values, int steps) {
    try {
      double[] forecast = baseline.get().forecast(values, values.length - 1, steps);
      return Arrays.stream(forecast).allMatch(Double::isFinite)
          ? new BaselineForecast(method, Arrays.stream(forecast).boxed().toList(), "")
          : new BaselineForecast(method, List.of(), "the forecasts grow without limit");
    } catch (DataException notFitted) {
      return new BaselineForecast(method, List.of(), notFitted.getMessage());
    }
  }
}
