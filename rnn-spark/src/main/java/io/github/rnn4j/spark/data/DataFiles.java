package io.github.rnn4j.spark.data;

import io.github.rnn4j.datasets.DataException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** The files of a data set, on any file system that Spark can read. */
public final class DataFiles {

  private static final long LARGE = 8L << 20;

  private final FileSystem system;
  private final Path path;

  private DataFiles(FileSystem system, Path path) {
    this.system = system;
    this.path = path;
  }

  /**
   * Finds a file or folder.
   *
   * @param spark the session
   * @param data its path
   * @return what is there
   * @throws DataException if nothing is there
   */
  public static DataFiles at(SparkSession spark, String data) {
    try {
      Path path = new Path(data);
      FileSystem system = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      Path full = system.makeQualified(path);
      system.getFileStatus(full);
      return new DataFiles(system, plain(full));
    } catch (FileNotFoundException cause) {
      throw new DataException("There is no file or folder %s; check --data".formatted(data), cause);
    } catch (IOException | IllegalArgumentException cause) {
      throw new DataException(
          "Cannot read %s (%s); check --data".formatted(data, cause.getMessage()), cause);
    }
  }

  /** Reads the address of a file as Spark writes it, with escapes. */
  static Path path(String address) {
    return new Path(URI.create(address));
  }

  /** Refuses characters that mean something else to Spark. */
  private static Path plain(Path path) {
    if (path.toString().matches(".*[\\[\\]{}*?,].*")) {
      throw new DataException(
          "%s has one of the characters []{}*?, in its path, which Spark takes for a pattern; rename it"
              .formatted(path));
    }
    return path;
  }

  /** Returns its full address. */
  public String address() {
    return path.toString();
  }

  /** Returns its name without the folders above it. */
  public String name() {
    return path.getName();
  }

  /** Returns whether it is a folder. */
  public boolean isFolder() {
    return status(path).isDirectory();
  }

  /** Returns the folders in it, in the order of their names, without hidden ones. */
  List<String> folders() {
    return entries(path)
        .filter(FileStatus::isDirectory)
        .map(folder -> plain(folder.getPath()).getName())
        .toList();
  }

  /** Returns what is in one of its folders. */
  DataFiles in(String folder) {
    return new DataFiles(system, new Path(path, folder));
  }

  /** Returns whether there is a file in it. */
  boolean hasFiles() {
    return entries(path).anyMatch(FileStatus::isFile);
  }

  /** Returns the file itself, or all files in the folder, in the order of their names. */
  public List<FileStatus> files() {
    FileStatus status = status(path);
    if (status.isFile()) {
      return List.of(status);
    }
    List<FileStatus> files = new ArrayList<>(entries(path).filter(FileStatus::isFile).toList());
    files.forEach(file -> plain(file.getPath()));
    if (files.isEmpty()) {
      throw new DataException(
          "%s has no files; give --data a file, or a folder with files".formatted(path));
    }
    return files;
  }

  /**
   * Refuses files that are all empty.
   *
   * @throws DataException if they are
   */
  void requireContent() {
    if (files().stream().allMatch(file -> file.getLen() == 0)) {
      throw new DataException("%s is empty; use other data".formatted(path));
    }
  }

  /**
   * Returns what the user should know about files that only one task can read.
   *
   * @param splits whether a file of this format can be read by several tasks
   * @return a sentence; empty if there is nothing to say
   */
  String unsplit(boolean splits) {
    List<FileStatus> whole =
        files().stream()
            .filter(file -> !splits || file.getPath().getName().endsWith(".gz"))
            .filter(file -> file.getLen() >= LARGE)
            .toList();
    if (whole.isEmpty()) {
      return "";
    }
    FileStatus largest = whole.stream().max(Comparator.comparingLong(FileStatus::getLen)).get();
    return String.format(
        Locale.ROOT,
        "%s (%,d MB) cannot be split%s, so one task reads all of it; several smaller files are read in parallel",
        largest.getPath().getName(),
        largest.getLen() >> 20,
        largest.getPath().getName().endsWith(".gz")
            ? ", because it is compressed with gzip"
            : ", because its fields may have line breaks");
  }

  /** Returns the numbers of the first lines of a file that are wanted, counted from 1. */
  static List<Long> lines(
      SparkSession spark, String file, Function<Text, Boolean> isWanted, int most) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .hadoopFile(file, TextInputFormat.class, LongWritable.class, Text.class)
        .map(line -> isWanted.call(line._2))
        .zipWithIndex()
        .filter(line -> line._1)
        .map(line -> line._2 + 1)
        .take(most);
  }

  /** A file that cannot be decompressed to its end, and why. */
  private record Damage(String address, String reason) implements Serializable {}

  /**
   * Returns the addresses of the files to read. Those that are compressed are decompressed once, in
   * the cluster, because Spark does not say which of its files is damaged.
   *
   * @param spark the session
   * @param skipBad whether to leave out damaged files
   * @param note receives a sentence about what is left out
   * @throws DataException if a file is damaged and must not be left out, or nothing is left
   */
  String[] readable(SparkSession spark, boolean skipBad, Consumer<String> note) {
    List<String> all = files().stream().map(file -> file.getPath().toString()).toList();
    List<String> zipped = all.stream().filter(file -> file.endsWith(".gz")).toList();
    if (zipped.isEmpty()) {
      return all.toArray(String[]::new);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> sent =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    List<Damage> damaged =
        context
            .parallelize(zipped, zipped.size())
            .map(file -> new Damage(file, damage(file, sent.value().value())))
            .filter(file -> !file.reason.isEmpty())
            .collect();
    sent.destroy();
    if (!damaged.isEmpty() && (!skipBad || damaged.size() == all.size())) {
      throw new DataException(
          "%s is damaged (%s); restore it%s"
              .formatted(
                  damaged.get(0).address,
                  damaged.get(0).reason,
                  damaged.size() == all.size()
                      ? ""
                      : ", or add --skip-bad to leave it out" + others(damaged.size() - 1)));
    }
    if (!damaged.isEmpty()) {
      note.accept(
          damaged.size() == 1
              ? "1 damaged file is left out: " + new Path(damaged.get(0).address).getName()
              : "%d damaged files are left out, the first is %s"
                  .formatted(damaged.size(), new Path(damaged.get(0).address).getName()));
    }
    List<String> left = new ArrayList<>(all);
    left.removeAll(damaged.stream().map(Damage::address).toList());
    return left.toArray(String[]::new);
  }

  private static String others(int more) {
    return more == 0 ? "" : " with %d others".formatted(more);
  }

  /** Other failures, such as those of a network, end the task, and Spark repeats it. */
  private static String damage(String file, Configuration configuration) throws IOException {
    Path path = new Path(file);
    try (InputStream zipped = path.getFileSystem(configuration).open(path);
        InputStream in = new GZIPInputStream(zipped)) {
      in.transferTo(OutputStream.nullOutputStream());
      return "";
    } catch (EOFException | ZipException cause) {
      return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
  }

  private FileStatus status(Path at) {
    try {
      return system.getFileStatus(at);
    } catch (IOException cause) {
      throw unreadable(at, cause);
    }
  }

  private Stream<FileStatus> entries(Path folder) {
    try {
      return Arrays.stream(system.listStatus(folder))
          .filter(entry -> !entry.getPath().getName().matches("[._].*"))
          .sorted(Comparator.comparing(FileStatus::getPath));
    } catch (IOException cause) {
      throw unreadable(folder, cause);
    }
  }

  private static DataException unreadable(Path path, IOException cause) {
    return new DataException(
        "Cannot read %s (%s); check --data".formatted(path, cause.getMessage()), cause);
  }
}
