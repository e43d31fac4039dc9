package io.github.rnn4j.run;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Map;
import java.util.Set;

/**
 * The folder of a training run: everything needed to evaluate and predict later.
 *
 * <pre>{@code
 * RunDirectory run = RunDirectory.create(Path.of("runs", RunDirectory.nameAt(LocalDateTime.now())));
 * run.writeJson(RunDirectory.CONFIG, config);
 *
 * RunDirectory trained = RunDirectory.open(Path.of("runs", "2026-11-22_14-05-30"));
 * MultiLayerNetwork network = SavedNetworks.multiLayerNetwork(trained, RunDirectory.BEST);
 * }</pre>
 *
 * <p>Every file is written atomically: it has its old content or its new content, never a part. The
 * run records every file that it writes, and {@link #replace} removes exactly those. Only one
 * process at a time may train a run; any number may read it.
 */
public final class RunDirectory {

  /**
   * The file that marks a folder as a run, with the format and the version of the program that
   * wrote it.
   */
  public static final String RUN = "run.json";

  /** The list of everything that the run has written; see {@link #names}. */
  public static final String RECORD = WrittenFiles.RECORD;

  /** The configuration of the run. */
  public static final String CONFIG = "config.json";

  /** The vocabulary of a text model. */
  public static final String VOCABULARY = "vocabulary.json";

  /** One row per epoch; see {@link MetricsCsv}. */
  public static final String METRICS = "metrics.csv";

  /** The loss and the norm of the gradient of every update; see {@link UpdatesCsv}. */
  public static final String UPDATES = "updates.csv";

  /** Statistics for the training UI; written only on request. */
  public static final String STATISTICS = "statistics.db";

  /** Network and updater after the best epoch; see {@link Checkpoints}. */
  public static final String BEST = "best.zip";

  /**
   * Network and updater after the best complete epoch; exists only if {@link #BEST} is from an
   * epoch that was cut short.
   */
  static final String WHOLE_BEST = "best-whole.zip";

  /** Network and updater of the latest {@link Checkpoint}. */
  public static final String LAST = "last.zip";

  /** Network and updater of the checkpoint before the latest one. */
  public static final String PREVIOUS = "previous.zip";

  /** The progress of the run at the latest checkpoint; see {@link TrainingState}. */
  public static final String TRAINING = "training.zip";

  /** The progress of the run at the checkpoint before the latest one. */
  public static final String PREVIOUS_TRAINING = "training-previous.zip";

  /** A picture of loss and accuracy over the epochs. */
  public static final String LEARNING_CURVE = "learning-curve.png";

  /** A text colored by how well a language model predicts it; written only on request. */
  public static final String HEAT_MAP = "heat-map.html";

  /** The results of the run as an HTML page. */
  public static final String REPORT = "report.html";

  /** The provenance of the run; see {@link Provenance}. */
  public static final String PROVENANCE = "provenance.json";

  /** The limits of a trial run, which trains on little data to check that everything works. */
  public static final String TRIAL = "trial.json";

  /** The options that shortened the training, if any did. */
  public static final String SHORTENED = "shortened.json";

  /** The result of a run that was validated but not tested, as JSON. */
  public static final String VALIDATED = "validated.json";

  /** The plan and the results of a search, whose folder has a run for each trial. */
  public static final String SEARCH = "search.json";

  /** The run whose network was the start of this one, as JSON. */
  public static final String STARTED_FROM = "started-from.json";

  /** The network that this run started from. */
  public static final String INITIAL = "initial.zip";

  /** How a finished run was trained further, as JSON. */
  public static final String EXTENSIONS = "extensions.json";

  /**
   * How the run was trained on a cluster, as JSON; exists only then. A cluster splits its data in
   * another way than the programs on one machine.
   */
  public static final String CLUSTER = "cluster.json";

  /** The names of the files that only training needs, not what uses its result. */
  public static final Set<String> OF_TRAINING =
      Set.of(LAST, PREVIOUS, TRAINING, PREVIOUS_TRAINING, INITIAL);

  /** A property that only the configurations of one of this project's programs have. */
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "/data/tokenizer", "rnn-imdb",
          "/data/unit", "rnn-charlm",
          "/data/gaps", "rnn-timeseries",
          "/gradient", "rnn-timeseries"); // its tutorial

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

  private final Path folder;
  private final WrittenFiles written;

  private RunDirectory(Path folder) {
    this.folder = folder;
    this.written = new WrittenFiles(folder);
  }

  /**
   * Returns a folder name for a time, such as {@code 2026-11-22_14-05-30}; names sort by time.
   *
   * @param time when the run starts
   * @return the name
   */
  public static String nameAt(LocalDateTime time) {
    return NAME.format(time);
  }

  /**
   * Creates a new run. Missing parent folders are created.
   *
   * @param folder a folder that does not exist or is empty
   * @return the run
   * @throws RunException if the folder is not empty, or cannot be created or written to, or another
   *     process is creating a run there
   */
  public static RunDirectory create(Path folder) {
    RunFolder.make(folder);
    try (RunLock lock = RunLock.on(folder)) {
      RunFolder.requireNoRun(folder);
      RunFolder.begin(folder);
    }
    return new RunDirectory(folder);
  }

  /**
   * Creates a new run in place of an older one. Exactly the files that the older run has written
   * are removed.
   *
   * @param folder the folder of a run, or one that does not exist or is empty
   * @return the run
   * @throws RunException if the folder contains something other than a run, another process is
   *     writing to it, or its list of files is damaged; nothing is then removed
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
   * Opens an existing run, to read or resume it.
   *
   * @param folder its folder
   * @return the run
   * @throws RunException if the folder does not exist, is not a run, or was written in another
   *     format
   */
  public static RunDirectory open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new RunException(
          (Files.exists(folder) ? folder + " is a file. " : "There is no folder " + folder + ". ")
              + "Specify a run folder, which contains "
              + RUN
              + ", or train first.");
    }
    RunDirectory run = new RunDirectory(folder);
    run.require(RUN);
    RunFolder.requireFormat(folder);
    return run;
  }

  /**
   * Opens a run within this one, such as the training of one of several networks, and creates it if
   * it does not exist. The lock of this run also covers its parts.
   *
   * @param name the name of the folder of the part
   * @return the part
   * @throws RunException if it cannot be created, or there is a link in its place
   * @throws IllegalArgumentException if the name is not a plain file name, or starts with a dot
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
   * @return everything that {@link #part} has created, by name
   * @throws RunException if the run's list of files is damaged
   */
  public List<RunDirectory> parts() {
    return written.names().stream()
        .map(folder::resolve)
        .filter(part -> !Files.isSymbolicLink(part) && RunFolder.isRun(part))
        .map(RunDirectory::new)
        .toList();
  }

  /**
   * The names of everything that the run has written, including what it has since removed. The
   * files {@link #RUN} and {@link #RECORD}, which every run has, are not among them.
   *
   * @return names of files and of {@link #parts} in the folder, sorted
   * @throws RunException if the run's list of files is damaged
   */
  public List<String> names() {
    return List.copyOf(written.names());
  }

  /**
   * Locks the run for writing.
   *
   * @return the lock, to be closed at the end of the training
   * @throws RunException if another process holds the lock; the message names it
   */
  public RunLock lock() {
    return RunLock.on(folder);
  }

  /**
   * The folder of the run.
   *
   * @return the path
   */
  public Path folder() {
    return folder;
  }

  /**
   * Returns the path of a file of the run, whether it exists or not.
   *
   * @param name the file's name, such as {@link #METRICS}, without any folder
   * @return the path
   * @throws IllegalArgumentException if the name is not a plain file name, or starts with a dot
   */
  public Path file(String name) {
    return WrittenFiles.place(folder, name);
  }

  /**
   * Reads the configuration.
   *
   * @param program the program that reads it, such as {@code rnn-imdb}
   * @param type the class of its configuration
   * @param <C> the configuration
   * @return the configuration
   * @throws RunException if the run was trained by another of this project's programs, or the file
   *     is missing or damaged
   */
  public <C extends Record> C readConfig(String program, Class<C> type) {
    JsonNode config = readJson(CONFIG, JsonNode.class);
    PROGRAMS.forEach(
        (property, owner) -> {
          if (!owner.equals(program) && !config.at(property).isMissingNode()) {
            throw new RunException(
                "%s is a run of %s, but this is %s. Use %s instead, or another run."
                    .formatted(folder, owner, program, owner));
          }
        });
    return readJson(CONFIG, type);
  }

  /**
   * Returns the path of a file that must exist.
   *
   * @param name the file's name
   * @return the path
   * @throws RunException if there is no such file, or it is not a regular file
   */
  public Path require(String name) {
    Path file = file(name);
    if (!RunFile.exists(file) && has(SEARCH)) {
      throw new RunException(
          "%s is the folder of a search, not of a run; use one of the runs in it. Its trials.csv says which trial is the best."
              .formatted(folder));
    }
    if (!RunFile.exists(file) && has(VALIDATED)) {
      throw new RunException(
          "%s is missing in %s, because the run was trained with --no-test. Test it first with train --resume %s."
              .formatted(name, folder, folder));
    }
    if (!RunFile.exists(file)) {
      throw new RunException(
          name
              + " is missing in "
              + folder
              + ". Either this is not a run folder, or its training ended before the file"
              + " was written: use another run, or train again.");
    }
    return RunFile.regular(file);
  }

  /**
   * Returns whether the run has a file.
   *
   * @param name the file's name
   * @return whether there is anything of that name; reading it fails if it is not a regular file
   * @throws IllegalArgumentException if the name is not a plain file name, or starts with a dot
   */
  public boolean has(String name) {
    return RunFile.exists(file(name));
  }

  /**
   * Writes a file atomically.
   *
   * @param name the file's name
   * @param content writes the content
   * @throws NotWrittenException if it cannot be written; the file then keeps its old content
   * @throws RunException if the run's list of files is damaged
   */
  public void write(String name, FileContent content) {
    AtomicFile.write(recorded(name), content);
  }

  /** Like {@link #write}, but keeps the old file, if any, under the name {@code earlier}. */
  void write(String name, String earlier, FileContent content) {
    written.add(List.of(name, earlier));
    AtomicFile.write(file(name), file(earlier), content);
  }

  /**
   * Returns the path of a file that other code is about to write, such as a library that takes a
   * path instead of a stream. The name is recorded. A link in its place is removed, because writing
   * would follow it; a file that has another name elsewhere is replaced by a copy.
   *
   * @param name the file's name
   * @return the path
   * @throws NotWrittenException if the name cannot be recorded or the link cannot be removed
   * @throws RunException if the run's list of files is damaged, or a folder, a pipe or a device is
   *     in its place
   * @throws IllegalArgumentException if the name is not a plain file name, or starts with a dot
   */
  public Path claim(String name) {
    Path file = recorded(name);
    try {
      return RunFile.unshared(file);
    } catch (IOException cause) {
      throw new NotWrittenException(
          "Cannot remove the link %s (%s). Check that the folder is writable."
              .formatted(file, FileFailure.reason(cause)),
          cause);
    }
  }

  private Path recorded(String name) {
    Path file = file(name);
    written.add(List.of(name));
    return file;
  }

  /** Renames a file, if it exists, replacing any file with the new name. */
  void rename(String from, String to) {
    if (!from.equals(to) && has(from)) {
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
   * @throws RunException if the file is missing, is not JSON or does not match the record; the
   *     message names the property
   */
  public <T> T readJson(String name, Class<T> type) {
    return RunJson.read(require(name), type);
  }

  /**
   * Creates the error for a folder with files of two runs.
   *
   * @param what which files do not match, without a full stop
   * @return the error, which also says what to do
   */
  public RunException mixedFiles(String what) {
    return new RunException(
        "The files in %s do not belong together: %s. Restore files that belong to the same run, or train again."
            .formatted(folder, what));
  }
}
