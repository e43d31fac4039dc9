package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.SeriesPanel;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.network.OpenNetworks;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.PanelData;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.preparation.Past;
import io.github.rnn4j.timeseries.preparation.PooledPreparation;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A model of several series, loaded from its run folder. It can also forecast series that it was
 * not trained on, if they have the same variables and steps.
 *
 * <pre>{@code
 * try (PanelForecaster stores = PanelForecaster.open(Path.of("runs/stores"))) {
 *   for (Forecast step : stores.of("store 1").forecast(12)) {
 *     System.out.println(step.time() + " " + step.median());
 *   }
 * }
 * }</pre>
 *
 * <p>Any number of threads may use it and its forecasters at the same time, as for a {@link
 * Forecaster}.
 */
public final class PanelForecaster implements AutoCloseable {

  private final SeriesConfig config;
  private final PooledPreparation preparation;
  private final List<MultiLayerNetwork> members;
  private final Calibration calibration;
  private final PanelData data;
  private final OpenNetworks open;
  private final Map<String, Integer> places = new HashMap<>();

  private PanelForecaster(
      SeriesConfig config,
      PooledPreparation preparation,
      List<MultiLayerNetwork> members,
      Calibration calibration,
      PanelData data) {
    this.config = config;
    this.preparation = preparation;
    this.members = members;
    this.calibration = calibration;
    this.data = data;
    this.open = new OpenNetworks(members);
    for (SeriesData series : data.each()) {
      places.put(series.series().name(), places.size());
    }
  }

  /**
   * Returns a model that has just been fitted.
   *
   * @param config its configuration
   * @param fit the model
   * @param data its series and their periods
   * @return the forecaster, with the networks of the model
   */
  public static PanelForecaster of(SeriesConfig config, FittedPanel fit, PanelData data) {
    return new PanelForecaster(config, fit.preparation(), fit.members(), fit.calibration(), data);
  }

  /**
   * Returns whether a run has several series.
   *
   * @param run a run, except one of the tutorial
   * @return whether {@link #open} opens it, rather than {@link Forecaster#open}
   */
  public static boolean isIn(RunDirectory run) {
    return ModelFiles.config(run).data().hasSeveral();
  }

  /**
   * Loads the model of a run.
   *
   * @param folder the run folder
   * @return the model
   * @throws RunException if the folder is not the folder of a run with several series, or a file in
   *     it is missing, damaged or from another run; for a run with one series, see {@link
   *     Forecaster}
   */
  public static PanelForecaster open(Path folder) {
    RunDirectory run = RunDirectory.open(folder);
    SeriesConfig config = ModelFiles.config(run);
    if (!config.data().hasSeveral()) {
      throw new RunException(
          "The run in %s has one series; open it as a Forecaster.".formatted(folder));
    }
    PanelData all = PanelData.split(config.data(), ModelFiles.panel(run));
    FittedPanel fit = ModelFiles.read(run, config, all);
    return of(config, fit, all.withAtLeast(fit.preparation().least()));
  }

  /**
   * Returns the configuration that the model was trained with.
   *
   * @return the configuration
   */
  public SeriesConfig config() {
    return config;
  }

  /**
   * Returns the series of the run and their periods, as they were when the model was trained.
   *
   * @return the series
   */
  public PanelData data() {
    return data;
  }

  /**
   * Returns a forecaster of a series of the run.
   *
   * @param index its number in {@link #data}, counted from 0
   * @return the forecaster; all of them share their networks
   * @throws IndexOutOfBoundsException if there is no such series
   */
  public Forecaster of(int index) {
    SeriesData series = data.each().get(Objects.checkIndex(index, data.each().size()));
    return forecaster(series.series(), past(series));
  }

  private static Past past(SeriesData series) {
    return new Past(series.series().head(series.testStart()), series.trainEnd());
  }

  /**
   * Returns a forecaster of a series of the run.
   *
   * @param name its name
   * @return the forecaster; all of them share their networks
   * @throws DataException if the run has no series of that name
   */
  public Forecaster of(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new DataException(
          "the model was trained on %d series, but none is named '%s'; the first is '%s'"
              .formatted(places.size(), name, data.each().get(0).series().name()));
    }
    return of(place);
  }

  /**
   * Returns a forecaster of a newer version of a series of the run, which is standardized as in
   * training, or of a series that the model was not trained on, which is standardized by all its
   * values.
   *
   * @param series a series with the variables and the step length of those of the run
   * @return the forecaster
   * @throws DataException if the series does not fit the model, or is too short
   */
  public Forecaster of(TimeSeries series) {
    Integer place = places.get(series.name());
    if (place != null) {
      of(place).requireFit(series, 1);
      return forecaster(series, past(data.each().get(place)));
    }
    if (!series.variables().equals(preparation.variables())) {
      throw new DataException(
          "The series '%s' has the value columns %s, but the model was trained on %s; use series with exactly these value columns, in this order"
              .formatted(series.name(), series.variables(), preparation.variables()));
    }
    TimeSeries trained = data.each().get(0).series();
    if (!series.axis().hasDistanceOf(trained.axis())) {
      throw new DataException(
          "The series '%s' has steps of %s, but the model was trained on steps of %s; use series with the same steps"
              .formatted(series.name(), series.axis().distance(), trained.axis().distance()));
    }
    if (series.length() < preparation.least()) {
      throw new DataException(
          "The series '%s' has %d steps; this model needs %d or more"
              .formatted(series.name(), series.length(), preparation.least()));
    }
    return forecaster(series, new Past(series, series.length()));
  }

  /**
   * Returns whether a series is too short for this model.
   *
   * @param series any series
   * @return whether {@link #of(TimeSeries)} or a forecast would fail because of its length
   */
  public boolean isTooShort(TimeSeries series) {
    return series.length() < preparation.least();
  }

  /**
   * Returns how long a series must be for a forecast.
   *
   * @return the number of steps
   */
  public int leastSteps() {
    return preparation.least();
  }

  private Forecaster forecaster(TimeSeries series, Past past) {
    Preparation its = preparation.of(past);
    return Forecaster.sharing(
        open, config, new Ensemble(config, its, members, calibration), its, series);
  }

  /**
   * Reads newer versions of the run's series, or other series.
   *
   * @param file a table, read with the settings of the training; the columns may be in another
   *     order
   * @return the series
   * @throws DataException if it cannot be read
   */
  public SeriesPanel read(Path file) {
    return NewerData.read(this, file);
  }

  /**
   * Frees the memory of the networks as soon as the calls that are running have returned. Later
   * calls of this object and of its forecasters fail.
   */
  @Override
  public void close() {
    open.close();
  }

  /**
   * Returns the networks whose forecasts are averaged.
   *
   * @return one or more
   */
  public List<MultiLayerNetwork> members() {
    return members;
  }
}
