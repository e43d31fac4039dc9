package io.github.rnn4j.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one training run: all that is needed to evaluate and predict later.
 *
 * <pre>{@code
 * RunDirectory run = RunDirectory.create(Path.of("runs", RunDirectory.nameAt(LocalDateTime.now())));
 * run.writeJson(RunDirectory.CONFIG, config);
 *
 * RunDirectory trained = RunDirectory.open(Path.of("runs", "2026-11-22_14-05-30"));
 * MultiLayerNetwork network = SavedNetworks.multiLayerNetwork(trained, RunDirectory.BEST);
 * }</pre>
 *
 * <p>Every file is written atomically: it has its old content or its new one, never a part. One
 * process writes to a run; any number may read.
 */
public final class RunDirectory {

  /** What marks a folder as a run: format and version of the program that wrote it. */
  public static final String RUN = "run.json";

  /** The configuration of the run. */
  public static final String CONFIG = "config.json";

  /** The vocabulary of a text model. */
  public static final String VOCABULARY = "vocabulary.json";

  /** One row per epoch; see {@link MetricsCsv}. */
  public static final String METRICS = "metrics.csv";

  /** The loss of every update; see {@link UpdateLosses}. */
  public static final String UPDATES = "updates.csv";

  /** Statistics for the training UI; written when it is asked for. */
  public static final String STATISTICS = "statistics.db";

  /** Network and updater after the best epoch; see {@link Checkpoints}. */
  public static final String BEST = "best.zip";

  /** The best whole epoch, while {@link #BEST} is of one that was cut short. */
  static final String WHOLE_BEST = "best-whole.zip";

  /** Network and updater of the latest {@link Checkpoint}. */
  public static final String LAST = "last.zip";

  /** Network and updater of the checkpoint before the latest one. */
  public static final String PREVIOUS = "previous.zip";

  /** Where the run was at the latest checkpoint; see {@link TrainingState}. */
  public static final String TRAINING = "training.zip";

  /** Where the run was at the checkpoint before the latest one. */
  public static final String PREVIOUS_TRAINING = "training-previous.zip";

  /** Loss and accuracy over the epochs as a picture. */
  public static final String LEARNING_CURVE = "learning-curve.png";

  /** A text coloured by what a language model expects; written when it is asked for. */
  public static final String HEAT_MAP = "heat-map.html";

  /** What came of the run, as a page of HTML. */
  public static final String REPORT = "report.html";

  /** Where the run comes from; see {@link Provenance}. */
  public static final String PROVENANCE = "provenance.json";

  /** How much less than everything was trained on, where a run only tries whether all works. */
  public static final String TRIAL = "trial.json";

  /** The layout that this class writes and reads. */
  private static final int FORMAT = 2;

  private static final List<String> FILES =
      List.of(
          CONFIG,
          VOCABULARY,
          METRICS,
          UPDATES,
          STATISTICS,
          STATISTICS + ".wal.0", // of a run that was killed
          BEST,
          WHOLE_BEST,
          LAST,
          PREVIOUS,
          TRAINING,
          PREVIOUS_TRAINING,
          LEARNING_CURVE,
          HEAT_MAP,
          TRIAL,
          REPORT,
          PROVENANCE,
          RUN);

  /** The weights of the networks of an ensemble: {@code member-1.zip}, {@code member-2.zip}, ... */
  private static final Pattern MEMBER = Pattern.compile("member-[1-9][0-9]*\\.zip");

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

  private final Path folder;

  private RunDirectory(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder name from a time, such as {@code 2026-11-22_14-05-30}; names sort by time.
   *
   * @param time when the run starts
   * @return the name
   */
  public static String nameAt(LocalDateTime time) {
    return NAME.format(time);
  }

  /**
   * A new run. Missing parent folders are created.
   *
   * @param folder a folder that does not exist or is empty
   * @return the run
   * @throws RunException if the folder holds anything, or cannot be created or written to
   */
  public static RunDirectory create(Path folder) {
    try {
      makeFolder(folder);
      if (!isEmpty(folder)) {
        throw new RunException(
            "The folder "
                + folder
                + " is not empty. Choose another name for the run, or ask to replace the old one.");
      }
    } catch (IOException cause) {
      throw cannotCreate(folder, cause);
    }
    RunDirectory run = new RunDirectory(folder);
    run.writeJson(RUN, new Marker(FORMAT, BuildVersion.current().version()));
    return run;
  }

  /**
   * A new run in the place of an older one, whose files are removed; files that are not of a run
   * stay where they are.
   *
   * @param folder the folder of a run, or one that does not exist or is empty
   * @return the run
   * @throws RunException if the folder holds something else than a run, or another process writes
   *     to it; nothing is removed then
   */
  public static RunDirectory replace(Path folder) {
    if (Files.isDirectory(folder) && Files.exists(folder.resolve(RUN))) {
      RunDirectory run = new RunDirectory(folder);
      try (RunLock lock = run.lock()) {
        run.removeParts();
        run.removeFiles();
      }
      run.writeJson(RUN, new Marker(FORMAT, BuildVersion.current().version()));
      return run;
    }
    return create(folder);
  }

  /**
   * An existing run, for reading.
   *
   * @param folder its folder
   * @return the run
   * @throws RunException if the folder is not there, is no run, or was written in another format
   */
  public static RunDirectory open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new RunException(
          (Files.exists(folder) ? folder + " is a file. " : "There is no folder " + folder + ". ")
              + "Give the folder of a run, the one that holds "
              + RUN
              + ", or train first.");
    }
    RunDirectory run = new RunDirectory(folder);
    JsonNode marker = RunJson.read(run.require(RUN), JsonNode.class);
    int format = marker.path("format").asInt(-1);
    if (format != FORMAT) {
      throw ofAnotherFormat(folder, format, marker.path("version").asText("unknown"));
    }
    return run;
  }

  /**
   * A run within this one, such as the training of one network of several; made where it is not
   * there yet. The lock of the whole is the lock of its parts.
   *
   * @param name the name of its folder
   * @return the part
   * @throws RunException if it cannot be made
   * @throws IllegalArgumentException if the name is more than a name, or starts with a dot
   */
  public RunDirectory part(String name) {
    Path place = file(name);
    try {
      Files.createDirectories(place);
    } catch (IOException cause) {
      throw cannotCreate(place, cause);
    }
    RunDirectory part = new RunDirectory(place);
    if (!Files.exists(place.resolve(RUN))) {
      part.writeJson(RUN, new Marker(FORMAT, BuildVersion.current().version()));
    }
    return part;
  }

  /**
   * The runs within this one.
   *
   * @return all that {@link #part} made, by name
   * @throws RunException if the folder cannot be read
   */
  public List<RunDirectory> parts() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry.resolve(RUN)))
          .sorted()
          .map(RunDirectory::new)
          .toList();
    } catch (IOException cause) {
      throw cannotRead(folder, cause);
    }
  }

  /**
   * Takes the right to write to the run.
   *
   * @return to be closed at the end of the training
   * @throws RunException if another process has it, which the message names
   */
  public RunLock lock() {
    return RunLock.on(folder);
  }

  /**
   * Where the run is.
   *
   * @return its folder
   */
  public Path folder() {
    return folder;
  }

  /**
   * The path of a file of the run, whether it is there or not.
   *
   * @param name the file's name, such as {@link #METRICS}, without any folder
   * @return the path
   * @throws IllegalArgumentException if the name is more than a name, or starts with a dot
   */
  public Path file(String name) {
    Path file = folder.resolve(name);
    if (name.isEmpty() || name.startsWith(".") || !file.getFileName().toString().equals(name)) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is not the name of a file in the run: give a name without a"
              + " folder or a leading dot.");
    }
    return file;
  }

  /**
   * The path of a file that must be there.
   *
   * @param name the file's name
   * @return the path
   * @throws RunException if there is no such file
   */
  public Path require(String name) {
    Path file = file(name);
    if (!Files.isRegularFile(file)) {
      throw new RunException(
          name
              + " is missing in "
              + folder
              + ". Either this is not the folder of a run, or its training ended before the file"
              + " was written: give another run, or train anew.");
    }
    return file;
  }

  /**
   * Writes a file as a whole or not at all.
   *
   * @param name the file's name
   * @param content writes the content
   * @throws NotWrittenException if it cannot be written; the file keeps its old content then
   */
  public void write(String name, FileContent content) {
    AtomicFile.write(file(name), content);
  }

  /** As {@link #write}; the old file, if any, is kept under the name {@code earlier}. */
  void write(String name, String earlier, FileContent content) {
    AtomicFile.write(file(name), file(earlier), content);
  }

  /** Renames a file, if it is there, over another one. */
  void rename(String from, String to) {
    try {
      if (!from.equals(to) && Files.exists(file(from))) {
        Files.move(file(from), file(to), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException cause) {
      throw new NotWrittenException(
          "Cannot rename %s to %s (%s). Check that the folder may be written to."
              .formatted(file(from), to, FileFailure.reason(cause)),
          cause);
    }
  }

  /**
   * Writes a record as JSON.
   *
   * @param name the file's name
   * @param value a record of numbers, strings, enums, lists, maps and further records
   * @throws NotWrittenException if it cannot be written
   */
  public void writeJson(String name, Object value) {
    write(name, out -> out.write(RunJson.write(value)));
  }

  /**
   * Reads a record from JSON, strictly: unknown, missing and null properties are errors.
   *
   * @param name the file's name
   * @param type the record
   * @param <T> the record
   * @return the record
   * @throws RunException if the file is missing, is no JSON or does not fit the record; the message
   *     names the property
   */
  public <T> T readJson(String name, Class<T> type) {
    return RunJson.read(require(name), type);
  }

  /**
   * The error that this folder has files of two runs.
   *
   * @param what does not fit what, without a full stop
   * @return the error, with what to do
   */
  public RunException mixedFiles(String what) {
    return new RunException(
        "The files in %s do not belong together: %s. Restore the files of one run, or train again."
            .formatted(folder, what));
  }

  private static void makeFolder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      // Of two processes that want the same new folder, one gets it.
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException exists) {
      if (!Files.isDirectory(folder)) {
        throw exists;
      }
    }
  }

  /** But for what is left of a run whose first file could not be written, or was killed there. */
  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(entry -> entry.endsWith(AtomicFile.temporaryName(RUN)));
    }
  }

  private void removeParts() {
    for (RunDirectory part : parts()) {
      part.removeFiles();
      try {
        if (isEmpty(part.folder)) {
          Files.delete(part.folder);
        }
      } catch (IOException cause) {
        throw cannotRemove(part.folder, cause);
      }
    }
  }

  private void removeFiles() {
    // The marker goes last: until then the folder is a run that can be replaced once more.
    List<String> names = new ArrayList<>(members());
    names.addAll(FILES);
    for (String name : names) {
      try {
        Files.deleteIfExists(folder.resolve(name));
        Files.deleteIfExists(folder.resolve(AtomicFile.temporaryName(name)));
      } catch (IOException cause) {
        throw cannotRemove(folder.resolve(name), cause);
      }
    }
  }

  private List<String> members() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> MEMBER.matcher(name).matches())
          .toList();
    } catch (IOException cause) {
      throw cannotRead(folder, cause);
    }
  }

  private static RunException ofAnotherFormat(Path folder, int format, String version) {
    return new RunException(
        format < FORMAT
            ? "%s is a run of an older format (%d, this program reads %d): train it again."
                .formatted(folder, format, FORMAT)
            : "%s is a run of a newer format (%d, this program reads %d): use version %s or newer."
                .formatted(folder, format, FORMAT, version));
  }

  private static RunException cannotRead(Path folder, IOException cause) {
    return new RunException(
        "Cannot read the folder %s (%s).".formatted(folder, FileFailure.reason(cause)), cause);
  }

  private static RunException cannotRemove(Path file, IOException cause) {
    return new RunException(
        "Cannot remove "
            + file
            + " of the older run ("
            + FileFailure.reason(cause)
            + "). Choose another name for the run, or make the folder writable.",
        cause);
  }

  private static RunException cannotCreate(Path folder, IOException cause) {
    return new RunException(
        "Cannot create the folder "
            + folder
            + " for the run ("
            + FileFailure.reason(cause)
            + "). Choose a folder that may be written to.",
        cause);
  }

  /** Content of {@link #RUN}. */
  private record Marker(int format, String version) {}
}
