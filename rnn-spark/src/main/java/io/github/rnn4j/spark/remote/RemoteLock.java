package io.github.rnn4j.spark.remote;

import io.github.rnn4j.loop.RunException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * A file in the folder of a run that says which driver trains it. It stays there if that driver is
 * killed, because no file system tells whether a process on another machine still runs.
 */
final class RemoteLock {

  /** The name of the file. A run of this machine has another lock, of the operating system. */
  static final String FILE = ".driver";

  private final RemoteFolder folder;
  private final String content;
  private final Runnable atExit = this::tryRelease;

  private RemoteLock(RemoteFolder folder, String content) {
    this.folder = folder;
    this.content = content;
  }

  /**
   * Takes the lock.
   *
   * @throws RunException if another driver has it; the message says which
   * @throws IOException if the file cannot be written
   */
  static RemoteLock take(RemoteFolder folder) throws IOException {
    String owner =
        "%s, process %d, since %s"
            .formatted(
                host(),
                ProcessHandle.current().pid(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    RemoteLock lock = new RemoteLock(folder, owner + "\n" + UUID.randomUUID() + "\n");
    if (!lock.isTaken()) {
      throw new RunException(
          "Another driver trains the run in %s (%s). Wait until it ends, or use another run. If that driver was killed, delete the file %s."
              .formatted(folder.address(), firstLine(lock.found()), folder.address(FILE)));
    }
    ShutdownHookManager.get()
        .addShutdownHook(lock.atExit, FileSystem.SHUTDOWN_HOOK_PRIORITY + 1); // before it is closed
    return lock;
  }

  /** Creates the file, if there is none; a file that cannot be read again is not left behind. */
  private boolean isTaken() throws IOException {
    boolean created = false;
    try {
      folder.create(FILE, content);
      created = true;
      return isHeld(); // an object store may have let another driver create it, too
    } catch (IOException cause) {
      if (created) {
        folder.delete(FILE);
        throw cause;
      }
      if (found().isEmpty()) {
        throw cause;
      }
      return isHeld(); // the answer to the creation may have been lost
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException cause) {
      return "unknown host";
    }
  }

  private String found() throws IOException {
    try {
      return folder.text(FILE);
    } catch (FileNotFoundException none) {
      return "";
    }
  }

  private boolean isHeld() throws IOException {
    return found().equals(content);
  }

  /**
   * Checks that no other driver has taken over.
   *
   * @throws RunException if the file is gone or is that of another driver
   */
  void requireHeld() throws IOException {
    String now = found();
    if (!now.equals(content)) {
      throw new RunException(
          "The run in %s is no longer locked by this driver (%s is %s), so nothing more is copied there"
              .formatted(
                  folder.address(),
                  folder.address(FILE),
                  now.isEmpty() ? "gone" : "that of " + firstLine(now)));
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** Releases the lock, unless it is that of another driver now. */
  void release() throws IOException {
    ShutdownHookManager.get().removeShutdownHook(atExit);
    if (isHeld()) {
      folder.delete(FILE);
    }
  }

  private void tryRelease() {
    try {
      if (isHeld()) {
        folder.delete(FILE);
      }
    } catch (IOException left) {
      // The process ends; the next driver tells the user about the file.
    }
  }
}
