package io.github.rnn4j.spark.series;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.trim;

import io.github.rnn4j.datasets.series.SeriesColumns;
import io.github.rnn4j.timeseries.config.DataConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * A table with one or more series, one row for each point in time. Times are text, dates,
 * timestamps or whole numbers; values are numbers, or text that rnn-timeseries can read.
 *
 * <pre>{@code
 * SeriesTable stores = SeriesTable.of(sales, new SeriesColumns.Chosen("", List.of("sold"), "store"));
 * stores.flatMap(rows -> List.of(RowFactory.create(rows.name())), schema); // one row for each store
 * }</pre>
 */
public final class SeriesTable {

  /** What is computed from the rows of one series. */
  @FunctionalInterface
  public interface OfSeries extends Serializable {

    /**
     * Computes the results of a series.
     *
     * @param rows its rows
     * @return rows of the result
     */
    List<Row> results(SeriesRows rows);
  }

  /** What Spark's messages about a data set cannot say. */
  private static final String TABLE = "the table";

  private static final int SAMPLE = 200; // rows that decide which columns are used

  private static final String SERIES = "series";
  private static final String NUMBER = "number";

  private final SeriesColumns columns;
  private final Dataset<Row> rows; // series, number, time, values
  private final String timeFormat;

  private SeriesTable(SeriesColumns columns, Dataset<Row> rows, String timeFormat) {
    this.columns = columns;
    this.rows = rows;
    this.timeFormat = timeFormat;
  }

  /**
   * Finds the columns, as rnn-timeseries does.
   *
   * @param table the table
   * @param choice the columns that the user has chosen; the first rows decide about the others
   * @return the table
   * @throws io.github.rnn4j.datasets.DataException if there is no such column; the message lists
   *     the columns
   * @throws IllegalArgumentException if a column has a type that it cannot have
   */
  public static SeriesTable of(Dataset<Row> table, SeriesColumns.Chosen choice) {
    StructType schema = table.schema();
    int width = schema.size();
    Dataset<Row> named = // names may occur twice
        table.toDF(IntStream.range(0, width).mapToObj(i -> "c" + i).toArray(String[]::new));
    SeriesColumns columns =
        SeriesColumns.of(TABLE, Arrays.asList(schema.fieldNames()), sample(named), choice);
    DataType time = schema.fields()[columns.time()].dataType();
    List<Column> selected = new ArrayList<>();
    selected.add(name(columns).as(SERIES));
    selected.add(monotonically_increasing_id().as(NUMBER));
    selected.add(time(schema, columns.time()));
    columns.values().forEach(value -> selected.add(value(schema, value)));
    return new SeriesTable(
        columns, named.select(selected.toArray(Column[]::new)), timeFormat(time));
  }

  private static List<List<String>> sample(Dataset<Row> named) {
    Column[] text =
        Arrays.stream(named.columns())
            .map(name -> coalesce(col(name).cast(DataTypes.StringType), lit("")))
            .toArray(Column[]::new);
    return named.select(text).limit(SAMPLE).collectAsList().stream()
        .map(row -> IntStream.range(0, row.size()).mapToObj(row::getString).toList())
        .toList();
  }

  private static Column name(SeriesColumns columns) {
    return concat_ws(
        SeriesColumns.AND,
        columns.series().stream()
            .map(i -> coalesce(trim(col("c" + i).cast(DataTypes.StringType)), lit("")))
            .toArray(Column[]::new));
  }

  private static Column time(StructType schema, int column) {
    DataType type = schema.fields()[column].dataType();
    boolean whole =
        List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType)
            .contains(type);
    if (isTimestamp(type)) {
      return date_format(col("c" + column), timeFormat(type));
    }
    if (!whole && !type.equals(DataTypes.StringType) && !type.equals(DataTypes.DateType)) {
      throw wrong(schema, column, "a date, a timestamp, a whole number or a string");
    }
    return col("c" + column).cast(DataTypes.StringType);
  }

  private static boolean isTimestamp(DataType type) {
    return type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType);
  }

  private static String timeFormat(DataType type) {
    return isTimestamp(type)
        ? "yyyy-MM-dd HH:mm:ss"
        : type.equals(DataTypes.DateType) ? "yyyy-MM-dd" : "";
  }

  private static Column value(StructType schema, int column) {
    DataType type = schema.fields()[column].dataType();
    if (type instanceof NumericType) {
      return col("c" + column).cast(DataTypes.DoubleType);
    }
    if (!type.equals(DataTypes.StringType)) {
      throw wrong(schema, column, "a number or a string");
    }
    return col("c" + column);
  }

  private static IllegalArgumentException wrong(StructType schema, int column, String right) {
    return new IllegalArgumentException(
        "The column '%s' has the type %s; it must be %s"
            .formatted(
                schema.fieldNames()[column],
                schema.fields()[column].dataType().simpleString(),
                right));
  }

  /**
   * Returns the names of the value columns.
   *
   * @return one or more names
   */
  public List<String> variables() {
    return columns.names();
  }

  /**
   * Returns how the times are written if the type of their column says so.
   *
   * @return a pattern; empty if the times are text or numbers
   */
  public String timeFormat() {
    return timeFormat;
  }

  /**
   * Returns a configuration that reads times in the way that the type of their column says.
   *
   * @param config how a series is read
   * @param timeFormat from {@link #timeFormat}
   * @return the same, or with this format
   */
  public static DataConfig readBy(DataConfig config, String timeFormat) {
    return timeFormat.isEmpty() ? config : config.withTimes(timeFormat, config.frequency());
  }

  /**
   * Returns the rows of the series with most rows, on the driver. All series have the distance
   * between steps that this one shows.
   *
   * @return the rows; empty if the table is
   */
  public Optional<SeriesRows> longest() {
    List<Row> counts =
        rows.groupBy(SERIES).count().orderBy(col("count").desc(), col(SERIES)).takeAsList(1);
    return counts.stream()
        .map(row -> row.getString(0))
        .findFirst()
        .map(name -> of(name, rows.filter(col(SERIES).equalTo(name)).toLocalIterator()));
  }

  /**
   * Computes something from each series, in parallel.
   *
   * @param each the computation
   * @param schema the columns of its results
   * @return the results of all series
   */
  public Dataset<Row> flatMap(OfSeries each, StructType schema) {
    FlatMapGroupsFunction<String, Row, Row> results =
        (name, its) -> each.results(of(name, its)).iterator();
    return rows.groupByKey((MapFunction<Row, String>) row -> row.getString(0), Encoders.STRING())
        .flatMapGroups(results, Encoders.row(schema));
  }

  /** Restores the order of the table, which decides which of two rows with the same time counts. */
  private static SeriesRows of(String name, Iterator<Row> its) {
    List<Row> inOrder = new ArrayList<>();
    its.forEachRemaining(inOrder::add);
    inOrder.sort(Comparator.comparingLong(row -> row.getLong(1)));
    return new SeriesRows(name, inOrder);
  }
}
