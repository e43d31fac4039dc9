package io.github.rnn4j.run;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock for writing to a run, which one process can hold at a time. The operating system releases
 * it when the process ends, however it ends.
 *
 * <pre>{@code
 * try (RunLock lock = run.lock()) {
 *   training.run(10, new Checkpoints(run));
 * }
 * }</pre>
 */
public final class RunLock implements AutoCloseable {

  static final String FILE = ".lock";

  /**
   * Files that this process has locked. Opening and closing such a file again would unlock it,
   * because in POSIX a lock belongs to the process, not to the channel.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static RunLock on(Path folder) {
    try {
      Path file = folder.toRealPath().resolve(FILE);
      if (!HELD.add(file)) {
        throw new RunException(
            "This process is already writing to the run in %s. Close the lock that it holds, or use another run."
                .formatted(folder));
      }
      FileChannel channel = null;
      try {
        channel = locked(file);
        if (channel == null) {
          throw refused(folder, RunFile.text(file, RunFile.TEXT).strip());
        }
        return new RunLock(file, channel);
      } finally {
        if (channel == null) {
          HELD.remove(file);
        }
      }
    } catch (IOException cause) {
      throw new RunException(
          "Cannot lock the run in %s (%s). Check that the folder is writable and that the disk is not full, or choose a folder on a local disk."
              .formatted(folder, FileFailure.reason(cause)),
          cause);
    }
  }

  /**
   * Locks the file and writes the ID of this process to it; returns null if another process holds
   * the lock.
   */
  private static FileChannel locked(Path file) throws IOException {
    RunFile.unshared(file); // otherwise the ID could be written to any file of the user
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      if (channel.tryLock() == null) {
        channel.close();
        return null;
      }
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
      return channel;
    } catch (IOException cause) {
      channel.close(); // otherwise this process would hold the lock until it ends
      throw cause;
    }
  }

  private static RunException refused(Path folder, String pid) {
    return new RunException(
        "Another process%s is writing to the run in %s. Wait until it ends, stop it, or use another run."
            .formatted(pid.matches("\\d{1,20}") ? " (" + pid + ")" : "", folder));
  }

  /**
   * Releases the lock.
   *
   * @throws RunException if the operating system refuses
   */
  @Override
  public void close() {
    try {
      channel.close();
      HELD.remove(file);
    } catch (IOException cause) {
      throw new RunException("Cannot unlock the run (" + FileFailure.reason(cause) + ").", cause);
    }
  }
}
