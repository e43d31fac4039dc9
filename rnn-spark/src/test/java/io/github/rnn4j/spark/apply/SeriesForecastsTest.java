package io.github.rnn4j.spark.apply;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.timeseries.command.ForecastCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two small runs: monthly sales of four stores, and the daily demand of one product. */
class SeriesForecastsTest {

  private static final Path RUNS = Path.of("src", "test", "resources", "runs");
  private static final Path STORES = RUNS.resolve("stores");
  private static final Path DEMAND = RUNS.resolve("demand");

  private static final StructType SALES =
      new StructType()
          .add("month", DataTypes.StringType)
          .add("store", DataTypes.StringType)
          .add("sales", DataTypes.StringType);

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 3)
            .config("spark.sql.session.timeZone", "Europe/Berlin")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Sales of stores, from January 2010; stores that the run does not know have other sales. */
  private static List<Row> sales(int stores, int months) {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int t = 0; t < months; t++) {
      for (int i = 0; i < stores; i++) {
        double sales = 100 * (i + 1) * (1 + 0.3 * Math.sin(t * Math.PI / 6 + i));
        rows.add(
            RowFactory.create(
                "%02d/%d".formatted(1 + t % 12, 2010 + t / 12),
                "store " + i,
                String.format(Locale.ROOT, "%.2f", sales + 5 * random.nextGaussian())));
      }
    }
    return rows;
  }

  private static Dataset<Row> table(List<Row> rows) {
    return spark.createDataFrame(rows, SALES).repartition(5);
  }

  private static Dataset<Row> demand(int days) {
    DateTimeFormatter german = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    List<Row> rows =
        IntStream.range(0, days)
            .mapToObj(
                t ->
                    RowFactory.create(
                        LocalDate.of(2024, 3, 1).plusDays(t).format(german),
                        "%s".formatted(50 + t % 7)))
            .toList();
    return spark.createDataFrame(
        rows,
        new StructType().add("day", DataTypes.StringType).add("demand", DataTypes.StringType));
  }

  private static Path csv(Dataset<Row> table, String name) throws IOException {
    String lines =
        table.collectAsList().stream()
            .map(row -> row.mkString(","))
            .collect(Collectors.joining("\n"));
    return Files.writeString(
        folder.resolve(name), String.join(",", table.columns()) + "\n" + lines + "\n");
  }

  /** Returns the lines that {@code rnn-timeseries forecast} prints, without their header. */
  private static List<String> printed(Path run, Path data, int steps) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> 80);
    int exitCode =
        Application.run(
            c -> new CommandLine(new ForecastCommand(c)),
            console,
            run.toString(),
            "--data=" + data,
            "--steps=" + steps,
            "--picture=none");
    assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
  }

  /** Returns rows in the same form, without the number of the step and the reason. */
  private static List<String> lines(Dataset<Row> forecasts) {
    String[] order =
        Stream.of("series", "step")
            .filter(List.of(forecasts.columns())::contains)
            .toArray(String[]::new);
    Dataset<Row> sorted =
        forecasts
            .orderBy(
                Arrays.stream(order)
                    .map(name -> col(name))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .drop("step", SavedRun.REASON);
    List<String> lines = new ArrayList<>();
    for (Row row : sorted.collectAsList()) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        boolean quoted = List.of("series", "variable").contains(sorted.columns()[i]);
        String text = row.isNullAt(i) ? "" : row.get(i).toString();
        fields.add(quoted ? "\"" + text + "\"" : text);
      }
      lines.add(String.join(",", fields));
    }
    return lines;
  }

  @Test
  void manySeriesAreForecastAsByTheProgram() throws IOException {
    List<Row> rows = sales(6, 72); // four are those of the run

    Dataset<Row> forecasts = SavedRun.ship(spark, STORES).forecast(table(rows), 8);

    assertThat(forecasts.columns())
        .containsExactly(
            "series",
            "step",
            "time",
            "variable",
            "median",
            "low50",
            "high50",
            "low90",
            "high90",
            "reason");
    List<String> lines = lines(forecasts);
    assertThat(lines).hasSize(6 * 8);
    assertThat(lines.get(0)).startsWith("\"store 0\",01/2016,\"sales\",");
    assertThat(lines)
        .containsExactlyElementsOf(
            printed(STORES, csv(spark.createDataFrame(rows, SALES), "sales.csv"), 8));
  }

  @Test
  void oneSeriesIsForecastAsByTheProgram() throws IOException {
    Dataset<Row> demand = demand(60);

    List<String> lines = lines(SavedRun.ship(spark, DEMAND).forecast(demand.repartition(4), 9));

    assertThat(lines).hasSize(9);
    assertThat(lines.get(0)).startsWith("30.04.2024,\"demand\",");
    assertThat(lines).isEqualTo(printed(DEMAND, csv(demand, "demand.csv"), 9));
  }

  @Test
  void typesOfColumnsChangeOnlyHowTimesAreWritten() {
    Dataset<Row> text = demand(60);
    SavedRun run = SavedRun.ship(spark, DEMAND);
    Dataset<Row> numbers = text.withColumn("demand", col("demand").cast("decimal(9,2)"));

    List<Row> expected = run.forecast(text).orderBy("step").collectAsList();
    List<Row> dates =
        run.forecast(numbers.withColumn("day", to_date(col("day"), "dd.MM.yyyy")))
            .orderBy("step")
            .collectAsList();
    List<Row> timestamps = // over the night in which clocks are set forward
        run.forecast(numbers.withColumn("day", to_timestamp(col("day"), "dd.MM.yyyy")))
            .orderBy("step")
            .collectAsList();

    assertThat(expected).hasSize(7);
    assertThat(expected.get(0).<String>getAs("time")).isEqualTo("30.04.2024");
    assertThat(dates.get(0).<String>getAs("time")).isEqualTo("2024-04-30");
    assertThat(timestamps.get(0).<String>getAs("time")).startsWith("2024-04-30");
    for (List<Row> typed : List.of(dates, timestamps)) {
      assertThat(typed)
          .extracting(row -> row.<Double>getAs("median"))
          .isEqualTo(expected.stream().map(row -> row.<Double>getAs("median")).toList());
    }
  }

  @Test
  void aSeriesThatCannotBeForecastHasAReason() {
    List<Row> rows = new ArrayList<>(sales(2, 60));
    for (int t = 0; t < 60; t++) {
      String month = "%02d/%d".formatted(1 + t % 12, 2010 + t / 12);
      rows.add(RowFactory.create(month, "wrong", t == 9 ? "many" : "1"));
      rows.add(RowFactory.create(month, "empty", null));
      rows.add(RowFactory.create(month, "yearly", "1"));
    }
    rows.add(RowFactory.create("01/2010", "short", "1"));
    rows.add(RowFactory.create("01/2010", null, "1"));
    rows.add(RowFactory.create(null, "timeless", "1"));

    List<Row> forecasts = SavedRun.ship(spark, STORES).forecast(table(rows), 1).collectAsList();

    assertThat(reason(forecasts, "store 0")).isNull();
    assertThat(reason(forecasts, "store 1")).isNull();
    assertThat(reason(forecasts, "wrong")).contains("sales is 'many'; it must be a number");
    assertThat(reason(forecasts, "empty")).contains("all values of sales are missing");
    assertThat(reason(forecasts, "short")).contains("1 steps; this model needs");
    assertThat(reason(forecasts, "timeless")).contains("is not a time");
    assertThat(reason(forecasts, null)).contains("names the series is empty or null in 1 row");
    assertThat(forecasts.stream().filter(row -> row.getAs("reason") != null))
        .allSatisfy(row -> assertThat(row.isNullAt(row.fieldIndex("median"))).isTrue());
  }

  private static String reason(List<Row> forecasts, String series) {
    List<Row> its =
        forecasts.stream()
            .filter(row -> java.util.Objects.equals(row.getAs("series"), series))
            .toList();
    assertThat(its).as("rows of " + series).hasSize(1);
    return its.get(0).getAs("reason");
  }

  @Test
  void otherStepsThanThoseOfTheRunAreRefused() {
    List<Row> days =
        IntStream.range(0, 60)
            .mapToObj(
                t ->
                    RowFactory.create(
                        LocalDate.of(2024, 1, 1).plusDays(t).toString(), "daily", "" + t))
            .toList();

    List<Row> forecasts = SavedRun.ship(spark, STORES).forecast(table(days)).collectAsList();

    assertThat(reason(forecasts, "daily")).contains("steps of 1 day").contains("1 month");
  }

  @Test
  void anEmptyTableHasNoForecasts() {
    assertThat(SavedRun.ship(spark, STORES).forecast(table(List.of())).collectAsList()).isEmpty();
  }

  @Test
  void wrongColumnsAreNamedBeforeTheJobStarts() {
    SavedRun run = SavedRun.ship(spark, STORES);
    Dataset<Row> table = table(sales(2, 40));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run.forecast(table.withColumnRenamed("store", "shop")))
        .withMessageContaining("no column 'store'; its columns are month, shop, sales");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run.forecast(table.drop("sales")))
        .withMessageContaining("no column 'sales'; its columns are month, store");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> run.forecast(table.withColumn("sales", col("sales").cast("double").gt(0))))
        .withMessage("The column 'sales' has the type boolean; it must be a number or a string");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.forecast(table, -1))
        .withMessageContaining("steps is -1");
  }

  @Test
  void aRunOfAnotherProgramIsRefused() {
    SavedRun texts =
        SavedRun.ship(
            spark, Path.of("..", "examples", "serve", "src", "test", "resources", "reviews"));

    assertThatExceptionOfType(RunException.class)
        .isThrownBy(() -> texts.forecast(table(sales(1, 40))))
        .withMessageContaining("rnn-imdb");
  }
}
