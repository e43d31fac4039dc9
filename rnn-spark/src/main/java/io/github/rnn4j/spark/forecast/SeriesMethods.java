package io.github.rnn4j.spark.forecast;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.SeriesFormat;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.spark.apply.SavedRun;
import io.github.rnn4j.spark.series.SeriesRows;
import io.github.rnn4j.spark.series.SeriesTable;
import io.github.rnn4j.timeseries.backtest.BaselineForecast;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.training.AutomaticChoice;
import io.github.rnn4j.timeseries.training.OwnNetwork;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Forecasts each series of a table by all baselines of rnn-timeseries, or by a small network of its
 * own, in parallel. Each series decides for itself how it is written, which season it has and,
 * unless it is given, how many steps are forecast.
 *
 * <pre>{@code
 * SeriesTable stores = SeriesTable.of(sales, new SeriesColumns.Chosen("", List.of("sold"), "store"));
 * Dataset<Row> forecasts = SeriesMethods.baselines(stores, Map.of("--horizon", 12));
 * }</pre>
 */
public final class SeriesMethods {

  private static final StructType SCHEMA =
      new StructType()
          .add("series", DataTypes.StringType)
          .add("variable", DataTypes.StringType)
          .add("method", DataTypes.StringType)
          .add("step", DataTypes.IntegerType)
          .add("time", DataTypes.StringType)
          .add("forecast", DataTypes.DoubleType)
          .add(SavedRun.REASON, DataTypes.StringType);

  private static final String OWN_NETWORK = "own network";

  private SeriesMethods() {}

  /**
   * Forecasts the series of a table by all baselines.
   *
   * @param table the table
   * @param options the options of {@code rnn-timeseries train} that are given, such as {@code
   *     --season} or {@code --gaps}, with their values; {@code --horizon} is the number of steps
   * @return one row for each series, variable, method and step. A method that cannot be fitted to a
   *     series has one row with nulls and the reason, and so has a series that cannot be read
   * @throws IllegalArgumentException if a value is out of its range; the message names the option
   */
  public static Dataset<Row> baselines(SeriesTable table, Map<String, ?> options) {
    return all(table, options, SeriesMethods::ofBaselines);
  }

  /**
   * Trains a small network on each series, and forecasts the series with it. For many series, one
   * network for all of them is usually better, and much faster: see {@link SavedRun#forecast}.
   *
   * @param table the table
   * @param options as for {@link #baselines}
   * @return one row for each series, variable and step, of the method {@code own network}
   * @throws IllegalArgumentException if a value is out of its range; the message names the option
   */
  public static Dataset<Row> ownNetworks(SeriesTable table, Map<String, ?> options) {
    return all(table, options, SeriesMethods::ofOwnNetwork);
  }

  /** How a series is forecast. */
  private interface Method extends Serializable {
    List<Row> rows(TimeSeries series, SeriesConfig config, Map<String, Object> given);
  }

  private static Dataset<Row> all(SeriesTable table, Map<String, ?> options, Method method) {
    HashMap<String, Object> given = new HashMap<>(options);
    config(given);
    List<String> variables = new ArrayList<>(table.variables());
    String timeFormat = table.timeFormat();
    return table.flatMap(
        rows -> {
          if (rows.name().isEmpty()) {
            return List.of(failed(null, null, null, SeriesRows.WITHOUT_NAME));
          }
          try {
            SeriesConfig config = config(given);
            SeriesFormat format = SeriesTable.readBy(config.data(), timeFormat).seriesFormat();
            return method.rows(rows.read(rows.name(), variables, format), config, given);
          } catch (DataException | RunException | IllegalArgumentException cause) {
            return List.of(failed(rows.name(), null, null, cause.getMessage()));
          }
        },
        SCHEMA);
  }

  /**
   * Brings the forecasts of a run into the same form.
   *
   * @param forecasts as from {@link SavedRun#forecast}, of a run with several series
   * @return the medians, as forecasts of the method {@code network}
   */
  public static Dataset<Row> network(Dataset<Row> forecasts) {
    return forecasts.select(
        col("series"),
        col("variable"),
        lit("network").as("method"),
        col("step"),
        col("time"),
        col("median").as("forecast"),
        col(SavedRun.REASON));
  }

  private static SeriesConfig config(Map<String, Object> given) {
    return ConfigOptions.with(Preset.STANDARD.config(), given);
  }

  private static List<Row> ofBaselines(
      TimeSeries series, SeriesConfig config, Map<String, Object> given) {
    AutomaticChoice choice = AutomaticChoice.withoutTest(config, series, given::containsKey);
    List<Row> forecasts = new ArrayList<>();
    for (int v = 0; v < series.variables().size(); v++) {
      String variable = series.variables().get(v);
      for (BaselineForecast each : BaselineForecast.all(choice.data(), choice.config(), v)) {
        if (each.values().isEmpty()) {
          forecasts.add(failed(series.name(), variable, each.method(), each.reason()));
        }
        for (int k = 1; k <= each.values().size(); k++) {
          String time = series.axis().written(series.length() - 1L + k);
          double value = each.values().get(k - 1);
          forecasts.add(
              RowFactory.create(series.name(), variable, each.method(), k, time, value, null));
        }
      }
    }
    return forecasts;
  }

  private static List<Row> ofOwnNetwork(
      TimeSeries series, SeriesConfig config, Map<String, Object> given) {
    try {
      List<Forecast> forecasts = OwnNetwork.forecast(config, series, given::containsKey);
      int variables = series.variables().size();
      return IntStream.range(0, forecasts.size())
          .mapToObj(i -> row(series, forecasts.get(i), 1 + i / variables))
          .toList();
    } catch (DataException | RunException | IllegalArgumentException cause) {
      return List.of(failed(series.name(), null, OWN_NETWORK, cause.getMessage()));
    }
  }

  private static Row row(TimeSeries series, Forecast forecast, int step) {
    return RowFactory.create(
        series.name(),
        forecast.variable(),
        OWN_NETWORK,
        step,
        forecast.time(),
        forecast.median(),
        null);
  }

  private static Row failed(String series, String variable, String method, String reason) {
    return RowFactory.create(series, variable, method, null, null, null, reason);
  }
}
