package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.Frequency;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.TrainingConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.preparation.Past;
import io.github.rnn4j.timeseries.preparation.PreparationChoice;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import io.github.rnn4j.timeseries.preparation.SeasonalPeriod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What the standard preset leaves to the data: the season, the horizon, the transform, the seasonal
 * difference, whether forecasts may be negative, and the size of the network and of its training.
 * Options that the user has set stay as they are. Of the test period, only its lowest value is
 * looked at, so that no transform is chosen that it does not have.
 *
 * @param config the configuration with everything that was chosen
 * @param data the part of the series that is used
 * @param reasons what was chosen and why, one line each
 */
public record AutomaticChoice(SeriesConfig config, SeriesData data, List<String> reasons) {

  static final String COUNTS = "no negative forecasts: all values are whole numbers of 0 or more";

  private static final int SHORT = 400; // steps of the training period
  private static final int LONG = 20_000;
  private static final int MOST = 100_000;
  private static final int USUAL = 3_000;
  private static final int LONGEST_HORIZON = 48;
  private static final int WITHOUT_SEASON = 10; // steps ahead

  /** The fewest steps before the test period. */
  static final int LEAST = 12;

  /**
   * Chooses.
   *
   * @param config the configuration of the preset with the options of the user
   * @param all the series
   * @param isSet whether the user has set an option, such as {@code --season}
   * @return the choice
   * @throws DataException if the series is too short for any network
   */
  public static AutomaticChoice of(SeriesConfig config, SeriesData all, Predicate<String> isSet) {
    List<String> reasons = new ArrayList<>();
    DataConfig used = isSet.test("--last") ? config.data() : last(config.data(), all, reasons);
    SeriesData data =
        used.last() == 0 ? all : SeriesData.split(used, all.series().tail(used.last()));
    TimeSeries past = data.series().head(data.testStart());
    if (past.length() < LEAST) {
      throw new DataException(
          "%s has %d steps, %d of them before the test period; at least %d are needed there. Use a longer series"
              .formatted(data.series().name(), data.series().length(), past.length(), LEAST));
    }
    Basis basis =
        basis(
            config,
            data,
            data.testStart() - data.trainEnd(),
            data.series().length() - data.testStart(),
            isSet,
            reasons);
    return chosen(new Given(config, isSet, reasons), used, data, basis);
  }

  /** What the user has set, and where to say what is chosen for the rest. */
  private record Given(SeriesConfig config, Predicate<String> isSet, List<String> reasons) {}

  /** Chooses the size of the network and of its training. */
  private static AutomaticChoice chosen(
      Given given, DataConfig used, SeriesData data, Basis basis) {
    SeriesConfig config = given.config();
    Predicate<String> isSet = given.isSet();
    List<String> reasons = given.reasons();
    int steps = data.trainEnd();
    boolean small = steps < SHORT;
    NetworkConfig network = config.network();
    int hidden = isSet.test("--hidden") ? network.hidden() : small ? 16 : 32;
    int members = isSet.test("--members") || steps <= LONG ? network.members() : 1;
    TrainingConfig training = training(config.training(), steps, isSet);
    reasons.add(
        String.format(
            Locale.ROOT,
            "%d network%s and at most %,d epochs, for %,d steps of training",
            members,
            members == 1 ? "" : "s",
            training.epochs(),
            steps));
    TimeSeries past = data.series().head(data.testStart());
    boolean highway = network.highway() && (isSet.test("--highway") || !hasConstant(past, reasons));
    return new AutomaticChoice(
        new SeriesConfig(
            used,
            basis.preparation,
            network.with(hidden, basis.horizon, highway, members),
            training),
        data,
        List.copyOf(reasons));
  }

  /** What is chosen whether there is a network or not: the season, the transforms, the horizon. */
  private record Basis(PreparationConfig preparation, int horizon) {}

  /**
   * Chooses from the steps before the test period; the transforms only if there are enough.
   *
   * @param validated how many steps the validation can compare
   * @param tested how many steps the test can compare
   */
  private static Basis basis(
      SeriesConfig config,
      SeriesData data,
      int validated,
      int tested,
      Predicate<String> isSet,
      List<String> reasons) {
    TimeSeries past = data.series().head(data.testStart());
    PreparationConfig preparation = config.preparation();
    if (!isSet.test("--season")) {
      preparation = preparation.withSeason(season(data, reasons));
    }
    int horizon =
        isSet.test("--horizon")
            ? config.network().horizon()
            : horizon(validated, tested, preparation.season(), reasons);
    if (!isSet.test("--non-negative") && counts(past)) {
      preparation = preparation.withNonNegative(true);
      reasons.add(COUNTS);
    }
    if (past.length() >= LEAST) {
      PreparationChoice chosen =
          PreparationChoice.of(
              new Past(past, data.trainEnd()),
              horizon,
              options(preparation, least(data.series()), isSet));
      preparation = chosen.config();
      if (!chosen.reason().isEmpty()) {
        reasons.add(chosen.reason());
      }
    }
    return new Basis(preparation, horizon);
  }

  /**
   * Chooses for forecasts that are not tested: all steps are known, and the last 15 percent of them
   * are the validation period.
   *
   * @param config the configuration of the preset with the options of the user
   * @param series the series, of any length
   * @param isSet whether the user has set an option, such as {@code --season}
   * @return the choice; a network needs a series that is long enough
   */
  public static AutomaticChoice withoutTest(
      SeriesConfig config, TimeSeries series, Predicate<String> isSet) {
    List<String> reasons = new ArrayList<>();
    int length = series.length();
    SeriesData data = new SeriesData(series, length - length * 3 / 20, length);
    Basis basis = basis(config, data, length, Integer.MAX_VALUE, isSet, reasons);
    return chosen(new Given(config, isSet, reasons), config.data(), data, basis);
  }

  static PreparationChoice.Options options(
      PreparationConfig given, double least, Predicate<String> isSet) {
    return new PreparationChoice.Options(
        given, least, !isSet.test("--power"), !isSet.test("--seasonal-difference"));
  }

  /** The lowest value of the whole series, which decides which transforms are possible. */
  static double least(TimeSeries series) {
    return Arrays.stream(series.values()).flatMapToDouble(Arrays::stream).min().orElseThrow();
  }

  private static DataConfig last(DataConfig config, SeriesData data, List<String> reasons) {
    int steps = data.series().length();
    if (steps <= MOST) {
      return config;
    }
    reasons.add(
        String.format(
            Locale.ROOT,
            "only the last %,d of %,d steps, for a training of a few minutes",
            MOST,
            steps));
    return config.withLast(MOST);
  }

  private static int season(SeriesData data, List<String> reasons) {
    Frequency frequency = data.series().axis().frequency();
    return frequency.season() == 1
        ? found(Arrays.copyOf(data.series().first(), data.trainEnd()), reasons)
        : season(frequency, data.trainEnd(), reasons);
  }

  static int season(Frequency frequency, int trainEnd, List<String> reasons) {
    int usual = frequency.season();
    if (usual == 1) {
      return 1;
    }
    if (2 * usual > trainEnd) {
      reasons.add(
          "no season: the training period has only %d steps, and the usual season (%s) has %d"
              .formatted(trainEnd, frequency.described(), usual));
      return 1;
    }
    reasons.add("a season of %d steps: %s".formatted(usual, frequency.described()));
    return usual;
  }

  private static int found(double[] training, List<String> reasons) {
    OptionalInt season = SeasonalPeriod.find(training);
    season.ifPresent(
        steps ->
            reasons.add(
                "a season of %d steps: found in the values of the training period"
                    .formatted(steps)));
    return season.orElse(1);
  }

  static int horizon(int validation, int test, int season, List<String> reasons) {
    int wanted = season == 1 ? WITHOUT_SEASON : Math.min(season, LONGEST_HORIZON);
    int horizon = Math.max(1, Math.min(wanted, Math.min(test / 2, validation)));
    reasons.add(
        "%d %s ahead: %s"
            .formatted(
                horizon,
                horizon == 1 ? "step" : "steps",
                horizon < wanted
                    ? "more would leave too few forecasts in the validation and test periods"
                    : season == horizon ? "one season" : "a usual number"));
    return horizon;
  }

  static boolean counts(TimeSeries past) {
    return Arrays.stream(past.values())
        .flatMapToDouble(Arrays::stream)
        .allMatch(value -> value >= 0 && value == Math.rint(value));
  }

  private static TrainingConfig training(
      TrainingConfig preset, int steps, Predicate<String> isSet) {
    boolean small = steps < SHORT;
    int epochs = isSet.test("--epochs") ? preset.epochs() : epochs(preset.epochs(), steps);
    return preset.with(
        epochs,
        isSet.test("--streams") ? preset.streams() : small ? 1 : 8,
        isSet.test("--window") ? preset.window() : small ? 12 : 60,
        isSet.test("--patience") ? preset.patience() : Math.min(preset.patience(), epochs));
  }

  /** About as many updates for a long series as for one of usual length. */
  private static int epochs(int usual, int steps) {
    return steps <= USUAL ? usual : (int) Math.max(3, Math.round((double) usual * USUAL / steps));
  }

  /** Returns whether a variable is constant, so that it has no linear autoregression. */
  private static boolean hasConstant(TimeSeries past, List<String> reasons) {
    boolean constant =
        Arrays.stream(past.values())
            .anyMatch(values -> Arrays.stream(values).allMatch(value -> value == values[0]));
    if (constant) {
      reasons.add("without a linear autoregression: a variable is constant");
    }
    return constant;
  }
}
