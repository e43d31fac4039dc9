package io.github.rnn4j.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.labelled.LabelledTextFormat;
import io.github.rnn4j.datasets.table.HeaderLine;
import io.github.rnn4j.datasets.table.Table;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Labelled texts as Spark reads them: CSV, lines of JSON, Parquet, or one text per file in a folder
 * for each class. Nothing is in memory yet.
 */
public final class LabelledRows {

  private static final String DAMAGED = "_damaged";
  private static final String FILE = "_metadata.file_path";
  private static final int SAMPLE = 1000; // lines of JSON that show which fields there are

  /** What Spark adds to the size of a file; its own 4 MB make a task of every 32 small files. */
  private static final long SMALL_FILE = 64 << 10;

  private static final Set<String> PARTS = Set.of("train", "test");

  private final SparkSession spark;
  private final DataFiles files;
  private final LabelledTextFormat format;
  private final boolean skipBad;

  private JavaRDD<LabelledRow> rows;
  private String[] paths;
  private String leftOut = "";
  private String reading;
  private boolean parts;

  private LabelledRows(
      SparkSession spark, DataFiles files, LabelledTextFormat format, boolean skipBad) {
    this.spark = spark;
    this.files = files;
    this.format = format;
    this.skipBad = skipBad;
  }

  /**
   * Finds out what is stored at a path.
   *
   * @param spark the session
   * @param data the path of a file or folder
   * @param format where a table has its texts and labels; what is left open is detected
   * @param skipBad whether files that are damaged are left out
   * @return the texts, not yet read
   * @throws DataException if nothing is there, or it is not a form of labelled texts
   */
  public static LabelledRows at(
      SparkSession spark, String data, LabelledTextFormat format, boolean skipBad) {
    DataFiles files = DataFiles.at(spark, data);
    LabelledRows found = new LabelledRows(spark, files, format, skipBad);
    found.open();
    return found;
  }

  private void open() {
    if (files.isFolder() && holdsClasses(files)) {
      openFolders();
      return;
    }
    String file = files.files().get(0).getPath().getName().toLowerCase(Locale.ROOT);
    String plain = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
    if (plain.endsWith(".tar") || plain.endsWith(".tgz") || plain.endsWith(".zip")) {
      throw new DataException(
          "%s is an archive, which a cluster cannot read in parallel; unpack it, and give --data the folder"
              .formatted(files.address()));
    }
    files.requireContent();
    paths = files.readable(spark, skipBad, note -> leftOut = "; " + note);
    if (plain.endsWith(".parquet")) {
      openParquet();
    } else if (plain.endsWith(".jsonl") || plain.endsWith(".json") || plain.endsWith(".ndjson")) {
      openJson();
    } else if (plain.endsWith(".csv") || plain.endsWith(".tsv") || plain.endsWith(".txt")) {
      openCsv(file);
    } else {
      throw new DataException(
          "%s: its name does not say what it is. Labelled texts are .csv, .tsv, .jsonl or .parquet files, or a folder with a folder for each class"
              .formatted(files.address()));
    }
  }

  private static boolean holdsClasses(DataFiles folder) {
    List<String> folders = folder.folders();
    return folders.containsAll(PARTS)
        ? folder.in("train").folders().size() >= 2
        : folders.stream().filter(each -> folder.in(each).hasFiles()).count() >= 2;
  }

  private void openFolders() {
    parts = files.folders().containsAll(PARTS);
    List<DataFiles> holders = parts ? List.of(files.in("train"), files.in("test")) : List.of(files);
    // The Large Movie Review Dataset also has reviews without a class.
    boolean films =
        parts
            && holders.stream().allMatch(each -> each.folders().containsAll(Set.of("neg", "pos")));
    Set<String> folders = new TreeSet<>();
    for (DataFiles holder : holders) {
      for (String name : films ? List.of("neg", "pos") : holder.folders()) {
        if (holder.in(name).hasFiles()) {
          folders.add(holder.in(name).address());
        }
      }
    }
    spark.conf().set("spark.sql.files.openCostInBytes", SMALL_FILE);
    Dataset<Row> texts =
        spark
            .read()
            .option("wholetext", true)
            .text(folders.toArray(String[]::new))
            .select(col("value"), col(FILE));
    boolean withParts = parts;
    rows = texts.toJavaRDD().map(row -> ofFile(row, withParts, films));
    reading = "one text per file, one folder per class";
  }

  private static LabelledRow ofFile(Row row, boolean withParts, boolean polarity) {
    org.apache.hadoop.fs.Path file = DataFiles.path(row.getString(1));
    String folder = file.getParent().getName();
    String label = !polarity ? folder : folder.equals("pos") ? "positive" : "negative";
    boolean test = withParts && file.getParent().getParent().getName().equals("test");
    return new LabelledRow(row.getString(0), label, "", test, file.toString(), null);
  }

  private void openParquet() {
    Dataset<Row> table = reader().parquet(paths);
    LabelledTextFormat columns = format.among(files.name(), List.of(table.columns()));
    take(table.withColumn(DAMAGED, lit(null).cast(DataTypes.StringType)), columns, "Parquet", true);
  }

  private void openJson() {
    Dataset<String> sample = spark.read().text(paths).limit(SAMPLE).as(Encoders.STRING());
    StructType fields = spark.read().json(sample).schema();
    List<String> names =
        Arrays.stream(fields.fieldNames()).filter(name -> !name.equals("_corrupt_record")).toList();
    if (names.isEmpty()) {
      throw new DataException(
          "%s has no lines of JSON; each line must be an object with a text and a label"
              .formatted(files.address()));
    }
    LabelledTextFormat columns = format.among(files.name(), names);
    Dataset<Row> table =
        reader()
            .schema(strings(wanted(columns)))
            .option("columnNameOfCorruptRecord", DAMAGED)
            .json(paths);
    take(table, columns, "lines of JSON", true);
  }

  private void openCsv(String file) {
    Path local = local();
    String separator = format.table().separator();
    boolean header = format.table().header() != HeaderLine.ABSENT;
    if (local != null) { // detected as on one machine
      try (Table table = Table.open(local, format.table())) {
        separator = table.separator() == 0 ? "," : String.valueOf(table.separator());
        header = !table.columns().get(0).equals("#1");
      }
    } else if (separator.isEmpty()) {
      separator = file.contains(".tsv") ? "\t" : ",";
    } else if (separator.equals("tab")) {
      separator = "\t";
    }
    List<String> names = columnNames(separator, header);
    LabelledTextFormat columns = format.among(files.name(), names);
    Dataset<Row> table =
        csv(separator, header)
            .schema(strings(names))
            .option("columnNameOfCorruptRecord", DAMAGED)
            .csv(paths);
    take(
        table,
        columns,
        "%s, %s a header"
            .formatted(
                separator.equals("\t") ? "tab-separated" : "separated by '" + separator + "'",
                header ? "with" : "without"),
        false);
  }

  /** Returns the first file, if it is on a disk of this machine. */
  private Path local() {
    URI address = new org.apache.hadoop.fs.Path(paths[0]).toUri();
    return "file".equals(address.getScheme()) ? Path.of(address.getPath()) : null;
  }

  private List<String> columnNames(String separator, boolean header) {
    List<String> read = List.of(csv(separator, header).csv(paths).columns());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      String name = read.get(i).strip();
      names.add(header && !names.contains(name) ? name : "#" + (i + 1));
    }
    return names;
  }

  private DataFrameReader csv(String separator, boolean header) {
    DataFrameReader reader =
        reader()
            .option("header", header)
            .option("sep", separator)
            .option("multiLine", true)
            .option("enforceSchema", false) // files of a folder may have other columns
            .option("escape", "\"")
            .option("maxCharsPerColumn", -1);
    return format.table().encoding().isEmpty()
        ? reader
        : reader.option("encoding", format.table().encoding());
  }

  private DataFrameReader reader() {
    return spark.read().option("mode", "PERMISSIVE");
  }

  private static List<String> wanted(LabelledTextFormat columns) {
    List<String> wanted = new ArrayList<>(List.of(columns.textColumn(), columns.labelColumn()));
    if (!columns.groupColumn().isEmpty()) {
      wanted.add(columns.groupColumn());
    }
    return wanted;
  }

  private static StructType strings(List<String> names) {
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return schema.add(DAMAGED, DataTypes.StringType);
  }

  private void take(Dataset<Row> table, LabelledTextFormat columns, String how, boolean splits) {
    List<Column> chosen = new ArrayList<>();
    for (String name : wanted(columns)) {
      chosen.add(quoted(name).cast(DataTypes.StringType));
    }
    if (columns.groupColumn().isEmpty()) {
      chosen.add(lit(""));
    }
    chosen.add(col(DAMAGED));
    chosen.add(col(FILE));
    rows =
        table
            .select(chosen.toArray(Column[]::new))
            .toJavaRDD()
            .map(
                row ->
                    new LabelledRow(
                        row.getString(0),
                        row.getString(1),
                        row.isNullAt(2) ? "" : row.getString(2),
                        false,
                        DataFiles.path(row.getString(4)).toString(),
                        row.getString(3)));
    reading =
        "%s, text from column '%s', label from column '%s'"
            .formatted(how, columns.textColumn(), columns.labelColumn());
    String unsplit = files.unsplit(splits);
    reading += leftOut + (unsplit.isEmpty() ? "" : "; " + unsplit);
  }

  private static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** Returns the rows, in no order that means anything. */
  JavaRDD<LabelledRow> rows() {
    return rows;
  }

  /** Returns the name of the data for the user. */
  public String name() {
    return files.name();
  }

  /** Returns how the data is read, for the user. */
  public String reading() {
    return reading;
  }

  /** Returns the name of the data for messages. */
  String address() {
    return files.address();
  }

  /** Returns whether the data has a test set of its own. */
  boolean hasParts() {
    return parts;
  }

  /** Returns which of two classes is the positive one; empty to choose it by its name. */
  String positive() {
    return format.positive();
  }

  SparkSession spark() {
    return spark;
  }
}
