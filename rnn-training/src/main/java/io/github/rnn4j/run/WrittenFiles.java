package io.github.rnn4j.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names of all files and folders that a run has written into its folder, one per line in the
 * file {@value #RECORD} there.
 *
 * <p>A name is recorded before its file is created, so a kill at any moment leaves nothing
 * unlisted. Names are only appended, so a program that adds a picture to a run in training does not
 * remove any name. The record is not trusted; it can name only files and folders directly in the
 * run's folder.
 */
final class WrittenFiles {

  static final String RECORD = ".files";

  /** The size limit of the record: 1 MB, enough for ten thousand names. */
  private static final long LARGEST = 1 << 20;

  private final Path folder;
  private final Path record;
  private final Set<String> known = new HashSet<>(); // names that this object has read or recorded

  WrittenFiles(Path folder) {
    this.folder = folder;
    this.record = folder.resolve(RECORD);
  }

  /**
   * Returns the path of a file of a run.
   *
   * @throws IllegalArgumentException if the name is not a plain file name, starts with a dot or
   *     contains control characters
   */
  static Path place(Path folder, String name) {
    Path file = folder.resolve(name);
    if (name.isEmpty()
        || name.startsWith(".")
        || !name.equals(Objects.toString(file.getFileName(), "")) // a root has no file name
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is not the name of a file in the run: use a name without a"
              + " folder, a leading dot or control characters.");
    }
    return file;
  }

  /**
   * Records names of files that are about to be written.
   *
   * @throws NotWrittenException if they cannot be recorded
   * @throws RunException if the record is damaged
   */
  synchronized void add(List<String> names) {
    if (known.containsAll(names)) {
      return;
    }
    String text = text();
    SortedSet<String> all = names(text);
    List<String> more = names.stream().filter(name -> !all.contains(name)).toList();
    all.addAll(more);
    if (!text.endsWith("\n")) { // there is no record yet, or a power failure cut its last line
      AtomicFile.write(record, out -> out.write(lines(all)));
    } else if (!more.isEmpty()) {
      append(lines(more));
    }
    known.addAll(all);
  }

  private static byte[] lines(Iterable<String> names) {
    return (String.join("\n", names) + "\n").getBytes(UTF_8);
  }

  private void append(byte[] lines) {
    try (FileChannel channel =
        FileChannel.open(
            RunFile.unshared(record), StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException cause) {
      throw new NotWrittenException(
          "Cannot write to %s (%s). Check that the folder is writable and that the disk is not full."
              .formatted(record, FileFailure.reason(cause)),
          cause);
    }
  }

  /**
   * Returns the names of everything that the run has written, including what it has since removed.
   *
   * @throws RunException if the record is damaged, or names something outside the folder
   */
  SortedSet<String> names() {
    return names(text());
  }

  private SortedSet<String> names(String text) {
    if (text.isEmpty()) {
      return RunFolder.recordsItsFiles(folder) ? new TreeSet<>() : EarlierRuns.names(folder);
    }
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    for (int line = 1; line <= lines.size(); line++) {
      if (!isName(lines.get(line - 1))) {
        throw damaged("line %d is not the name of a file in this folder".formatted(line));
      }
    }
    SortedSet<String> names = new TreeSet<>(lines);
    names.remove(RunDirectory.RUN); // stays until all others are removed
    return names;
  }

  private boolean isName(String line) {
    try {
      return place(folder, line) != null;
    } catch (IllegalArgumentException refused) { // by place() or by the file system
      return false;
    }
  }

  /** The content of the record; empty if there is none. */
  private String text() {
    if (Files.notExists(record, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    if (!Files.isRegularFile(record, LinkOption.NOFOLLOW_LINKS)) {
      throw damaged("it is not a file");
    }
    return RunFile.text(record, LARGEST);
  }

  private RunException damaged(String reason) {
    return new RunException(
        "%s is damaged: %s. Restore it, or remove it. If you remove it, the files written so far stay in the folder when the run is replaced."
            .formatted(record, reason));
  }

  /**
   * Removes everything that a run and the runs within it have written. The file that marks the
   * folder as a run stays, so the removal can be repeated until that file is replaced. A folder
   * that still contains something else also stays. Links are removed, not followed.
   *
   * @throws RunException if it is not known what they have written, or something cannot be removed
   */
  static void remove(Path folder) {
    List<Path> paths = new ArrayList<>();
    try {
      collect(folder, paths);
    } catch (RunException cause) {
      throw new RunException(
          cause.getMessage()
              + " Nothing was removed: choose another name for the new run, or remove the folder yourself.",
          cause);
    }
    paths.forEach(WrittenFiles::removeOne);
  }

  /** Collects the contents of a folder first, then the folder itself. */
  private static void collect(Path folder, List<Path> paths) {
    for (String name : new WrittenFiles(folder).names()) {
      Path path = folder.resolve(name);
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        if (RunFolder.isRun(path)) {
          requireUnused(path);
          collect(path, paths);
          paths.add(path.resolve(RunLock.FILE));
        }
        addWithTemporary(path.resolve(RunDirectory.RUN), paths);
      }
      addWithTemporary(path, paths);
    }
    addWithTemporary(folder.resolve(RECORD), paths);
  }

  /** A run within another one, such as a trial of a search, may have been resumed by itself. */
  private static void requireUnused(Path run) {
    if (RunFile.exists(run.resolve(RunLock.FILE))) {
      RunLock.on(run).close(); // refuses if another process is writing to it
    }
  }

  private static void addWithTemporary(Path path, List<Path> paths) {
    paths.add(path.resolveSibling(AtomicFile.temporaryName(path.getFileName().toString())));
    paths.add(path);
  }

  private static void removeOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException kept) {
      // The folder contains something that no run has written.
    } catch (IOException cause) {
      throw new RunException(
          "Cannot remove "
              + path
              + " of the older run ("
              + FileFailure.reason(cause)
              + "). Choose another name for the run, or make the folder writable.",
          cause);
    }
  }
}
