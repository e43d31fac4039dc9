package io.github.rnn4j.timeseries.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.DataPath;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.series.SeriesCsv;
import io.github.rnn4j.datasets.series.SeriesPanel;
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

/** Reads the series that a configuration names: files, published series and synthetic ones. */
public final class SeriesSource {

  private SeriesSource() {}

  /**
   * Reads or generates a series and splits it.
   *
   * @throws DataException if it cannot be read or is too short for its periods
   */
  public static SeriesData load(DataConfig config, long seed, DataCache cache) {
    return SeriesData.split(config, read(config, seed, cache));
  }

  /**
   * Reads and splits the series of a file.
   *
   * @throws DataException if it cannot be read, or no series is long enough
   */
  public static PanelData loadPanel(DataConfig config) {
    return PanelData.split(config, readPanel(config, config.values()));
  }

  /**
   * Reads the series of a file without splitting them.
   *
   * @param values the value columns, in this order, as for {@link SeriesCsv}; empty for all
   * @throws DataException if it cannot be read
   */
  public static SeriesPanel readPanel(DataConfig config, List<String> values) {
    return new SeriesCsv(config.time(), values, config.seriesFormat(), config.format())
        .readPanel(place(config.data()), config.series());
  }

  public static TimeSeries read(DataConfig config, long seed, DataCache cache) {
    return read(config, config.values(), seed, cache);
  }

  /**
   * Reads a series.
   *
   * @param values the value columns of a file, in this order, as for {@link SeriesCsv}; empty for
   *     all
   */
  public static TimeSeries read(
      DataConfig config, List<String> values, long seed, DataCache cache) {
    return lastOf(config, readWhole(config, values, seed, cache));
  }

  /**
   * Reads the series of a file.
   *
   * @param values the value columns, in this order, as for {@link SeriesCsv}; empty for all
   * @throws DataException if it cannot be read
   */
  public static TimeSeries readFile(DataConfig config, List<String> values) {
    return lastOf(config, readWholeFile(config, values));
  }

  private static TimeSeries lastOf(DataConfig config, TimeSeries whole) {
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
    return readWholeFile(config, values);
  }

  private static TimeSeries readWholeFile(DataConfig config, List<String> values) {
    return new SeriesCsv(config.time(), values, config.seriesFormat(), config.format())
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
