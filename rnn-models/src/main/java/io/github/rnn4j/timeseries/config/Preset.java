package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.known.PublishedSeries;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.timeseries.preparation.Calendar;
import io.github.rnn4j.timeseries.preparation.PowerTransform;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;

/** Named configurations: the only place with default values. */
@SuppressWarnings("ImmutableEnumChecker") // SeriesConfig holds numbers, strings and enums only.
public enum Preset implements io.github.rnn4j.config.Preset<SeriesConfig> {
  /** A synthetic wave: every step from data to intervals in less than a minute. */
  DEMO(
      "a synthetic noisy sine with drift and changing frequency; under a minute on 2 cores",
      new SeriesConfig(
          new DataConfig(
              /* data= */ "noisy-sine",
              /* time= */ "",
              /* value= */ "",
              GapPolicy.ERROR,
              /* steps= */ 2000,
              /* validation= */ 0,
              /* test= */ 0),
          new PreparationConfig(
              PowerTransform.NONE,
              /* difference= */ true,
              /* season= */ 50,
              /* seasonalDifference= */ false,
              Calendar.NONE,
              /* lags= */ 1,
              /* nonNegative= */ false),
          new NetworkConfig(
              Cell.GRU,
              Recurrence.HIDDEN_TO_HIDDEN,
              HiddenActivation.TANH,
              RecurrentWeights.ORTHOGONAL,
              /* layers= */ 1,
              /* hidden= */ 32,
              /* dropout= */ 0,
              OutputForm.QUANTILE,
              Strategy.DIRECT,
              /* horizon= */ 25,
              /* highway= */ false,
              /* members= */ 2),
          new TrainingConfig(
              /* epochs= */ 80,
              /* streams= */ 8,
              /* window= */ 40,
              /* learningRate= */ 0.005,
              Clip.LAYER,
              /* clipThreshold= */ 5,
              /* l2= */ 0,
              /* patience= */ 12,
              /* refit= */ false,
              /* seed= */ 1,
              /* averaging= */ 0))),

  /** Real series of any kind; see {@code AutomaticChoice}. */
  STANDARD(
      "your own series; used with --data if no preset is named. Season, horizon, transform and the"
          + " size of the network are chosen by the data, unless you set them; at most two minutes"
          + " for 3,000 steps on 2 cores",
      new SeriesConfig(
          new DataConfig(
              /* data= */ "noisy-sine",
              /* time= */ "",
              /* value= */ "",
              GapPolicy.INTERPOLATE,
              /* steps= */ 2000,
              /* validation= */ 0,
              /* test= */ 0),
          new PreparationConfig(
              PowerTransform.NONE,
              /* difference= */ false,
              /* season= */ 1,
              /* seasonalDifference= */ false,
              Calendar.NONE,
              /* lags= */ 1,
              /* nonNegative= */ false),
          new NetworkConfig(
              Cell.GRU,
              Recurrence.HIDDEN_TO_HIDDEN,
              HiddenActivation.TANH,
              RecurrentWeights.ORTHOGONAL,
              /* layers= */ 1,
              /* hidden= */ 16,
              /* dropout= */ 0.2,
              OutputForm.QUANTILE,
              Strategy.DIRECT,
              /* horizon= */ 12,
              /* highway= */ true,
              /* members= */ 5),
          new TrainingConfig(
              /* epochs= */ 150,
              /* streams= */ 8,
              /* window= */ 60,
              /* learningRate= */ 0.002,
              Clip.LAYER,
              /* clipThreshold= */ 5,
              /* l2= */ 0,
              /* patience= */ 20,
              /* refit= */ true,
              /* seed= */ 1,
              /* averaging= */ 0))),

  /** The tutorial's experiment, which has its own options; see {@code TutorialCommand}. */
  TUTORIAL(
      "the tutorial command with its defaults; allows only --json, --runs, --name and"
          + " --overwrite",
      DEMO.config),

  /** Airline passengers, twelve months ahead. */
  AIRLINE(
      "airline passengers, 12 months ahead",
      new SeriesConfig(
          new DataConfig(
              /* data= */ "airline-passengers",
              /* time= */ "",
              /* value= */ "",
              GapPolicy.ERROR,
              /* steps= */ 2000,
              /* validation= */ 24,
              /* test= */ 36),
          new PreparationConfig(
              PowerTransform.LOG,
              /* difference= */ false,
              /* season= */ 12,
              /* seasonalDifference= */ true,
              Calendar.NONE,
              /* lags= */ 13,
              /* nonNegative= */ false),
          new NetworkConfig(
              Cell.GRU,
              Recurrence.HIDDEN_TO_HIDDEN,
              HiddenActivation.TANH,
              RecurrentWeights.ORTHOGONAL,
              /* layers= */ 1,
              /* hidden= */ 16,
              /* dropout= */ 0.2,
              OutputForm.QUANTILE,
              Strategy.DIRECT,
              /* horizon= */ 12,
              /* highway= */ false,
              /* members= */ 10),
          new TrainingConfig(
              /* epochs= */ 300,
              /* streams= */ 1,
              /* window= */ 12,
              /* learningRate= */ 0.003,
              Clip.LAYER,
              /* clipThreshold= */ 5,
              /* l2= */ 1e-3,
              /* patience= */ 40,
              /* refit= */ true,
              /* seed= */ 1,
              /* averaging= */ 0))),

  /** Minimum temperatures in Melbourne, a week ahead. */
  TEMPERATURES(
      "daily minimum temperatures in Melbourne, 7 days ahead",
      new SeriesConfig(
          new DataConfig(
              /* data= */ "daily-min-temperatures",
              /* time= */ "",
              /* value= */ "",
              GapPolicy.INTERPOLATE,
              /* steps= */ 2000,
              /* validation= */ 365,
              /* test= */ 730),
          new PreparationConfig(
              PowerTransform.NONE,
              /* difference= */ false,
              /* season= */ 365,
              /* seasonalDifference= */ false,
              Calendar.YEAR,
              /* lags= */ 1,
              /* nonNegative= */ false),
          new NetworkConfig(
              Cell.GRU,
              Recurrence.HIDDEN_TO_HIDDEN,
              HiddenActivation.TANH,
              RecurrentWeights.ORTHOGONAL,
              /* layers= */ 1,
              /* hidden= */ 32,
              /* dropout= */ 0.2,
              OutputForm.QUANTILE,
              Strategy.DIRECT,
              /* horizon= */ 7,
              /* highway= */ true,
              /* members= */ 5),
          new TrainingConfig(
              /* epochs= */ 150,
              /* streams= */ 8,
              /* window= */ 60,
              /* learningRate= */ 0.002,
              Clip.LAYER,
              /* clipThreshold= */ 5,
              /* l2= */ 0,
              /* patience= */ 20,
              /* refit= */ true,
              /* seed= */ 1,
              /* averaging= */ 0))),

  /** Sunspots, a year ahead. */
  SUNSPOTS(
      "monthly sunspot numbers, 12 months ahead",
      new SeriesConfig(
          new DataConfig(
              /* data= */ "monthly-sunspots",
              /* time= */ "",
              /* value= */ "",
              GapPolicy.ERROR,
              /* steps= */ 2000,
              /* validation= */ 420,
              /* test= */ 564),
          new PreparationConfig(
              PowerTransform.SQRT,
              /* difference= */ false,
              /* season= */ 132,
              /* seasonalDifference= */ false,
              Calendar.NONE,
              /* lags= */ 1,
              /* nonNegative= */ false),
          new NetworkConfig(
              Cell.GRU,
              Recurrence.HIDDEN_TO_HIDDEN,
              HiddenActivation.TANH,
              RecurrentWeights.ORTHOGONAL,
              /* layers= */ 1,
              /* hidden= */ 16,
              /* dropout= */ 0.2,
              OutputForm.GAUSSIAN,
              Strategy.DIRECT,
              /* horizon= */ 12,
              /* highway= */ true,
              /* members= */ 5),
          new TrainingConfig(
              /* epochs= */ 150,
              /* streams= */ 8,
              /* window= */ 60,
              /* learningRate= */ 0.002,
              Clip.LAYER,
              /* clipThreshold= */ 5,
              /* l2= */ 0,
              /* patience= */ 20,
              /* refit= */ true,
              /* seed= */ 1,
              /* averaging= */ 0)));

  private final String cost;
  private final SeriesConfig config;

  Preset(String cost, SeriesConfig config) {
    this.cost = cost;
    this.config = config;
  }

  /**
   * Returns the preset of a command that names none.
   *
   * @param data the value of {@code --data}; null if it is not given
   * @return {@link #STANDARD} for a file, otherwise {@link #DEMO}
   */
  public static Preset of(String data) {
    boolean known =
        data == null
            || data.equals(DataConfig.SINE)
            || data.equals(DataConfig.NOISY_SINE)
            || PublishedSeries.named(data).isPresent();
    return known ? DEMO : STANDARD;
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
    return OptionText.of(this);
  }
}
