package io.github.rnn4j.spark.remote;

import static io.github.rnn4j.spark.remote.FileNames.earlier;
import static io.github.rnn4j.spark.remote.FileNames.folder;
import static io.github.rnn4j.spark.remote.FileNames.last;
import static io.github.rnn4j.spark.remote.FileNames.sibling;
import static io.github.rnn4j.spark.remote.FileNames.temporary;

import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;

/**
 * Copies the changed files of a local run to its remote folder. Whenever it ends, a run is left
 * that resumes.
 *
 * <p>First, all changed files are copied under temporary names. Then they are renamed, in the order
 * in which a training writes them, so the checkpoint comes last. No file system has to replace a
 * file in a rename: the earlier file gets another name first, and is deleted afterwards. That of a
 * network is {@link RunDirectory#PREVIOUS} and stays, as on one machine, because the previous
 * checkpoint needs it until the new one is complete.
 *
 * <p>Renames that fail are kept and continued the next time, before anything else is copied. Each
 * of them can be repeated if it is not known whether it was done.
 */
final class Upload {

  /** What the checkpoint before the latest one is called after the latest one is complete. */
  private static final Map<String, String> KEPT =
      Map.of(
          RunDirectory.LAST, RunDirectory.PREVIOUS,
          RunDirectory.TRAINING, RunDirectory.PREVIOUS_TRAINING);

  /** Files in the order in which they are replaced; all others come before them. */
  private static final List<String> LATE =
      List.of(RunDirectory.BEST, RunDirectory.CONFIG, RunDirectory.LAST, RunDirectory.TRAINING);

  /** Something to do in the remote folder; it can be repeated if it fails. */
  @FunctionalInterface
  private interface Step {
    void take() throws IOException;
  }

  /** What differs between two contents of a file, which are never written in place. */
  private record Stamp(long size, FileTime modified, Object key) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(now.size(), now.lastModifiedTime(), now.fileKey());
    }
  }

  private final RunDirectory run;
  private final RemoteFolder to;
  private final RemoteLock lock;
  private final Map<String, Stamp> there = new TreeMap<>(); // the local files that are there
  private final Deque<Step> steps = new ArrayDeque<>();

  /**
   * Prepares the upload of a run of which nothing is there yet.
   *
   * @param run the local run
   * @param to its remote folder
   * @param lock the lock on that folder
   */
  Upload(RunDirectory run, RemoteFolder to, RemoteLock lock) {
    this.run = run;
    this.to = to;
    this.lock = lock;
  }

  /**
   * Prepares the upload of a run that has just been downloaded, and puts both in order if the last
   * driver was killed.
   */
  static Upload ofDownloaded(RunDirectory run, RemoteFolder to, RemoteLock lock)
      throws IOException {
    Upload upload = new Upload(run, to, lock);
    upload.settle(run, "");
    for (String name : upload.files()) {
      upload.there.put(name, Stamp.of(upload.local(name)));
    }
    upload.finish();
    return upload;
  }

  private void settle(RunDirectory part, String prefix) throws IOException {
    Set<String> names = new TreeSet<>(part.names());
    names.addAll(List.of(RunDirectory.RUN, RunDirectory.RECORD));
    Map<String, FileStatus> found = to.in(prefix).entries();
    for (String name : names) {
      if (found.containsKey(earlier(name))) {
        if (!found.containsKey(name)) {
          move(prefix + earlier(name), prefix + name);
        } else {
          steps.add(() -> to.delete(prefix + earlier(name)));
        }
      }
      if (found.containsKey(temporary(name))) {
        steps.add(() -> to.delete(prefix + temporary(name)));
      }
    }
    Set<String> before = new TreeSet<>(KEPT.values());
    before.removeIf(name -> !part.has(name));
    Checkpoint.settle(part);
    for (String name : List.of(RunDirectory.TRAINING, RunDirectory.LAST)) {
      String previous = KEPT.get(name);
      if (before.contains(previous) && !part.has(previous)) {
        move(prefix + previous, prefix + name);
      }
    }
    for (RunDirectory inner : part.parts()) {
      settle(inner, prefix + inner.folder().getFileName() + "/");
    }
  }

  /** Plans to rename a file that replaces another one. */
  private void move(String name, String replaced) {
    steps.add(
        () -> {
          if (to.exists(name)) {
            to.delete(replaced);
            to.rename(name, replaced);
          }
        });
  }

  /**
   * Plans to delete exactly what an earlier run in the remote folder has written. What marks it as
   * a run stays until it is replaced.
   *
   * @param names its files
   */
  void replaceOld(List<String> names) {
    Set<String> folders = new TreeSet<>(Comparator.reverseOrder()); // the innermost first
    for (String name : names) {
      for (String each : List.of(temporary(name), earlier(name))) {
        steps.add(() -> to.delete(each));
      }
      if (!name.equals(RunDirectory.RUN)) {
        steps.add(() -> to.delete(name));
      }
      if (!folder(name).isEmpty()) {
        folders.add(folder(name));
      }
    }
    folders.forEach(
        folder -> steps.add(() -> to.in(folder.substring(0, folder.length() - 1)).deleteIfEmpty()));
  }

  /**
   * Copies everything that has changed.
   *
   * @throws IOException if that is not possible; the next call continues
   * @throws io.github.rnn4j.loop.RunException if another driver has taken over
   */
  void run() throws IOException {
    finish();
    List<String> changed = changed();
    for (String name : changed) {
      if (isMark(name)) { // first, so that every file there is that of a run which lists it
        make(folder(name));
        write(List.of(name));
      }
    }
    changed.removeIf(Upload::isMark);
    write(changed);
  }

  private void make(String folder) throws IOException {
    if (!folder.isEmpty()) {
      to.in(folder.substring(0, folder.length() - 1)).make();
    }
  }

  private void write(List<String> names) throws IOException {
    Map<String, Stamp> stamps = new TreeMap<>();
    for (String name : names) {
      stamps.put(name, Stamp.of(local(name)));
      to.write(temporary(name), local(name));
    }
    boolean complete = names.stream().noneMatch(Upload::isMark);
    List<String> removed = complete ? removed() : List.of();
    for (String name : names) {
      if (!KEPT.containsKey(last(name))) {
        replace(name, stamps.get(name));
      }
    }
    for (String name : removed) {
      steps.add(() -> to.delete(name));
      steps.add(() -> there.remove(name));
    }
    for (String name : names) {
      if (KEPT.containsKey(last(name))) {
        replace(name, stamps.get(name));
      }
    }
    finish();
  }

  /** Plans to put a file that is there under its temporary name in its place. */
  private void replace(String name, Stamp stamp) {
    String kept = KEPT.get(last(name));
    String before = kept == null ? earlier(name) : sibling(name, kept);
    steps.add(() -> to.delete(before));
    steps.add(
        () -> {
          if (to.exists(name)) {
            to.rename(name, before);
          }
        });
    steps.add(
        () -> {
          if (to.exists(temporary(name))) {
            to.rename(temporary(name), name);
          }
        });
    if (kept == null) {
      steps.add(() -> to.delete(before));
    }
    steps.add(() -> there.put(name, stamp));
  }

  private void finish() throws IOException {
    if (!steps.isEmpty()) {
      lock.requireHeld();
    }
    while (!steps.isEmpty()) {
      steps.element().take();
      steps.remove();
    }
  }

  private Path local(String name) {
    return run.folder().resolve(name);
  }

  /** Returns the names of all files of the local run and its parts. */
  private Set<String> files() {
    Set<String> files = new TreeSet<>();
    collect(run, "", files);
    return files;
  }

  private static void collect(RunDirectory part, String prefix, Set<String> files) {
    List<String> names = new ArrayList<>(part.names());
    names.addAll(List.of(RunDirectory.RUN, RunDirectory.RECORD));
    for (String name : names) {
      if (Files.isRegularFile(part.folder().resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        files.add(prefix + name);
      }
    }
    for (RunDirectory inner : part.parts()) {
      collect(inner, prefix + inner.folder().getFileName() + "/", files);
    }
  }

  private List<String> changed() throws IOException {
    List<String> changed = new ArrayList<>();
    for (String name : files()) {
      if (!KEPT.containsValue(last(name)) && differs(name) && differs(checkpointOf(name))) {
        changed.add(name);
      }
    }
    changed.sort(
        Comparator.comparing((String name) -> !isMark(name))
            .thenComparing(name -> isMark(name) ? folder(name).length() : 0)
            .thenComparing(name -> !last(name).equals(RunDirectory.RUN))
            .thenComparing(name -> LATE.indexOf(last(name)))
            .thenComparing(name -> name));
    return changed;
  }

  /** A network is copied only with the state that belongs to it. */
  private static String checkpointOf(String name) {
    return last(name).equals(RunDirectory.LAST) ? sibling(name, RunDirectory.TRAINING) : name;
  }

  private boolean differs(String name) throws IOException {
    return Files.exists(local(name)) && !Objects.equals(Stamp.of(local(name)), there.get(name));
  }

  private List<String> removed() {
    Set<String> files = files();
    return there.keySet().stream()
        .filter(name -> !files.contains(name) && !KEPT.containsValue(last(name)))
        .toList();
  }

  /** Returns whether a file marks a folder as a run, or lists its files. */
  private static boolean isMark(String name) {
    return last(name).equals(RunDirectory.RUN) || last(name).equals(RunDirectory.RECORD);
  }
}
