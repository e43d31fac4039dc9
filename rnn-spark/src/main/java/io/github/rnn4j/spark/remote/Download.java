package io.github.rnn4j.spark.remote;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;

/**
 * Copies a run to this machine: the files that it has recorded, and nothing else in its folder. If
 * a driver was killed while it replaced a file, the earlier content is copied.
 */
final class Download {

  private static final int TURNS = 3;

  private final RemoteFolder from;
  private final Path to;
  private Map<String, FileStatus> there;

  private Download(RemoteFolder from, Path to) throws IOException {
    this.from = from;
    this.to = to;
    this.there = from.entries();
  }

  /** Returns whether the files of a folder are those of a run. */
  static boolean isRun(Map<String, FileStatus> files) {
    return Stream.of(RunDirectory.RUN, FileNames.earlier(RunDirectory.RUN))
        .anyMatch(name -> files.containsKey(name) && files.get(name).isFile());
  }

  /**
   * Copies a run.
   *
   * @param from its folder
   * @param to a new folder on this machine
   * @param leftOut names of files that are not needed
   * @return the copy
   * @throws RunException if the folder is not a run
   * @throws IOException if it cannot be read
   */
  static RunDirectory copy(RemoteFolder from, Path to, Set<String> leftOut) throws IOException {
    Download download = new Download(from, to);
    RunDirectory run = download.begin();
    for (String name : run.names()) {
      if (download.isPart(name)) {
        copy(from.in(name), to.resolve(name), leftOut);
      } else if (!leftOut.contains(name)) {
        download.fetch(name);
      }
    }
    return run;
  }

  /**
   * Returns the names of all files that a run and its parts have written, with the folders of the
   * parts. {@link RunDirectory#RUN} and the list of files come last, as in each of its parts.
   *
   * @param scratch a new folder on this machine
   */
  static List<String> names(RemoteFolder from, Path scratch) throws IOException {
    Download download = new Download(from, scratch);
    List<String> names = new ArrayList<>();
    for (String name : download.begin().names()) {
      if (download.isPart(name)) {
        names(from.in(name), scratch.resolve(name)).forEach(file -> names.add(name + "/" + file));
      } else if (!download.isFolder(name)) {
        names.add(name);
      }
    }
    names.add(RunDirectory.RECORD);
    names.add(RunDirectory.RUN);
    return names;
  }

  private RunDirectory begin() throws IOException {
    if (from.isFile()) {
      throw new RunException(
          "%s is a file. Specify a run folder, which contains %s, or train first."
              .formatted(from.address(), RunDirectory.RUN));
    }
    if (there.isEmpty() && !from.isFolder()) {
      throw new RunException(
          "There is no folder %s. Specify a run folder, which contains %s, or train first."
              .formatted(from.address(), RunDirectory.RUN));
    }
    Files.createDirectories(to);
    fetch(RunDirectory.RUN);
    fetch(RunDirectory.RECORD);
    return RunDirectory.open(to);
  }

  private boolean isFolder(String name) {
    return there.containsKey(name) && there.get(name).isDirectory();
  }

  private boolean isPart(String name) throws IOException {
    return isFolder(name) && isRun(from.in(name).entries());
  }

  /** Copies a file, if it exists; a driver that trains the run may replace it meanwhile. */
  private void fetch(String name) throws IOException {
    for (int turn = 1; ; turn++) {
      Optional<String> source =
          Stream.of(name, FileNames.earlier(name))
              .filter(each -> there.containsKey(each) && there.get(each).isFile())
              .findFirst();
      if (source.isEmpty()) {
        return;
      }
      try {
        from.read(source.get(), to.resolve(name));
        return;
      } catch (FileNotFoundException moved) {
        if (turn == TURNS) {
          throw moved;
        }
        there = from.entries();
      }
    }
  }
}
