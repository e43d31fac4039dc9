package io.github.rnn4j.spark.command;

import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** The table that a command reads, and the one that it writes. */
final class TableOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description =
          "The table: .parquet, .csv or .jsonl, a file or a folder with files, wherever Spark can read"
              + " it.")
  private String data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description =
          "Folder for the result, whose name says its format, as for --data. CSV lacks columns with"
              + " several values.")
  private String out;

  @Option(names = "--overwrite", description = "Replace the result if it exists.")
  private boolean overwrite;

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      defaultValue = ",",
      description = "Character between two fields of a CSV file that is read. Default: a comma")
  private String separator;

  /** Returns the folder of the result, for messages. */
  String out() {
    return out;
  }

  /**
   * Checks the names, before Spark is started.
   *
   * @throws DataException if one of them says no format
   */
  void requireFormats() {
    TableFormat.of("--data", data);
    TableFormat.of("--out", out);
  }

  /**
   * Reads the table.
   *
   * @throws DataException if it does not exist or is empty, or if the result exists or would
   *     replace the table
   */
  Dataset<Row> read(SparkSession spark) throws IOException {
    requireSafe(spark.sparkContext().hadoopConfiguration());
    Dataset<Row> table = TableFormat.of("--data", data).read(spark, data, separator);
    if (MalformedLines.columns(table).isEmpty()) {
      throw new DataException(
          MalformedLines.isIn(table)
              ? "No line of %s is a JSON object".formatted(data)
              : data + " is empty; it must have a header or, as lines of JSON, at least one line");
    }
    return table;
  }

  void write(Dataset<Row> result) {
    TableFormat.of("--out", out).write(result, out, overwrite);
  }

  private void requireSafe(Configuration configuration) throws IOException {
    List<Path> tables = tables(configuration);
    if (tables.isEmpty()) {
      throw new DataException(
          "--data is '%s', but there is no such file or folder".formatted(data));
    }
    Path result = new Path(out);
    FileSystem files = result.getFileSystem(configuration);
    for (Path table : tables) {
      requireApart(table, real(files, result));
    }
    if (!overwrite && files.exists(result)) {
      throw new DataException(
          "%s already exists. Choose another --out, or add --overwrite".formatted(out));
    }
  }

  /** Returns the files or folders that a path or a pattern stands for. */
  private List<Path> tables(Configuration configuration) throws IOException {
    Path path = new Path(data);
    FileSystem files = path.getFileSystem(configuration);
    FileStatus[] found = files.globStatus(path);
    List<Path> tables = new ArrayList<>();
    for (FileStatus each : found == null ? new FileStatus[0] : found) {
      tables.add(real(files, each.getPath()));
    }
    return tables;
  }

  /** Returns a path without symbolic links on this machine, even if nothing is there yet. */
  private static Path real(FileSystem files, Path path) throws IOException {
    Path whole = files.makeQualified(path);
    if (!"file".equals(whole.toUri().getScheme())) {
      return whole;
    }
    if (!files.exists(whole)) {
      return new Path(real(files, whole.getParent()), whole.getName());
    }
    String real = java.nio.file.Path.of(whole.toUri()).toRealPath().toString();
    return files.makeQualified(new Path(null, null, real));
  }

  private void requireApart(Path table, Path result) {
    if (isIn(table, result) || isIn(result, table)) {
      throw new DataException(
          "The result %s would replace or become a part of the table %s; choose another --out"
              .formatted(out, data));
    }
  }

  private static boolean isIn(Path inner, Path outer) {
    for (Path each = inner; each != null; each = each.getParent()) {
      if (each.equals(outer)) {
        return true;
      }
    }
    return false;
  }
}
