package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.timeseries.preparation.Calendar;
import io.github.rnn4j.timeseries.preparation.PowerTransform;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import io.github.rnn4j.timeseries.tutorial.TutorialCommand;
import java.util.Locale;

/** Named configurations: the only place with default values. */
@SuppressWarnings("ImmutableEnumChecker") // SeriesConfig holds numbers, strings and enums only.
public enum Preset implements io.github.rnn4j.cli.config.Preset<SeriesConfig> {
  /** A made-up wave, to see the whole way from data to bands in less than a minute. */
  DEMO(
      "noisy sine with drift and changing frequency, made up; under a minute on 2 cores",
      new SeriesConfig(
          new DataConfig("noisy-sine", "", "", GapPolicy.ERROR, 2000, 0, 0),
          new PreparationConfig(PowerTransform.NONE, 1, 50, 0, Calendar.NONE, 1),
          new NetworkConfig(Cell.GRU, 1, 32, 0, OutputForm.QUANTILE, Strategy.DIRECT, 25, 0, 2),
          new TrainingConfig(80, 8, 40, 0.005, 5, 0, 12, 0, 1))),

  /** The tutorial's experiment, which has options of its own; see {@link TutorialCommand}. */
  TUTORIAL("as the command tutorial with its defaults; takes no other option", DEMO.config),

  /** Airline passengers, twelve months ahead. */
  AIRLINE(
      "airline passengers, 12 months ahead",
      new SeriesConfig(
          new DataConfig("airline-passengers", "", "", GapPolicy.ERROR, 2000, 24, 36),
          new PreparationConfig(PowerTransform.LOG, 0, 12, 1, Calendar.NONE, 13),
          new NetworkConfig(Cell.GRU, 1, 16, 0.2, OutputForm.QUANTILE, Strategy.DIRECT, 12, 0, 10),
          new TrainingConfig(300, 1, 12, 0.003, 5, 1e-3, 40, 1, 1))),

  /** Minimum temperatures of Melbourne, a week ahead. */
  TEMPERATURES(
      "daily minimum temperatures of Melbourne, 7 days ahead",
      new SeriesConfig(
          new DataConfig("daily-min-temperatures", "", "", GapPolicy.INTERPOLATE, 2000, 365, 730),
          new PreparationConfig(PowerTransform.NONE, 0, 365, 0, Calendar.YEAR, 1),
          new NetworkConfig(Cell.GRU, 1, 32, 0.2, OutputForm.QUANTILE, Strategy.DIRECT, 7, 1, 5),
          new TrainingConfig(150, 8, 60, 0.002, 5, 0, 20, 1, 1))),

  /** Sunspots, a year ahead. */
  SUNSPOTS(
      "monthly sunspot numbers, 12 months ahead",
      new SeriesConfig(
          new DataConfig("monthly-sunspots", "", "", GapPolicy.ERROR, 2000, 420, 564),
          new PreparationConfig(PowerTransform.SQRT, 0, 132, 0, Calendar.NONE, 1),
          new NetworkConfig(Cell.GRU, 1, 16, 0.2, OutputForm.GAUSSIAN, Strategy.DIRECT, 12, 1, 5),
          new TrainingConfig(150, 8, 60, 0.002, 5, 0, 20, 1, 1)));

  private final String cost;
  private final SeriesConfig config;

  Preset(String cost, SeriesConfig config) {
    this.cost = cost;
    this.config = config;
  }

  @Override
  public SeriesConfig config() {
    return config;
  }

  @Override
  public String cost() {
    return cost;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
