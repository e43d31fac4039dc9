package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.TrainingConfig;
import io.github.rnn4j.timeseries.data.PanelData;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.preparation.Past;
import io.github.rnn4j.timeseries.preparation.PreparationChoice;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What the standard preset leaves to the data if there are several series; like {@link
 * AutomaticChoice} for one.
 *
 * @param task the training with everything that was chosen
 * @param reasons what was chosen and why, one line each
 */
public record PanelChoice(ManySeries task, List<String> reasons) {

  private static final long MOST = 500_000; // steps of all series together
  private static final long UPDATES = 6_000; // at most, of one network
  private static final int ROWS = 32; // series in a minibatch
  private static final int WINDOW = 60;
  private static final int LARGE = 20_000; // steps of training of all series together

  /**
   * Chooses.
   *
   * @param config the configuration of the preset with the options of the user
   * @param all the series
   * @param isSet whether the user has set an option, such as {@code --season}
   * @return the choice
   */
  public static PanelChoice of(SeriesConfig config, PanelData all, Predicate<String> isSet) {
    List<String> reasons = new ArrayList<>();
    DataConfig used = isSet.test("--last") ? config.data() : last(config.data(), all, reasons);
    PanelData data = used.last() == config.data().last() ? all : PanelData.split(used, all.panel());
    PreparationConfig preparation = config.preparation();
    int usual = data.medianTraining();
    if (!isSet.test("--season")) {
      preparation =
          preparation.withSeason(
              AutomaticChoice.season(
                  data.panel().series().get(0).axis().frequency(), usual, reasons));
    }
    int horizon =
        isSet.test("--horizon")
            ? config.network().horizon()
            : AutomaticChoice.horizon(
                data.validation(), data.test(), preparation.season(), reasons);
    if (!isSet.test("--difference")) {
      preparation = preparation.withDifference(true);
    }
    if (!isSet.test("--non-negative")
        && data.each().stream()
            .map(ManySeries::past)
            .allMatch(past -> AutomaticChoice.counts(past.series()))) {
      preparation = preparation.withNonNegative(true);
      reasons.add(AutomaticChoice.COUNTS);
    }
    double least =
        data.each().stream()
            .map(SeriesData::series)
            .mapToDouble(AutomaticChoice::least)
            .min()
            .orElseThrow();
    List<Past> learned = ManySeries.learned(data);
    PreparationChoice chosen =
        PreparationChoice.of(
            learned, usual, horizon, AutomaticChoice.options(preparation, least, isSet));
    if (!chosen.reason().isEmpty()) {
      reasons.add(chosen.reason());
    }
    NetworkConfig network = config.network();
    SeriesConfig prepared =
        new SeriesConfig(
            used.withPeriods(data.validation(), data.test()),
            chosen.config(),
            network.with(network.hidden(), horizon, network.highway(), network.members()),
            config.training());
    ManySeries task = ManySeries.of(prepared, data);
    SeriesConfig sized =
        new SeriesConfig(
            prepared.data(),
            prepared.preparation(),
            network(prepared.network(), task.trainingSteps(), isSet),
            training(config.training(), ManySeries.learned(task.panel()), isSet, reasons));
    return new PanelChoice(task.with(sized), List.copyOf(reasons));
  }

  /** Returns a choice of nothing but the lengths of the periods, which a run keeps. */
  public static PanelChoice unchanged(SeriesConfig config, PanelData data) {
    SeriesConfig kept =
        new SeriesConfig(
            config.data().withPeriods(data.validation(), data.test()),
            config.preparation(),
            config.network(),
            config.training());
    return new PanelChoice(ManySeries.of(kept, data), List.of());
  }

  private static DataConfig last(DataConfig config, PanelData data, List<String> reasons) {
    long all = data.each().stream().mapToLong(each -> each.series().length()).sum();
    if (all <= MOST) {
      return config;
    }
    int each = Math.toIntExact(Math.max(50, MOST / data.each().size()));
    reasons.add(
        String.format(
            Locale.ROOT,
            "only the last %,d steps of each series, for a training of a few minutes: all have %,d steps together",
            each,
            all));
    return config.withLast(each);
  }

  private static NetworkConfig network(NetworkConfig preset, long steps, Predicate<String> isSet) {
    boolean large = steps > LARGE;
    return preset.with(
        isSet.test("--hidden") ? preset.hidden() : large ? 64 : 32,
        preset.horizon(),
        preset.highway(),
        isSet.test("--members") ? preset.members() : large ? 3 : 5);
  }

  private static TrainingConfig training(
      TrainingConfig preset, List<Past> series, Predicate<String> isSet, List<String> reasons) {
    int rows = isSet.test("--streams") ? preset.streams() : Math.min(ROWS, series.size());
    int window = isSet.test("--window") ? preset.window() : WINDOW;
    long steps = series.stream().mapToLong(Past::trainEnd).sum();
    long minibatches = (series.size() + rows - 1L) / rows;
    long updates = minibatches * ((steps / series.size() + window - 1L) / window);
    int epochs =
        isSet.test("--epochs")
            ? preset.epochs()
            : (int) Math.max(3, Math.min(preset.epochs(), UPDATES / updates));
    reasons.add(
        String.format(
            Locale.ROOT,
            "minibatches of %d series and at most %,d %s, for %,d series with %,d steps of training together",
            rows,
            epochs,
            epochs == 1 ? "epoch" : "epochs",
            series.size(),
            steps));
    return preset.with(
        epochs,
        rows,
        window,
        isSet.test("--patience") ? preset.patience() : Math.min(preset.patience(), epochs));
  }
}
