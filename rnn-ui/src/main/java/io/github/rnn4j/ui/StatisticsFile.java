package io.github.rnn4j.ui;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.mapdb.DB;
import org.mapdb.DBException;
import org.mapdb.DBMaker;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.Serializer;

/**
 * The statistics that a run keeps in {@link RunDirectory#STATISTICS}.
 *
 * <p>Deeplearning4j's {@code FileStatsStorage} writes the file. To read it would be to trust it: it
 * makes instances of whatever class the file names, and reads serialised Java objects. So it is
 * read here, and a file of a stranger is only data: the reports are of two classes, and the keys
 * may hold strings.
 */
final class StatisticsFile {

  /** What Deeplearning4j calls the descriptions of the networks. */
  private static final String DESCRIPTIONS = "staticInfo";

  /** The serializers of MapDB that it uses. */
  private static final Set<String> SERIALIZERS =
      Set.of(
          "org.mapdb.Serializer#INTEGER",
          "org.mapdb.Serializer#LONG",
          "org.mapdb.Serializer#STRING");

  /** What it begins the names of the lists of updates with. */
  private static final String UPDATES = "&&&";

  /**
   * What a run has reported.
   *
   * @param descriptions one of each network
   * @param updates all of them, in no order
   */
  record Content(List<SbeStatsInitializationReport> descriptions, List<SbeStatsReport> updates) {

    /** Deeplearning4j's pages take names and figures for HTML: here they hold none. */
    Content {
      if (Stream.concat(descriptions.stream(), updates.stream())
          .anyMatch(report -> report.toString().contains("<"))) {
        throw new IllegalArgumentException("a name in it has a <, which pages take for HTML");
      }
    }
  }

  /** MapDB has this file during each change; it stays after a kill. */
  private static final String CHANGES = RunDirectory.STATISTICS + ".wal.0";

  private final RunDirectory run;
  private final Path file;

  StatisticsFile(RunDirectory run) {
    this.run = run;
    this.file = run.file(RunDirectory.STATISTICS);
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * Opens the file for more reports; what is in it stays.
   *
   * @throws RunException if it cannot be written or is in use
   */
  StatsStorage open() {
    run.claim(RunDirectory.STATISTICS);
    run.claim(CHANGES);
    return opened(FileStatsStorage::new);
  }

  /**
   * Reads all of it.
   *
   * @throws RunException if it is not there, damaged or in use
   */
  Content read() {
    if (!exists()) {
      throw new RunException(
          "There is no %s: the run was trained without --ui. Train with --ui to look at a run in the browser."
              .formatted(file));
    }
    return opened(
        path -> {
          try (DB db = DBMaker.fileDB(path).transactionEnable().make()) {
            requireKnownSerializers(db);
            return new Content(descriptions(db), updates(db));
          }
        });
  }

  /** What the file itself says of how to read it comes before what is said here. */
  private static void requireKnownSerializers(DB db) {
    db.nameCatalogLoad()
        .forEach(
            (name, value) -> {
              if (name.endsWith("erializer") && !SERIALIZERS.contains(value)) {
                throw new IllegalArgumentException(
                    "it wants to be read by %s, which no run is".formatted(value));
              }
            });
  }

  private static List<SbeStatsInitializationReport> descriptions(DB db) {
    return List.copyOf(
        db.hashMap(DESCRIPTIONS, new Keys(), new Reports<>(SbeStatsInitializationReport::new))
            .open()
            .getValues());
  }

  private static List<SbeStatsReport> updates(DB db) {
    List<SbeStatsReport> all = new ArrayList<>();
    for (String name : db.getAllNames()) {
      if (name.startsWith(UPDATES)) {
        all.addAll(
            db.hashMap(name, Serializer.LONG, new Reports<>(SbeStatsReport::new))
                .open()
                .getValues());
      }
    }
    return all;
  }

  private <T> T opened(Function<File, T> opening) {
    try {
      return opening.apply(file.toFile());
    } catch (DBException.FileLocked cause) {
      throw new RunException(
          "%s is in use: another process trains this run. Look at it there, or wait until it has ended."
              .formatted(file),
          cause);
    } catch (RuntimeException | AssertionError cause) {
      throw new RunException(
          "%s cannot be read (%s). It is damaged, or this is not the folder of a run: the run itself does not need it, and can be used without --ui and the command ui."
              .formatted(file, cause),
          cause);
    }
  }

  /** Reports as bytes: a number for the class, which is known here, and the report. */
  private static final class Reports<T extends Persistable> implements Serializer<T> {

    private final Supplier<T> empty;

    Reports(Supplier<T> empty) {
      this.empty = empty;
    }

    @Override
    public void serialize(DataOutput2 out, T value) {
      throw new UnsupportedOperationException("this file is only read");
    }

    @Override
    public T deserialize(DataInput2 in, int available) throws IOException {
      in.readInt();
      byte[] bytes = new byte[available - Integer.BYTES];
      in.readFully(bytes);
      T report = empty.get();
      report.decode(bytes);
      return report;
    }
  }

  /** Keys as serialised Java objects of one class, which nobody looks into. */
  private static final class Keys implements Serializer<Object> {

    private static final ObjectInputFilter STRINGS_ALONE =
        ObjectInputFilter.Config.createFilter(
            "maxdepth=5;maxbytes=100000;org.deeplearning4j.ui.model.storage.*;java.lang.String;!*");

    @Override
    public void serialize(DataOutput2 out, Object value) {
      throw new UnsupportedOperationException("this file is only read");
    }

    @Override
    public Object deserialize(DataInput2 in, int available) throws IOException {
      ObjectInputStream objects = new ObjectInputStream(new DataInput2.DataInputToStream(in));
      objects.setObjectInputFilter(STRINGS_ALONE);
      try {
        return objects.readObject();
      } catch (ClassNotFoundException cause) {
        throw new IOException(cause);
      }
    }
  }
}
