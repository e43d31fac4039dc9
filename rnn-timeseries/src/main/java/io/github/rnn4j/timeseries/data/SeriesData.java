package io.github.rnn4j.timeseries.data;

import io.github.rnn4j.cli.data.DataPath;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.series.SeriesCsv;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.PublishedSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.timeseries.config.DataConfig;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A series and its three periods, in order of time: training, validation and test.
 *
 * @param series the whole series
 * @param trainEnd the first step of the validation period
 * @param testStart the first step of the test period
 */
public record SeriesData(TimeSeries series, int trainEnd, int testStart) {

  private static final int SHORTEST = 7; // one step for validation, one for the test

  /**
   * Reads or generates a series and splits it.
   *
   * @throws DataException if it cannot be read or is too short for its periods
   */
  public static SeriesData load(DataConfig config, long seed, DataCache cache) {
    return split(config, read(config, seed, cache));
  }

  /**
   * Splits a series from any source.
   *
   * @param config the lengths of the periods; its other values are ignored
   * @param series for example one that {@link io.github.rnn4j.datasets.series.SeriesRecords} read
   *     from a DataVec reader
   * @throws DataException if it is too short for its periods
   */
  public static SeriesData split(DataConfig config, TimeSeries series) {
    int n = series.length();
    int test = config.test() == 0 ? n / 5 : config.test();
    int validation = config.validation() == 0 ? n * 3 / 20 : config.validation();
    long train = (long) n - test - validation;
    if (config.test() == 0 && config.validation() == 0 && n < SHORTEST) {
      throw new DataException(
          "%s has %d %s; at least %d are needed. Use a longer series"
              .formatted(series.name(), n, n == 1 ? "step" : "steps", SHORTEST));
    }
    if (train < 2 || validation < 1 || test < 1) {
      throw new DataException(
          "%s has %d %s; %d for validation and %d for testing leave %d for training. Choose smaller --validation and --test, or a longer series"
              .formatted(series.name(), n, n == 1 ? "step" : "steps", validation, test, train));
    }
    return new SeriesData(series, (int) train, n - test);
  }

  /**
   * Splits a newer series for a model that was trained on this one: the test period begins after
   * everything that the model was trained on.
   *
   * @param config the lengths of the periods
   * @param newer a series with steps of the same length
   * @throws DataException if it is too short, or has nothing after the training of the model
   */
  public SeriesData newer(DataConfig config, TimeSeries newer) {
    SeriesData split = split(config, newer);
    long fresh;
    try {
      fresh = newer.axis().firstAfter(series.axis(), testStart - 1L);
    } catch (IllegalArgumentException cause) {
      throw new DataException(newer.name() + ": " + cause.getMessage(), cause);
    }
    if (fresh >= newer.length()) {
      throw new DataException(
          "%s ends at %s, but the model was trained on the time up to %s; use a series that continues after that"
              .formatted(
                  newer.name(),
                  newer.axis().label(newer.length() - 1L),
                  series.axis().label(testStart - 1L)));
    }
    int start = (int) Math.max(fresh, split.testStart);
    return new SeriesData(newer, start - (split.testStart - split.trainEnd), start);
  }

  public static TimeSeries read(DataConfig config, long seed, DataCache cache) {
    return read(
        config, config.value().isBlank() ? List.of() : List.of(config.value()), seed, cache);
  }

  /**
   * Reads a series.
   *
   * @param values the value columns of a file, in this order, as for {@link SeriesCsv}; empty for
   *     all
   */
  public static TimeSeries read(
      DataConfig config, List<String> values, long seed, DataCache cache) {
    TimeSeries whole = readWhole(config, values, seed, cache);
    return config.last() == 0 ? whole : whole.tail(config.last());
  }

  private static TimeSeries readWhole(
      DataConfig config, List<String> values, long seed, DataCache cache) {
    if (config.data().equals(DataConfig.SINE)) {
      return SineSeries.pure(config.steps());
    }
    if (config.data().equals(DataConfig.NOISY_SINE)) {
      return SineSeries.noisy(config.steps(), seed);
    }
    Optional<PublishedSeries> published = PublishedSeries.named(config.data());
    if (published.isPresent()) {
      return published.get().read(cache, config.gaps());
    }
    return new SeriesCsv(config.time(), values, config.series(), config.format())
        .read(place(config.data()));
  }

  /** Returns whether the series is a file that is not there. */
  public static boolean isMissing(DataConfig config) {
    return !config.synthetic()
        && PublishedSeries.named(config.data()).isEmpty()
        && !new File(config.data()).exists();
  }

  private static Path place(String data) {
    List<String> names = new ArrayList<>(List.of(DataConfig.NOISY_SINE, DataConfig.SINE));
    Arrays.stream(PublishedSeries.values()).map(PublishedSeries::id).forEach(names::add);
    return DataPath.find(data, "series", names);
  }
}
