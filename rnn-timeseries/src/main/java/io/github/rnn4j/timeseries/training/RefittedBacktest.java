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
 * A backtest whose model is made anew again and again of what is known by then, as in use. The
 * baselines beside it stay as they are.
 */
public final class RefittedBacktest {

  private final SeriesConfig config;
  private final SeriesData data;
  private final int[] origins;
  private final int every;

  /**
   * A plan.
   *
   * @param every how many origins a model is used for; 0 for a plan that is not carried out
   */
  public RefittedBacktest(SeriesConfig config, SeriesData data, int[] origins, int every) {
    this.config = config;
    this.data = data;
    this.origins = origins;
    this.every = every;
  }

  /** How many models are made. */
  public int fits() {
    return (origins.length + every - 1) / every;
  }

  /**
   * As {@link Ensemble#values}; no model has seen a value after the first origin it is used for.
   *
   * @param fitted hears of each model that was made, counted from 1
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
