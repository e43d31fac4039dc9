package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.List;
import java.util.Map;

/** A model that is trained in a second. Differences from the last value, one lag, no season. */
final class SmallModel {

  private SmallModel() {}

  static SeriesConfig config(OutputForm output, int epochs) {
    SeriesConfig small =
        ConfigOptions.with(
            Preset.DEMO.config(),
            Map.of("--steps", 60, "--validation", 10, "--test", 10, "--season", 1, "--hidden", 3));
    SeriesConfig quick =
        ConfigOptions.with(
            small,
            Map.of("--streams", 2, "--window", 10, "--learning-rate", 0.02, "--patience", 100));
    return ConfigOptions.with(
        quick, Map.of("--output", output, "--horizon", 4, "--epochs", epochs));
  }

  static TimeSeries series(double... values) {
    return new TimeSeries(
        "small", true, TimeAxis.counted(), List.of("x"), new double[][] {values}, List.of());
  }

  static Preparation preparation(SeriesConfig config, TimeSeries training) {
    return Preparation.fit(
        config.preparation(), training, config.network().stepsAhead(), List.of());
  }
}
