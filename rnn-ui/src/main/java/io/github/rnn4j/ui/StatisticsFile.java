package io.github.rnn4j.ui;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.ModelClasses;
import io.github.rnn4j.run.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.AgronaPersistable;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.mapdb.DB;
import org.mapdb.DBException;
import org.mapdb.DBMaker;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.Serializer;

/**
 * The statistics that a run saves in {@link RunDirectory#STATISTICS}.
 *
 * <p>Deeplearning4j's {@code FileStatsStorage} writes the file. It is not used to read the file,
 * because it trusts the file: it creates instances of any class that the file names, and reads
 * serialized Java objects. This class treats an untrusted file as data only: the reports have one
 * of two classes, and the keys may contain only strings.
 */
final class StatisticsFile {

  /** Deeplearning4j's name for the descriptions of the networks. */
  private static final String DESCRIPTIONS = "staticInfo";

  /** The MapDB serializers that Deeplearning4j uses. */
  private static final Set<String> SERIALIZERS =
      Set.of(
          "org.mapdb.Serializer#INTEGER",
          "org.mapdb.Serializer#LONG",
          "org.mapdb.Serializer#STRING");

  /** The prefix of Deeplearning4j's names for lists of updates. */
  private static final String UPDATES = "&&&";

  /**
   * The reports of a run.
   *
   * @param descriptions one for each network
   * @param updates all updates, in no particular order
   */
  record Content(List<SbeStatsInitializationReport> descriptions, List<SbeStatsReport> updates) {

    /**
     * Checks what Deeplearning4j's pages trust: they parse the configuration of a network, which
     * may name any class, and insert names and values as HTML.
     */
    Content {
      descriptions.forEach(Content::check);
      if (Stream.concat(descriptions.stream(), updates.stream())
          .anyMatch(report -> report.toString().contains("<"))) {
        throw new IllegalArgumentException(
            "a name in it contains <, which the pages would treat as HTML");
      }
    }

    /** Replaces the configuration of the network by the same, written from scratch. */
    private static void check(SbeStatsInitializationReport description) {
      String json = description.getModelConfigJson();
      if (!description.hasModelInfo() || json == null || json.isEmpty()) {
        return;
      }
      description.reportModelInfo(
          description.getModelClassName(),
          ModelClasses.standard().checked(json, description.getModelNumParams()),
          description.getModelParamNames(),
          description.getModelNumLayers(),
          description.getModelNumParams());
    }
  }

  /** MapDB keeps this file during each change; it is left behind by a killed process. */
  private static final String CHANGES = RunDirectory.STATISTICS + ".wal.0";

  private final RunDirectory run;
  private final Path file;

  StatisticsFile(RunDirectory run) {
    this.run = run;
    this.file = run.file(RunDirectory.STATISTICS);
  }

  boolean exists() {
    return run.has(RunDirectory.STATISTICS);
  }

  /**
   * Opens the file to add reports; those already in it are kept.
   *
   * @throws RunException if it cannot be written or is in use
   */
  StatsStorage open() {
    run.claim(RunDirectory.STATISTICS);
    run.claim(CHANGES);
    return opened(FileStatsStorage::new);
  }

  /**
   * Reads all reports.
   *
   * @throws RunException if the file is missing, damaged or in use
   */
  Content read() {
    if (!exists()) {
      throw new RunException(
          "%s is missing: the run was trained without --ui. Train with --ui to view a run in the browser."
              .formatted(file));
    }
    run.require(RunDirectory.STATISTICS);
    return opened(
        path -> {
          try (DB db = DBMaker.fileDB(path).transactionEnable().make()) {
            requireKnownSerializers(db);
            return new Content(descriptions(db), updates(db));
          }
        });
  }

  /**
   * Checks the serializers that the file names, because they take precedence over those given here.
   */
  private static void requireKnownSerializers(DB db) {
    db.nameCatalogLoad()
        .forEach(
            (name, value) -> {
              if (name.endsWith("erializer") && !SERIALIZERS.contains(value)) {
                throw new IllegalArgumentException(
                    "it names the serializer %s, which no run uses".formatted(value));
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
          "%s is in use: another process is training this run. View it there, or wait until the training has ended."
              .formatted(file),
          cause);
    } catch (RuntimeException | AssertionError cause) {
      throw new RunException(
          "%s cannot be read (%s). It is damaged, or this is not a run folder. Only the training UI needs this file; all other commands, and training without --ui, work without it."
              .formatted(file, cause),
          cause);
    }
  }

  /** Reads reports from bytes: a number for the class, which is known here, and then the report. */
  private static final class Reports<T extends AgronaPersistable> implements Serializer<T> {

    private final Supplier<T> empty;

    Reports(Supplier<T> empty) {
      this.empty = empty;
    }

    @Override
    public void serialize(DataOutput2 out, T value) {
      throw new UnsupportedOperationException("this file is read-only");
    }

    @Override
    public T deserialize(DataInput2 in, int available) throws IOException {
      in.readInt();
      byte[] bytes = new byte[available - Integer.BYTES];
      in.readFully(bytes);
      T report = empty.get();
      report.decode(new ReportBytes(bytes));
      return report;
    }
  }

  /** Reads keys, which are serialized Java objects of one class; their content is not used. */
  private static final class Keys implements Serializer<Object> {

    private static final ObjectInputFilter STRINGS_ALONE =
        ObjectInputFilter.Config.createFilter(
            "maxdepth=5;maxbytes=100000;org.deeplearning4j.ui.model.storage.*;java.lang.String;!*");

    @Override
    public void serialize(DataOutput2 out, Object value) {
      throw new UnsupportedOperationException("this file is read-only");
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
