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
 * Runs of versions that did not record what they wrote. What has one of these names in the folder
 * of such a run is taken for a file of the run; the next file that the run writes records them all.
 *
 * <p>The list is of the past: what is written today is recorded, whatever its name.
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
   * The names in a folder that earlier versions gave to files of a run.
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
