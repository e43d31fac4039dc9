package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.network.OpenNetworks;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A trained forecaster of a time series, loaded from its run folder and nothing else.
 *
 * <pre>{@code
 * try (Forecaster forecaster = Forecaster.open(Path.of("runs/airline"))) {
 *   for (Forecast step : forecaster.forecast(12)) {
 *     System.out.println(step.time() + " " + step.median());
 *   }
 *   TimeSeries newer = forecaster.read(Path.of("airline-1961.csv"));
 *   forecaster.forecast(newer, 12);
 * }
 * }</pre>
 *
 * <p>Any number of threads may use it at the same time; they take turns to run a network that
 * predicts all steps at once.
 */
public final class Forecaster implements AutoCloseable {

  private final SeriesConfig config;
  private final Ensemble ensemble;
  private final Preparation preparation;
  private final TimeSeries series;
  private final OpenNetworks open;
  private final boolean alone;

  /** Creates a forecaster with networks of its own, which {@link #close} closes. */
  Forecaster(SeriesConfig config, Ensemble ensemble, Preparation preparation, TimeSeries series) {
    this(config, ensemble, preparation, series, new OpenNetworks(ensemble.members()), true);
  }

  private Forecaster(
      SeriesConfig config,
      Ensemble ensemble,
      Preparation preparation,
      TimeSeries series,
      OpenNetworks open,
      boolean alone) {
    this.config = config;
    this.ensemble = ensemble;
    this.preparation = preparation;
    this.series = series;
    this.open = open;
    this.alone = alone;
  }

  /** Returns a forecaster with networks that others use and close. */
  static Forecaster sharing(
      OpenNetworks open,
      SeriesConfig config,
      Ensemble ensemble,
      Preparation preparation,
      TimeSeries series) {
    return new Forecaster(config, ensemble, preparation, series, open, false);
  }

  /**
   * Loads the model of a run.
   *
   * @param folder the run folder
   * @return the model
   * @throws RunException if the folder is not a run folder, or a file in it is missing, damaged or
   *     from another run, or the run has several series; see {@link PanelForecaster}
   */
  public static Forecaster open(Path folder) {
    RunDirectory run = RunDirectory.open(folder);
    SeriesConfig config = ModelFiles.config(run);
    if (config.data().hasSeveral()) {
      throw new RunException(
          "The run in %s has several series; open it as a PanelForecaster.".formatted(folder));
    }
    TimeSeries series = ModelFiles.series(run);
    Forecaster forecaster =
        new Forecaster(
            config,
            ModelFiles.read(run, config, series),
            run.readJson(ModelFiles.PREPARATION, Preparation.class),
            series);
    forecaster.requireNear(series);
    return forecaster;
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
   * Returns the series of the run, as it was when the model was trained.
   *
   * @return the whole series, including the test period
   */
  public TimeSeries series() {
    return series;
  }

  /**
   * Reads a newer version of the run's series.
   *
   * @param file a table, read with the settings of the training; the columns may be in another
   *     order
   * @return the series
   * @throws DataException if it cannot be read
   */
  public TimeSeries read(Path file) {
    return NewerData.read(this, file);
  }

  /**
   * Forecasts the next steps of the run's series, with intervals.
   *
   * @param steps how many steps ahead, 1 or more
   * @return for each step, the variables in their order
   * @throws IllegalStateException if the forecaster is closed
   */
  public List<Forecast> forecast(int steps) {
    return forecast(series, steps);
  }

  /**
   * Forecasts the next steps of a series, with intervals. With the direct strategy, the network
   * predicts one horizon at once. For more steps, medians are fed back as if they were actual
   * values, and only the first {@code horizon} steps have intervals.
   *
   * @param known a series with the variables and the step length of the run's series; the forecast
   *     begins after its last step
   * @param steps how many steps ahead, 1 or more
   * @return for each step, the variables in their order
   * @throws DataException if the series has other variables or another step length, is too short,
   *     or has values far from those of the training
   * @throws IllegalStateException if the forecaster is closed
   */
  public List<Forecast> forecast(TimeSeries known, int steps) {
    requireFit(known, steps);
    return open.use(() -> forecasts(known, steps));
  }

  private List<Forecast> forecasts(TimeSeries known, int steps) {
    boolean direct = config.network().strategy() == Strategy.DIRECT;
    int atOnce = direct ? config.network().horizon() : steps;
    TimeSeries before = known;
    QuantileForecasts next = ensemble.values(before, end(before), Math.min(steps, atOnce));
    List<Forecast> forecasts = new ArrayList<>(listed(before, next));
    for (int left = steps - next.steps(); left > 0; left -= next.steps()) {
      before = extended(before, next);
      requireNear(before);
      next =
          ensemble
              .values(before, end(before), Math.min(left, atOnce))
              .map(forecast -> Quantiles.point(forecast.median()));
      forecasts.addAll(listed(before, next));
    }
    return forecasts;
  }

  /**
   * Lets the first network of a recursive model run on its own medians, without sampling and
   * without intervals, for any number of steps.
   *
   * @param known the series up to the start of the free run
   * @param steps how many steps, 1 or more
   * @return for each step, the variables in their order
   * @throws DataException if the model is not recursive, or the series does not fit it
   * @throws IllegalStateException if the forecaster is closed
   */
  public List<Forecast> freeRun(TimeSeries known, int steps) {
    requireFit(known, steps);
    if (config.network().strategy() != Strategy.RECURSIVE) {
      throw new DataException(
          "A free run needs a model trained with --strategy recursive, but this model is direct. Train a recursive model, or forecast without --free-running");
    }
    return open.use(
        () ->
            listed(
                known,
                new Paths(config, preparation, ensemble.members())
                    .free(known, steps)
                    .map(levels -> levels.map(config.preparation()::inverse))));
  }

  /**
   * Frees the memory of the networks as soon as the calls that are running have returned. Later
   * calls fail. If the forecaster comes from a {@link PanelForecaster}, nothing is closed: its
   * networks belong to all series.
   */
  @Override
  public void close() {
    if (alone) {
      open.close();
    }
  }

  private static int[] end(TimeSeries known) {
    return new int[] {known.length() - 1};
  }

  /** Lists the forecasts step by step, with the variables in their order. */
  private static List<Forecast> listed(TimeSeries known, QuantileForecasts forecasts) {
    List<Forecast> listed = new ArrayList<>();
    for (int k = 1; k <= forecasts.steps(); k++) {
      String time = known.axis().written(known.length() - 1L + k);
      for (int v = 0; v < forecasts.variables(); v++) {
        listed.add(Forecast.of(time, known.variables().get(v), forecasts.at(0, v, k)));
      }
    }
    return listed;
  }

  /**
   * Returns the networks, for backtests.
   *
   * @return the networks; they cannot be used after {@link #close}
   */
  public Ensemble ensemble() {
    return ensemble;
  }

  /** Returns the series continued by the medians. */
  private static TimeSeries extended(TimeSeries known, QuantileForecasts next) {
    double[][] values = new double[next.variables()][];
    for (int v = 0; v < values.length; v++) {
      values[v] = Arrays.copyOf(known.values()[v], known.length() + next.steps());
      for (int k = 1; k <= next.steps(); k++) {
        values[v][known.length() - 1 + k] = next.at(0, v, k).median();
      }
    }
    return new TimeSeries(
        known.name(), known.synthetic(), known.axis(), known.variables(), values, known.repairs());
  }

  /**
   * Checks that the model can forecast a series.
   *
   * @param known the series
   * @throws DataException as for {@link #forecast}
   */
  public void requireFit(TimeSeries known) {
    requireFit(known, config.network().horizon());
  }

  void requireFit(TimeSeries known, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps is " + steps + "; it must be 1 or more");
    }
    if (!known.variables().equals(series.variables())) {
      throw new DataException(
          "The series has the value columns %s, but the model was trained on %s; use a series with exactly these value columns, in this order"
              .formatted(known.variables(), series.variables()));
    }
    if (!known.axis().hasDistanceOf(series.axis())) {
      throw new DataException(
          "The series has steps of %s, but the model was trained on steps of %s; use a series with the same steps"
              .formatted(known.axis().distance(), series.axis().distance()));
    }
    int ahead = Math.min(steps, preparation.ahead());
    int least = preparation.firstOrigin(ahead) + 1;
    if (known.length() < least) {
      throw new DataException(
          "The series has %d steps; this model needs %d or more to forecast %d step%s ahead"
              .formatted(known.length(), least, ahead, ahead == 1 ? "" : "s"));
    }
    requireNear(known);
  }

  /**
   * Rejects values that are too large for the network's FLOAT, whether in the data or fed back from
   * diverging forecasts.
   */
  private void requireNear(TimeSeries known) {
    preparation.requireUsable(known, "check the values, or forecast fewer steps ahead");
  }
}
