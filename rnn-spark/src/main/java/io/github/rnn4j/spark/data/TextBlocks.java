package io.github.rnn4j.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.is_valid_utf8;

import io.github.rnn4j.datasets.DataException;
import java.io.Serializable;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.Text;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Text files, divided into blocks of whole lines. Large files are read by several tasks; the blocks
 * depend on the files and on the number of shards, not on the number of executors.
 */
public final class TextBlocks {

  private static final int LEAST = 1_000;
  private static final int MOST = 16_000; // characters of a block
  private static final int BLOCKS = 400; // of a small text

  private final SparkSession spark;
  private final DataFiles files;
  private final boolean skipBad;
  private final int shards;
  private String leftOut = "";
  private JavaRDD<Block> blocks;

  /**
   * Lines that follow one another.
   *
   * @param file the file
   * @param start where its part of the file begins, in bytes
   * @param number its number in that part
   * @param text the lines, each with a line feed
   * @param bad how many lines were left out because they are not UTF-8
   */
  record Block(String file, long start, int number, String text, int bad) implements Serializable {}

  private TextBlocks(SparkSession spark, DataFiles files, int shards, boolean skipBad) {
    this.spark = spark;
    this.files = files;
    this.shards = shards;
    this.skipBad = skipBad;
  }

  /**
   * Reads text files.
   *
   * @param spark the session
   * @param data a file, or a folder with files, UTF-8, each also with gzip
   * @param shards the number of shards that they will become
   * @param skipBad whether lines that are not UTF-8, and damaged files, are left out
   * @return the blocks
   * @throws DataException if nothing is there, or something in it cannot be used
   */
  public static TextBlocks at(SparkSession spark, String data, int shards, boolean skipBad) {
    TextBlocks found = new TextBlocks(spark, DataFiles.at(spark, data), shards, skipBad);
    found.read();
    return found;
  }

  private void read() {
    files.requireContent();
    String[] paths = files.readable(spark, skipBad, note -> leftOut = "; " + note);
    long bytes = files.files().stream().mapToLong(FileStatus::getLen).sum();
    int size = (int) Math.max(LEAST, Math.min(MOST, bytes / BLOCKS));
    spark.conf().set("spark.sql.files.minPartitionNum", shards); // not the cores of the cluster
    spark.conf().set("spark.sql.files.openCostInBytes", 1 << 16);
    FlatMapFunction<Iterator<Row>, Block> divide = lines -> divided(lines, size);
    blocks =
        spark
            .read()
            .text(paths)
            .select(
                col("value"),
                col("_metadata.file_path"),
                col("_metadata.file_block_start"),
                is_valid_utf8(col("value")))
            .toJavaRDD()
            .mapPartitions(divide);
    long bad = blocks.map(block -> (long) block.bad).fold(0L, Long::sum);
    if (bad > 0 && !skipBad) {
      throw undecoded(paths, bad);
    }
    if (bad > 0) {
      leftOut +=
          String.format(
              Locale.ROOT,
              "; %,d %s not UTF-8 and left out",
              bad,
              bad == 1 ? "line is" : "lines are");
    }
  }

  /** A partition may have parts of several files, but each part is read from start to end. */
  private static Iterator<Block> divided(Iterator<Row> lines, int size) {
    List<Block> blocks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String file = "";
    long start = 0;
    int number = 0;
    int bad = 0;
    while (lines.hasNext()) {
      Row line = lines.next();
      boolean sameFile = file.equals(line.getString(1)) && start == line.getLong(2);
      if (!text.isEmpty() && (!sameFile || text.length() >= size)) {
        blocks.add(new Block(file, start, number++, text.toString(), bad));
        text.setLength(0);
        bad = 0;
      }
      if (!sameFile) {
        file = line.getString(1);
        start = line.getLong(2);
        number = 0;
      }
      if (line.getBoolean(3)) {
        text.append(line.getString(0)).append('\n');
      } else {
        bad++;
      }
    }
    blocks.add(new Block(file, start, number, text.toString(), bad));
    return blocks.iterator();
  }

  private DataException undecoded(String[] paths, long bad) {
    for (String path : paths) {
      List<Long> first = DataFiles.lines(spark, path, line -> !isUtf8(line), 1);
      if (!first.isEmpty()) {
        return new DataException(
            String.format(
                Locale.ROOT,
                "line %,d of %s is not UTF-8%s. Convert the file to UTF-8, or add --skip-bad to leave out all such lines",
                first.get(0),
                path,
                bad == 1
                    ? ""
                    : bad == 2
                        ? " (and 1 other line is not)"
                        : String.format(Locale.ROOT, " (and %,d other lines are not)", bad - 1)));
      }
    }
    return new DataException("%s changed while it was read".formatted(files.address()));
  }

  private static boolean isUtf8(Text line) {
    try {
      Text.decode(line.getBytes(), 0, line.getLength(), false);
      return true;
    } catch (CharacterCodingException cause) {
      return false;
    }
  }

  JavaRDD<Block> blocks() {
    return blocks.filter(block -> !block.text.isBlank());
  }

  SparkSession spark() {
    return spark;
  }

  int shards() {
    return shards;
  }

  String address() {
    return files.address();
  }

  /** Returns the name of the data for the user. */
  public String name() {
    return files.name();
  }

  /** Returns what the user should know about how the data was read; may be empty. */
  public String reading() {
    String unsplit = files.unsplit(true);
    String all = leftOut + (unsplit.isEmpty() ? "" : "; " + unsplit);
    return all.replaceFirst("^; ", "");
  }
}
