package io.github.rnn4j.spark.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.github.rnn4j.spark.apply.SavedRun;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The lines of a text file that are not rows of its table. Spark puts them into a column of their
 * own, which no result has: they become rows with a reason.
 */
final class MalformedLines {

  /** The column for them. */
  static final String COLUMN = "_malformed";

  private static final int SHOWN = 100;

  private MalformedLines() {}

  /** Returns whether a table has the column, as every CSV file and some JSON files have. */
  static boolean isIn(Dataset<Row> table) {
    return Arrays.asList(table.columns()).contains(COLUMN);
  }

  /** Returns the columns of a table without that for malformed lines. */
  static List<String> columns(Dataset<Row> table) {
    return Arrays.stream(table.columns()).filter(name -> !name.equals(COLUMN)).toList();
  }

  /** Returns a table in which a column is null in malformed lines, so that they have no result. */
  static Dataset<Row> without(Dataset<Row> table, String column) {
    return isIn(table) && columns(table).contains(column)
        ? table.withColumn(column, when(col(COLUMN).isNull(), col("`" + column + "`")))
        : table;
  }

  /** Sets the reason of the malformed lines in a result that has all columns of the table. */
  static Dataset<Row> explained(Dataset<Row> result) {
    return isIn(result)
        ? result
            .withColumn(
                SavedRun.REASON,
                when(col(COLUMN).isNotNull(), reason()).otherwise(col(SavedRun.REASON)))
            .drop(COLUMN)
        : result;
  }

  /** Returns the table without malformed lines. */
  static Dataset<Row> without(Dataset<Row> table) {
    return isIn(table) ? table.filter(col(COLUMN).isNull()).drop(COLUMN) : table;
  }

  /** Adds a row for each malformed line of a table to a result with other columns. */
  static Dataset<Row> added(Dataset<Row> result, Dataset<Row> table) {
    return isIn(table)
        ? result.unionByName(table.filter(isMalformed()).select(reason().as(SavedRun.REASON)), true)
        : result;
  }

  /** Not an expression, because Spark cannot read this column alone. */
  private static FilterFunction<Row> isMalformed() {
    return row -> row.getAs(COLUMN) != null;
  }

  private static Column reason() {
    return concat(lit("the line is malformed: "), substring(col(COLUMN), 0, SHOWN));
  }
}
