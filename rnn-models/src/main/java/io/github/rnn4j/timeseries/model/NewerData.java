package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.series.SeriesPanel;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Reads newer data for a trained model: with the variables of its series in their order, and with
 * their steps, which a short file may not show.
 */
public final class NewerData {

  /** A series that becomes longer than by this factor has another distance between its steps. */
  private static final double MOST_GAPS = 1.2;

  private NewerData() {}

  /** Returns the settings of the training, for another file. */
  private static DataConfig settings(SeriesConfig trained, Path file) {
    return trained.data().with(file.toAbsolutePath().toString(), trained.data().gaps());
  }

  static TimeSeries read(Forecaster forecaster, Path file) {
    List<String> variables = forecaster.series().variables();
    return read(
        forecaster,
        settings(forecaster.config(), file),
        config -> SeriesSource.readFile(config, variables));
  }

  /**
   * Reads a series.
   *
   * @param newer says which data, and how it is read
   * @param cache where published series are kept
   * @throws DataException if it cannot be read
   */
  public static TimeSeries read(Forecaster forecaster, DataConfig newer, DataCache cache) {
    List<String> variables = forecaster.series().variables();
    long seed = forecaster.config().training().seed();
    return read(forecaster, newer, config -> SeriesSource.read(config, variables, seed, cache));
  }

  private static TimeSeries read(
      Forecaster forecaster, DataConfig newer, Function<DataConfig, TimeSeries> reader) {
    return inStepsOf(
        forecaster.series().axis(), newer, reader, TimeSeries::axis, TimeSeries::length);
  }

  static SeriesPanel read(PanelForecaster forecaster, Path file) {
    return read(forecaster, settings(forecaster.config(), file));
  }

  /**
   * Reads several series.
   *
   * @param newer says which file, and how it is read
   * @throws DataException if it cannot be read
   */
  public static SeriesPanel read(PanelForecaster forecaster, DataConfig newer) {
    TimeSeries example = forecaster.data().panel().series().get(0);
    List<String> variables = example.variables();
    return inStepsOf(
        example.axis(),
        newer,
        config -> SeriesSource.readPanel(config, variables),
        panel -> panel.series().get(0).axis(),
        panel -> panel.series().stream().mapToLong(TimeSeries::length).sum());
  }

  /**
   * Reads a series from elsewhere, such as the rows of a database.
   *
   * @param axis the times of a series of the run
   * @param config how the series of the run was read
   * @param reader reads the series in a given way
   * @return the series
   * @throws DataException if it cannot be read
   */
  public static TimeSeries read(
      TimeAxis axis, DataConfig config, Function<DataConfig, TimeSeries> reader) {
    return inStepsOf(axis, config, reader, TimeSeries::axis, TimeSeries::length);
  }

  /**
   * Reads in the way that is detected or, if the distance between steps is then another one, in the
   * way of the run: a short file may not show its frequency. If that would invent many steps, the
   * distance really is another one, which the model refuses.
   */
  private static <T> T inStepsOf(
      TimeAxis axis,
      DataConfig config,
      Function<DataConfig, T> reader,
      Function<T, TimeAxis> axisOf,
      ToLongFunction<T> steps) {
    T detected;
    try {
      detected = reader.apply(config);
    } catch (DataException notDetected) {
      return reader.apply(config.readAs(axis));
    }
    if (axisOf.apply(detected).hasDistanceOf(axis)) {
      return detected;
    }
    try {
      T asInRun = reader.apply(config.readAs(axis));
      return steps.applyAsLong(asInRun) <= MOST_GAPS * steps.applyAsLong(detected)
          ? asInRun
          : detected;
    } catch (DataException other) {
      return detected;
    }
  }
}
