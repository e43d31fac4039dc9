package io.github.rnn4j.spark.remote;

import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.loop.Turn;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * A run on another file system, and its copy in a temporary folder of the driver. The copy is used
 * and trained by the same code as any run; {@link #listener} copies it back after each checkpoint.
 *
 * <pre>{@code
 * RemoteRun run = RemoteRun.toTrain("hdfs://namenode/runs", "reviews", false, configuration);
 * try {
 *   train(run.folder(), run.listener(System.err));
 * } finally {
 *   run.end().ifPresent(System.err::println);
 * }
 * }</pre>
 */
public final class RemoteRun {

  /** The scheme has two letters at least; one letter is a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

  private static final int TURNS = 3;

  private final RemoteFolder remote;
  private final Path temporary;
  private final Path folder;
  private Duration pause = Duration.ofSeconds(2);
  private RemoteLock lock;
  private Upload upload;
  private boolean replaces;
  private boolean begun;
  private boolean finished;
  private Optional<String> problem = Optional.empty();

  private RemoteRun(String address, Configuration configuration) {
    this.remote = RemoteFolder.at(address, configuration);
    String name = address.replaceFirst("/+$", "").replaceFirst(".*/", "");
    try {
      this.temporary = Files.createTempDirectory("rnn4j-run");
    } catch (IOException cause) {
      throw new UncheckedIOException(
          "Cannot create a folder for temporary files; set java.io.tmpdir", cause);
    }
    this.folder = temporary.resolve(name.isEmpty() ? "run" : name);
  }

  /**
   * Returns whether a text is the address of a file system, rather than a path on this machine.
   *
   * @param text such as {@code hdfs://namenode/runs} or {@code C:/runs}
   * @return whether it starts with a scheme and a slash
   */
  public static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /**
   * Copies a run to use it. What only training needs is left out.
   *
   * @param address the folder of the run
   * @param configuration Hadoop's settings
   * @return the run
   * @throws RunException if the folder is not a run, or cannot be read
   */
  public static RemoteRun toApply(String address, Configuration configuration) {
    RemoteRun run = new RemoteRun(address, configuration);
    run.open(() -> Download.copy(run.remote, run.folder, RunDirectory.OF_TRAINING));
    return run;
  }

  /**
   * Locks and copies a run to train it further.
   *
   * @param address the folder of the run
   * @param configuration Hadoop's settings
   * @return the run
   * @throws RunException if the folder is not a run, cannot be read and written, or another driver
   *     trains the run
   */
  public static RemoteRun toResume(String address, Configuration configuration) {
    RemoteRun run = new RemoteRun(address, configuration);
    run.open(
        () -> {
          Download.names(run.remote, run.folder); // refuses what is not a run
          run.lock = RemoteLock.take(run.remote);
          RunDirectory copy = Download.copy(run.remote, run.folder, Set.of());
          run.upload = Upload.ofDownloaded(copy, run.remote, run.lock);
        });
    return run;
  }

  /**
   * Locks the folder of a new run. It gets its first files when training starts; an older run is
   * replaced then.
   *
   * @param runs the folder for all runs
   * @param name the name of the new run
   * @param overwrite whether to replace an older run of that name
   * @param configuration Hadoop's settings
   * @return the run, whose folder on this machine does not exist yet
   * @throws RunException if the name is taken, the folder cannot be written to, or another driver
   *     trains a run there
   */
  public static RemoteRun toTrain(
      String runs, String name, boolean overwrite, Configuration configuration) {
    if (name.isEmpty() || name.startsWith(".") || name.contains("/")) {
      throw new RunException(
          "--name is '%s', but it must be the name of a folder in %s, without a slash or a leading dot"
              .formatted(name, runs));
    }
    RemoteRun run = new RemoteRun(runs.replaceFirst("/+$", "") + "/" + name, configuration);
    run.open(
        () -> {
          run.requireFree(overwrite);
          run.remote.make();
          run.lock = RemoteLock.take(run.remote);
          run.replaces = run.requireFree(overwrite); // another driver may have been faster
        });
    return run;
  }

  /** Returns whether there is an older run. */
  private boolean requireFree(boolean overwrite) throws IOException {
    if (remote.isFile()) {
      throw new RunException(
          "%s is a file. Choose another --name or --runs.".formatted(remote.address()));
    }
    Map<String, FileStatus> found = remote.entries();
    if (Download.isRun(found)) {
      if (!overwrite) {
        throw new RunException(
            "There is already a run in %s. Choose another --name, or add --overwrite to replace it."
                .formatted(remote.address()));
      }
      return true;
    }
    found.keySet().removeAll(Set.of(RemoteLock.FILE, FileNames.temporary(RunDirectory.RUN)));
    if (!found.isEmpty()) {
      throw new RunException(
          "The folder %s is not empty and not a run. Choose another --name."
              .formatted(remote.address()));
    }
    return false;
  }

  /** How a run is opened. */
  @FunctionalInterface
  private interface Opening {
    void open() throws IOException;
  }

  private void open(Opening opening) {
    boolean opened = false;
    try {
      opening.open();
      opened = true;
    } catch (IOException | RunException cause) {
      RunException failure = RemoteFailure.of("Cannot use " + remote.address(), cause);
      unlock();
      throw new RunException(named(failure.getMessage()), failure);
    } finally {
      if (!opened) {
        TemporaryFolder.delete(temporary);
      }
    }
  }

  /** Waits less between attempts, for tests. */
  RemoteRun pausing(Duration time) {
    pause = time;
    return this;
  }

  /**
   * Returns the folder of the copy.
   *
   * @return a temporary folder, with the name of the run
   */
  public Path folder() {
    return folder;
  }

  /**
   * Makes a message about the copy one about the run.
   *
   * @param message a message that may name files of the copy
   * @return the message with their addresses
   */
  public String named(String message) {
    return message
        .replace(folder.toString(), remote.address())
        .replace(older().toString(), remote.address());
  }

  /**
   * Returns the listener that copies the run when training starts and after each checkpoint. If
   * that fails after the start, training continues, and the next checkpoint is copied again.
   *
   * @param err where to print what failed
   * @return the listener, which must come after that of the checkpoints
   */
  public RunListener listener(PrintStream err) {
    return new RunListener() {
      @Override
      public Turn turn() {
        return Turn.CHECKPOINT;
      }

      @Override
      public void started(RunControl run) {
        begin();
      }

      @Override
      public void save(TrainingState state, RunControl run) {
        problem = uploaded();
        problem.ifPresent(
            reason ->
                err.printf(
                    "Cannot copy this checkpoint to %s: %s. Training continues, and the next checkpoint is copied again.%n",
                    remote.address(), reason));
      }
    };
  }

  /** Where the list of files of an older run is read. */
  private Path older() {
    return temporary.resolve(".older");
  }

  private void begin() {
    if (upload == null) {
      upload = new Upload(RunDirectory.open(folder), remote, lock);
      if (replaces) {
        try {
          upload.replaceOld(Download.names(remote, older()));
        } catch (IOException cause) {
          throw RemoteFailure.of("Cannot read " + remote.address(), cause);
        }
      }
    }
    requireUploaded();
    begun = true;
  }

  /**
   * Copies the finished run.
   *
   * @throws RunException if that fails; {@link #end} then says where the files are
   */
  public void finish() {
    finished = true;
    requireUploaded();
  }

  private void requireUploaded() {
    problem = uploaded();
    problem.ifPresent(
        reason -> {
          throw new RunException(
              "Cannot copy the run to %s: %s".formatted(remote.address(), reason));
        });
  }

  /** Copies what has changed, in several attempts; returns why it failed. */
  private Optional<String> uploaded() {
    for (int turn = 1; ; turn++) {
      try {
        upload.run();
        return Optional.empty();
      } catch (IOException cause) {
        if (turn == TURNS || !paused(turn)) {
          return Optional.of(RemoteFailure.reason(cause));
        }
      } catch (RunException cause) { // another driver has taken over
        finished = true;
        problem = Optional.of(cause.getMessage());
        throw cause;
      }
    }
  }

  private boolean paused(int turn) {
    try {
      Thread.sleep(pause.toMillis() * turn);
      return true;
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Ends the use of the run, however training ended: copies what is left, unlocks the run and
   * deletes the copy.
   *
   * @return what the user must know: where the latest files are if they could not be copied
   */
  public Optional<String> end() {
    boolean told = finished; // finish() has failed with the reason
    if (begun && !finished) {
      try {
        problem = uploaded();
      } catch (RunException cause) {
        problem = Optional.of(cause.getMessage());
      }
    }
    Optional<String> locked = unlock();
    if (begun && problem.isPresent()) {
      return Optional.of(
          "The latest files of the run are only in %s%s. Resume from that folder with --resume, or copy its files to %s."
              .formatted(folder, told ? "" : " (" + problem.get() + ")", remote.address()));
    }
    TemporaryFolder.delete(temporary);
    return locked;
  }

  private Optional<String> unlock() {
    if (lock == null) {
      return Optional.empty();
    }
    try {
      lock.release();
      if (upload == null) {
        remote.deleteIfEmpty(); // nothing was trained
      }
      return Optional.empty();
    } catch (IOException cause) {
      return Optional.of(
          "Cannot delete %s (%s); delete it before the run is trained again"
              .formatted(remote.address(RemoteLock.FILE), RemoteFailure.reason(cause)));
    }
  }
}
