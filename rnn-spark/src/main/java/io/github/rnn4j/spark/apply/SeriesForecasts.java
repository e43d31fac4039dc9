package io.github.rnn4j.spark.apply;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.SeriesColumns;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.spark.series.SeriesRows;
import io.github.rnn4j.spark.series.SeriesTable;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.NewerData;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Forecasts the series of a table with a run of rnn-timeseries. */
final class SeriesForecasts {

  static final StructType SCHEMA =
      new StructType()
          .add("series", DataTypes.StringType)
          .add("step", DataTypes.IntegerType)
          .add("time", DataTypes.StringType)
          .add("variable", DataTypes.StringType)
          .add("median", DataTypes.DoubleType)
          .add("low50", DataTypes.DoubleType)
          .add("high50", DataTypes.DoubleType)
          .add("low90", DataTypes.DoubleType)
          .add("high90", DataTypes.DoubleType)
          .add(SavedRun.REASON, DataTypes.StringType);

  private SeriesForecasts() {}

  /** Opens the run here first, which says what is wrong with it before the job starts. */
  static Dataset<Row> of(Broadcast<ShippedRun> run, Dataset<Row> table, int ahead) {
    boolean several = run.value().config().data().hasSeveral();
    Dataset<Row> forecasts = several ? ofSeveral(run, table, ahead) : ofOne(run, table, ahead);
    return several ? forecasts : forecasts.drop("series");
  }

  private static PanelForecaster panel(Broadcast<ShippedRun> run) {
    return OpenRuns.get(run.value(), PanelForecaster.class, PanelForecaster::open);
  }

  private static Forecaster single(Broadcast<ShippedRun> run) {
    return OpenRuns.get(run.value(), Forecaster.class, Forecaster::open);
  }

  private static int steps(int ahead, SeriesConfig config) {
    int steps = ahead == 0 ? config.network().horizon() : ahead;
    if (steps < 1 || steps > SavedRun.MOST_STEPS) {
      throw new IllegalArgumentException(
          "steps is %d; it must be from 1 to %d, or 0 for the horizon of the run"
              .formatted(steps, SavedRun.MOST_STEPS));
    }
    return steps;
  }

  private static SeriesTable table(
      Dataset<Row> table, DataConfig config, List<String> variables, String series) {
    return SeriesTable.of(
        table, new SeriesColumns.Chosen(config.time(), List.copyOf(variables), series));
  }

  /** Returns rows for a series, one of them if there is no forecast. */
  private interface Attempt {
    List<Forecast> forecasts();
  }

  private static List<Row> rows(String name, int variables, Attempt attempt) {
    try {
      List<Row> rows = new ArrayList<>();
      for (Forecast f : attempt.forecasts()) {
        int step = 1 + rows.size() / variables;
        rows.add(
            RowFactory.create(
                name,
                step,
                f.time(),
                f.variable(),
                f.median(),
                known(f.low50()),
                known(f.high50()),
                known(f.low90()),
                known(f.high90()),
                null));
      }
      return rows;
    } catch (DataException | RunException | IllegalArgumentException cause) {
      return List.of(
          RowFactory.create(
              name, null, null, null, null, null, null, null, null, cause.getMessage()));
    }
  }

  /** Returns null for the end of an interval that there is not. */
  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static Dataset<Row> ofOne(Broadcast<ShippedRun> run, Dataset<Row> data, int ahead) {
    Forecaster here = single(run);
    int steps = steps(ahead, here.config());
    SeriesTable table = table(data, here.config().data(), here.series().variables(), "");
    String timeFormat = table.timeFormat();
    return table.flatMap(
        rows -> {
          Forecaster forecaster = single(run);
          return rows(
              null,
              forecaster.series().variables().size(),
              () -> forecaster.forecast(read(forecaster, rows, timeFormat), steps));
        },
        SCHEMA);
  }

  private static TimeSeries read(Forecaster forecaster, SeriesRows rows, String timeFormat) {
    DataConfig config = SeriesTable.readBy(forecaster.config().data(), timeFormat);
    TimeSeries whole =
        NewerData.read(
            forecaster.series().axis(),
            config,
            how -> rows.read("the series", forecaster.series().variables(), how.seriesFormat()));
    return config.last() == 0 ? whole : whole.tail(config.last());
  }

  private static Dataset<Row> ofSeveral(Broadcast<ShippedRun> run, Dataset<Row> data, int ahead) {
    PanelForecaster here = panel(run);
    DataConfig trained = here.config().data();
    int steps = steps(ahead, here.config());
    SeriesTable table = table(data, trained, variables(here), trained.series());
    DataConfig typed = SeriesTable.readBy(trained, table.timeFormat());
    DataConfig how = inStepsOf(here, table, typed);
    String given = typed.timeFormat();
    String found = how.timeFormat();
    String frequency = how.frequency();
    return table.flatMap(
        rows -> {
          if (rows.name().isEmpty()) {
            return rows(null, 1, () -> nameless(rows));
          }
          PanelForecaster forecaster = panel(run);
          return rows(
              rows.name(),
              variables(forecaster).size(),
              () -> {
                DataConfig config = forecaster.config().data();
                TimeSeries series =
                    read(forecaster, rows, config.withTimes(given, frequency), found);
                return forecaster.of(series).forecast(series, steps);
              });
        },
        SCHEMA);
  }

  /**
   * Reads a series; if it does not show how its times are written, as the one with most rows.
   *
   * @param found how those are written; empty if it is not known
   */
  private static TimeSeries read(
      PanelForecaster forecaster, SeriesRows rows, DataConfig config, String found) {
    try {
      return rows.read(rows.name(), variables(forecaster), config.seriesFormat());
    } catch (DataException notRead) {
      if (found.equals(config.timeFormat())) {
        throw notRead;
      }
      try {
        DataConfig other = config.withTimes(found, config.frequency());
        return rows.read(rows.name(), variables(forecaster), other.seriesFormat());
      } catch (DataException neither) {
        throw notRead;
      }
    }
  }

  private static List<Forecast> nameless(SeriesRows rows) {
    throw new DataException(
        "%s in %d %s"
            .formatted(SeriesRows.WITHOUT_NAME, rows.count(), rows.count() == 1 ? "row" : "rows"));
  }

  private static List<String> variables(PanelForecaster forecaster) {
    return forecaster.data().panel().variables();
  }

  /** Like rnn-timeseries, finds the distance between steps from the series with most rows. */
  private static DataConfig inStepsOf(
      PanelForecaster forecaster, SeriesTable table, DataConfig config) {
    var trained = forecaster.data().panel().series().get(0).axis();
    Optional<SeriesRows> longest = table.longest();
    if (longest.isEmpty()) {
      return config;
    }
    try {
      TimeSeries read =
          NewerData.read(
              trained,
              config,
              how ->
                  longest
                      .get()
                      .read(longest.get().name(), variables(forecaster), how.seriesFormat()));
      return config.readAs(read.axis());
    } catch (DataException notRead) {
      return config.readAs(trained); // its row says why
    }
  }
}
