package io.github.rnn4j.spark.command;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.spark.apply.SavedRun;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The formats of tables that the command line reads and writes, told apart by their names. */
@SuppressWarnings("ImmutableEnumChecker") // The list is never changed.
enum TableFormat {
  PARQUET("parquet", ".parquet"),
  CSV("csv", ".csv", ".csv.gz"),
  JSON_LINES("json", ".jsonl", ".jsonl.gz", ".json", ".json.gz");

  private final String source;
  private final List<String> endings;

  TableFormat(String source, String... endings) {
    this.source = source;
    this.endings = List.of(endings);
  }

  /**
   * Returns the format of a path.
   *
   * @param option the option that names it, for the message
   * @throws DataException if its name says none
   */
  static TableFormat of(String option, String path) {
    String name = path.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    return Arrays.stream(values())
        .filter(format -> format.endings.stream().anyMatch(name::endsWith))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "%s is '%s'; its name must end with .parquet, .csv or .jsonl, or for a file with .gz after that"
                        .formatted(option, path)));
  }

  /**
   * Reads a table. If it is text, it may have a column with {@link MalformedLines}.
   *
   * @param separator the character between two fields of CSV, in which quotes are doubled, and a
   *     field may have several lines
   */
  Dataset<Row> read(SparkSession spark, String path, String separator) {
    DataFrameReader reader =
        spark.read().option("columnNameOfCorruptRecord", MalformedLines.COLUMN);
    if (this != CSV) {
      return reader.format(source).load(path);
    }
    reader
        .option("header", true)
        .option("multiLine", true)
        .option("escape", "\"")
        .option("sep", separator);
    StructType columns = reader.csv(path).schema();
    return columns.isEmpty()
        ? reader.csv(path)
        : reader.schema(columns.add(MalformedLines.COLUMN, DataTypes.StringType)).csv(path);
  }

  /** Writes a table to a folder. CSV has no place for a column with several values. */
  void write(Dataset<Row> table, String path, boolean overwrite) {
    Dataset<Row> written = this == CSV ? table.drop(SavedRun.PROBABILITIES) : table;
    written
        .write()
        .mode(overwrite ? SaveMode.Overwrite : SaveMode.ErrorIfExists)
        .option("header", true)
        .option("escape", "\"")
        .format(source)
        .save(path);
  }
}
