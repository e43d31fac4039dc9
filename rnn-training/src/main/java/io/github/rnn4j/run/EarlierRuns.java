package io.github.rnn4j.run;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the file names of versions that did not record which files a run wrote. In the folder of
 * such a run, anything with one of these names counts as a file of the run. The next time the run
 * writes a file, all of them are recorded.
 *
 * <p>The list needs no new names, because current versions record every file that they write.
 */
final class EarlierRuns {

  private static final Set<String> NAMES =
      Set.of(
          "config.json",
          "trial.json",
          "provenance.json",
          "vocabulary.json",
          "metrics.csv",
          "updates.csv",
          "statistics.db",
          "statistics.db.wal.0",
          "best.zip",
          "best-whole.zip",
          "last.zip",
          "previous.zip",
          "training.zip",
          "training-previous.zip",
          "learning-curve.png",
          "heat-map.html",
          "report.html",
          "preparation.json",
          "calibration.json",
          "series.csv",
          "backtest.json",
          "test-forecast.png",
          "forecast.png",
          "tutorial.json",
          "tutorial.png");

  /** The networks of an ensemble, and the folders of their training. */
  private static final Pattern NUMBERED =
      Pattern.compile("member-[1-9][0-9]*(\\.zip)?|refit-[1-9][0-9]*");

  private EarlierRuns() {}

  /**
   * Returns the names in a folder that earlier versions used for files of a run.
   *
   * @throws RunException if the folder cannot be read
   */
  static SortedSet<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> AtomicFile.finalName(entry.getFileName().toString()))
          .filter(name -> NAMES.contains(name) || NUMBERED.matcher(name).matches())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException cause) {
      throw new RunException(
          "Cannot read the folder %s (%s).".formatted(folder, FileFailure.reason(cause)), cause);
    }
  }
}
