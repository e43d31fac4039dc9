package io.github.rnn4j.spark.apply;

import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.loop.RunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A saved run that Spark applies to data sets of any size. The run is sent to each executor once,
 * and opened there by the same code as on one machine, so the results are the same.
 *
 * <pre>{@code
 * SavedRun run = SavedRun.ship(spark, Path.of("runs/reviews"));
 * Dataset<Row> classified = run.classify(reviews, "text"); // adds four columns
 * }</pre>
 *
 * <p>A row that cannot be used does not stop the job: its results are null, and the column {@value
 * #REASON} says why.
 */
public final class SavedRun {

  /** The column that says why the results of a row are null; null if they are not. */
  public static final String REASON = "reason";

  /** The column with the probability of each class by its name. */
  public static final String PROBABILITIES = "probabilities";

  /** The most steps that can be forecast, as in rnn-timeseries. */
  public static final int MOST_STEPS = 100_000;

  private static final int BATCH = 512; // rows that are classified together

  private static final StructField WHY = nullable(REASON, DataTypes.StringType);

  private final Broadcast<ShippedRun> run;

  private SavedRun(Broadcast<ShippedRun> run) {
    this.run = run;
  }

  /**
   * Sends a run to the executors of a cluster.
   *
   * @param spark a session
   * @param folder the run folder, on the machine of the driver
   * @return the run
   * @throws io.github.rnn4j.loop.RunException if the folder is not a run folder
   */
  public static SavedRun ship(SparkSession spark, Path folder) {
    return new SavedRun(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(ShippedRun.of(folder)));
  }

  /**
   * Predicts the classes of texts with a run of rnn-imdb.
   *
   * @param texts the texts
   * @param column the column with the texts, of type string
   * @return the same rows with the columns {@code class} (string), {@code probability} (double, of
   *     that class), {@value #PROBABILITIES} (of each class by its name) and {@value #REASON}
   * @throws IllegalArgumentException if there is no such column, or it has another type, or a
   *     column of the result exists already
   */
  public Dataset<Row> classify(Dataset<Row> texts, String column) {
    int place = place(texts.schema(), column);
    StructType schema =
        extended(
            texts.schema(),
            nullable("class", DataTypes.StringType),
            nullable("probability", DataTypes.DoubleType),
            nullable(
                PROBABILITIES,
                DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false)),
            WHY);
    Broadcast<ShippedRun> shipped = run;
    MapPartitionsFunction<Row, Row> each =
        rows -> {
          TextClassifier classifier =
              OpenRuns.get(shipped.value(), TextClassifier.class, TextClassifier::open);
          return new Batches(rows, BATCH, batch -> classified(classifier, batch, place));
        };
    return texts.mapPartitions(each, Encoders.row(schema));
  }

  private static List<Row> classified(TextClassifier classifier, List<Row> batch, int place) {
    List<Row> usable = batch.stream().filter(row -> !row.isNullAt(place)).toList();
    List<Prediction> predictions;
    try {
      predictions = classifier.predict(usable.stream().map(row -> row.getString(place)).toList());
    } catch (IllegalArgumentException | RunException cause) {
      return batch.size() > 1
          ? batch.stream()
              .flatMap(row -> classified(classifier, List.of(row), place).stream())
              .toList()
          : List.of(with(batch.get(0), null, null, null, cause.getMessage()));
    }
    List<Row> results = new ArrayList<>();
    int next = 0;
    for (Row row : batch) {
      if (row.isNullAt(place)) {
        results.add(with(row, null, null, null, "the text is null"));
      } else {
        Prediction p = predictions.get(next++);
        results.add(
            with(row, p.label(), p.probabilities().get(p.label()), scala(p.probabilities()), null));
      }
    }
    return results;
  }

  private static Object scala(java.util.Map<String, Double> map) {
    return scala.jdk.javaapi.CollectionConverters.asScala(map);
  }

  /**
   * Measures how well a run of rnn-charlm predicts texts.
   *
   * @param texts the texts
   * @param column the column with the texts, of type string
   * @return the same rows with the columns {@code tokens} (long, how many were predicted), {@code
   *     bits} (double, per token) and {@value #REASON}
   * @throws IllegalArgumentException as for {@link #classify}
   */
  public Dataset<Row> measure(Dataset<Row> texts, String column) {
    int place = place(texts.schema(), column);
    StructType schema =
        extended(
            texts.schema(),
            nullable("tokens", DataTypes.LongType),
            nullable("bits", DataTypes.DoubleType),
            WHY);
    Broadcast<ShippedRun> shipped = run;
    MapPartitionsFunction<Row, Row> each =
        rows -> {
          LanguageModel model =
              OpenRuns.get(shipped.value(), LanguageModel.class, LanguageModel::open);
          return new Batches(
              rows, 1, batch -> batch.stream().map(row -> measured(model, row, place)).toList());
        };
    return texts.mapPartitions(each, Encoders.row(schema));
  }

  private static Row measured(LanguageModel model, Row row, int place) {
    if (row.isNullAt(place)) {
      return with(row, null, null, "the text is null");
    }
    try {
      LanguageFigures figures = model.measure(row.getString(place));
      return with(row, figures.tokens(), figures.bits(), null);
    } catch (IllegalArgumentException | RunException cause) {
      return with(row, null, null, cause.getMessage());
    }
  }

  /**
   * Forecasts series with a run of rnn-timeseries, up to the horizon of the run.
   *
   * @param table as for {@link #forecast(Dataset, int)}
   * @return as from {@link #forecast(Dataset, int)}
   */
  public Dataset<Row> forecast(Dataset<Row> table) {
    return forecast(table, 0);
  }

  /**
   * Forecasts series with a run of rnn-timeseries. If the run has several series, the table may
   * have any number of them, also new ones.
   *
   * @param table one row for each point in time, in any order, with the columns that the run was
   *     trained on. Times may be text, dates, timestamps (in the time zone of the session) or whole
   *     numbers, and values numbers or text. A time column that was found in training is found
   *     again
   * @param ahead how many steps ahead, 1 to 100,000; 0 for the horizon of the run
   * @return one row for each series, step and variable: {@code series} (only if the run has several
   *     series), {@code step} (from 1), {@code time} (as it is written in the series), {@code
   *     variable}, {@code median}, {@code low50}, {@code high50}, {@code low90}, {@code high90}
   *     (null without intervals) and {@value #REASON}. A series that cannot be forecast has one row
   *     with nulls and the reason
   * @throws io.github.rnn4j.datasets.DataException if a column is missing; the message lists the
   *     columns
   * @throws IllegalArgumentException if a column has a type that it cannot have, or the number of
   *     steps is out of range
   * @throws io.github.rnn4j.loop.RunException if the run is not one of rnn-timeseries
   */
  public Dataset<Row> forecast(Dataset<Row> table, int ahead) {
    return SeriesForecasts.of(run, table, ahead);
  }

  private static int place(StructType schema, String column) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(column)) {
      throw new IllegalArgumentException(
          "There is no column '%s'; the columns are %s".formatted(column, names));
    }
    DataType type = schema.apply(column).dataType();
    if (!type.equals(DataTypes.StringType)) {
      throw new IllegalArgumentException(
          "The column '%s' has the type %s; it must be string"
              .formatted(column, type.simpleString()));
    }
    return schema.fieldIndex(column);
  }

  private static StructType extended(StructType schema, StructField... added) {
    StructType result = schema;
    for (StructField field : added) {
      if (List.of(schema.fieldNames()).contains(field.name())) {
        throw new IllegalArgumentException(
            "There is a column '%s' already; rename it, because the results have that name"
                .formatted(field.name()));
      }
      result = result.add(field);
    }
    return result;
  }

  private static StructField nullable(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  private static Row with(Row row, Object... added) {
    Object[] values = Arrays.copyOf(new Object[0], row.size() + added.length);
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    System.arraycopy(added, 0, values, row.size(), added.length);
    return RowFactory.create(values);
  }
}
