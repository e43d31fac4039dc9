package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Ensemble;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A backtest that regularly refits the model to everything known by then, as in real use. The
 * baselines are not refitted.
 */
public final class RefittedBacktest {

  private final SeriesConfig config;
  private final SeriesData data;
  private final int[] origins;
  private final int every;

  /**
   * Plans a backtest.
   *
   * @param every how many origins each model is used for; 0 if the plan will not be carried out
   */
  public RefittedBacktest(SeriesConfig config, SeriesData data, int[] origins, int every) {
    this.config = config;
    this.data = data;
    this.origins = origins;
    this.every = every;
  }

  /** Returns how many models are fitted. */
  public int fits() {
    return (origins.length + every - 1) / every;
  }

  /**
   * Forecasts like {@link Ensemble#values}; no model sees a value after the first origin that it is
   * used for.
   *
   * @param fitted called after each fit with its number, counted from 1
   */
  public QuantileForecasts values(IntConsumer fitted) {
    List<QuantileForecasts> values = new ArrayList<>();
    int validation = data.testStart() - data.trainEnd();
    for (int fit = 0; fit < fits(); fit++) {
      int[] used =
          Arrays.copyOfRange(origins, fit * every, Math.min(origins.length, (fit + 1) * every));
      int known = used[0] + 1;
      Ensemble ensemble =
          ModelFit.of(config, data.series().head(known), known - validation, member -> List.of())
              .ensemble(config);
      values.add(ensemble.values(data.series(), used, config.network().horizon()));
      fitted.accept(fit + 1);
    }
    return QuantileForecasts.joined(values);
  }
}
