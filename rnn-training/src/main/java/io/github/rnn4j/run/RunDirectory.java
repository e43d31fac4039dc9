package io.github.rnn4j.run;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

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
 * <p>Every file is written atomically: it has its old content or its new one, never a part. The run
 * lists all that it writes, and {@link #replace} removes exactly that. One process trains a run;
 * any number may read it.
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

  /** The result of the run, as a page of HTML. */
  public static final String REPORT = "report.html";

  /** Where the run comes from; see {@link Provenance}. */
  public static final String PROVENANCE = "provenance.json";

  /** How much less than everything was trained on, where a run only tries whether all works. */
  public static final String TRIAL = "trial.json";

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

  private final Path folder;
  private final WrittenFiles written;

  private RunDirectory(Path folder) {
    this.folder = folder;
    this.written = new WrittenFiles(folder);
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
    RunFolder.make(folder);
    RunFolder.begin(folder);
    return new RunDirectory(folder);
  }

  /**
   * A new run in the place of an older one. All that the older one has written is removed, and
   * nothing else.
   *
   * @param folder the folder of a run, or one that does not exist or is empty
   * @return the run
   * @throws RunException if the folder holds something else than a run, another process writes to
   *     it, or its list of files is damaged; nothing is removed then
   */
  public static RunDirectory replace(Path folder) {
    if (!RunFolder.isRun(folder)) {
      return create(folder);
    }
    try (RunLock lock = RunLock.on(folder)) {
      WrittenFiles.remove(folder);
      RunFolder.begin(folder);
    }
    return new RunDirectory(folder);
  }

  /**
   * An existing run, to read from or to go on with.
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
    run.require(RUN);
    RunFolder.requireFormat(folder);
    return run;
  }

  /**
   * A run within this one, such as the training of one network of several; made where it is not
   * there yet. The lock of the whole is the lock of its parts.
   *
   * @param name the name of its folder
   * @return the part
   * @throws RunException if it cannot be made, or a link is in its place
   * @throws IllegalArgumentException if the name is more than a name, or starts with a dot
   */
  public RunDirectory part(String name) {
    RunDirectory part = new RunDirectory(recorded(name));
    RunFolder.makePart(part.folder);
    if (!RunFolder.isRun(part.folder)) {
      RunFolder.begin(part.folder);
    }
    return part;
  }

  /**
   * The runs within this one.
   *
   * @return all that {@link #part} made, by name
   * @throws RunException if the run's list of its files is damaged
   */
  public List<RunDirectory> parts() {
    return written.names().stream()
        .map(folder::resolve)
        .filter(RunFolder::isRun)
        .map(RunDirectory::new)
        .toList();
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
    return WrittenFiles.place(folder, name);
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
   * @throws RunException if the run's list of its files is damaged
   */
  public void write(String name, FileContent content) {
    AtomicFile.write(recorded(name), content);
  }

  /** As {@link #write}; the old file, if any, is kept under the name {@code earlier}. */
  void write(String name, String earlier, FileContent content) {
    written.add(List.of(name, earlier));
    AtomicFile.write(file(name), file(earlier), content);
  }

  /**
   * The path of a file that something else is about to write, such as a library that takes a path
   * instead of a stream. The run has recorded the name then; a link in its place is removed, since
   * the file would be written where that leads.
   *
   * @param name the file's name
   * @return the path
   * @throws NotWrittenException if the name cannot be recorded, or the link not be removed
   * @throws RunException if the run's list of its files is damaged
   * @throws IllegalArgumentException if the name is more than a name, or starts with a dot
   */
  public Path claim(String name) {
    Path file = recorded(name);
    try {
      if (Files.isSymbolicLink(file)) {
        Files.delete(file);
      }
      return file;
    } catch (IOException cause) {
      throw new NotWrittenException(
          "Cannot remove the link %s (%s). Check that the folder may be written to."
              .formatted(file, FileFailure.reason(cause)),
          cause);
    }
  }

  private Path recorded(String name) {
    Path file = file(name);
    written.add(List.of(name));
    return file;
  }

  /** Renames a file, if it is there, over another one. */
  void rename(String from, String to) {
    if (!from.equals(to) && Files.exists(file(from))) {
      AtomicFile.rename(file(from), recorded(to));
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
}
