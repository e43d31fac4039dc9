package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.Forecaster;
import java.util.List;
import java.util.function.Predicate;

/**
 * The forecast of a series by a network that is trained on this series only, and not saved: what
 * {@code train} and {@code forecast} would give without a test period. For many series, one network
 * that is trained on all of them is usually better, and much faster.
 */
public final class OwnNetwork {

  private OwnNetwork() {}

  /**
   * Trains a network on a whole series, whose last 15 percent select the epoch, and forecasts.
   *
   * @param config the configuration of the preset with the options of the user
   * @param series the series
   * @param isSet whether the user has set an option; without {@code --members}, there is one
   *     network
   * @return the forecasts of the steps after the end of the series; with several variables, those
   *     of each step follow each other
   * @throws DataException if the series is too short for a network
   */
  public static List<Forecast> forecast(
      SeriesConfig config, TimeSeries series, Predicate<String> isSet) {
    if (series.length() < AutomaticChoice.LEAST) {
      throw new DataException(
          "%s has %d steps; a network needs at least %d. Use a longer series"
              .formatted(series.name(), series.length(), AutomaticChoice.LEAST));
    }
    AutomaticChoice choice =
        AutomaticChoice.withoutTest(
            isSet.test("--members") ? config : ofOneMember(config), series, isSet);
    SeriesConfig chosen = choice.config();
    TrainingSession.requireTrainable(chosen, choice.data());
    try (Forecaster forecaster =
        ModelFit.of(chosen, series, choice.data().trainEnd(), member -> List.of())
            .forecaster(chosen, series)) {
      return forecaster.forecast(chosen.network().horizon());
    }
  }

  private static SeriesConfig ofOneMember(SeriesConfig config) {
    NetworkConfig network = config.network();
    return config.with(network.with(network.hidden(), network.horizon(), network.highway(), 1));
  }
}
