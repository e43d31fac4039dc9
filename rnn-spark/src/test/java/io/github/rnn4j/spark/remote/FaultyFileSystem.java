package io.github.rnn4j.spark.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Files of this machine at {@code faulty:/path}, with the rules of HDFS: a rename does not replace
 * a file. Operations are counted, and fail at one of them or from one of them on.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  /** What happens to an operation. */
  enum Fault {
    /** It fails. */
    REFUSED,
    /** It succeeds, but the answer is lost. */
    ANSWER_LOST,
    /** The process is killed in it: nothing catches this, and nothing works afterwards. */
    KILLED
  }

  /** A kill. It is not an exception, so the program does not notice it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed");
    }
  }

  private static Fault fault = Fault.REFUSED;
  private static int first = Integer.MAX_VALUE;
  private static int last;
  private static int done;
  private static Runnable observer = () -> {};

  /** Calls something after each operation that changes files. */
  static void observe(Runnable after) {
    observer = after;
  }

  /** Returns settings with this file system. */
  static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.setClass(
        "fs.faulty.impl", FaultyFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    return configuration;
  }

  /** Nothing fails from now on. */
  static void repair() {
    observer = () -> {};
    from(Integer.MAX_VALUE, Integer.MIN_VALUE, Fault.REFUSED);
  }

  /** Operations with these numbers fail; the next one is number 0. */
  static void from(int number, int to, Fault what) {
    fault = what;
    first = number;
    last = to;
    done = 0;
  }

  /** Returns how many operations there were. */
  static int operations() {
    return done;
  }

  private static <T> T changing(Operation<T> operation) throws IOException {
    T result = counted(operation);
    observer.run();
    return result;
  }

  /** Hadoop starts a process for this. */
  @Override
  public void setPermission(Path path, FsPermission permission) {}

  @FunctionalInterface
  private interface Operation<T> {
    T run() throws IOException;
  }

  private static <T> T counted(Operation<T> operation) throws IOException {
    int number = done++;
    if (number < first || number > last) {
      return operation.run();
    }
    if (fault == Fault.KILLED) {
      throw new Killed();
    }
    if (fault == Fault.ANSWER_LOST) {
      operation.run();
    }
    throw new IOException("the network is down");
  }

  @Override
  public URI getUri() {
    return URI.create("faulty:///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return counted(() -> super.open(path, bufferSize));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return written(
        changing(
            () ->
                super.create(
                    path, permission, overwrite, bufferSize, replication, blockSize, progress)));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return written(
        changing(
            () -> super.create(path, overwrite, bufferSize, replication, blockSize, progress)));
  }

  /** A file is complete once it is closed. */
  private static FSDataOutputStream written(FSDataOutputStream file) throws IOException {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            file.write(oneByte);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            file.write(bytes, from, length);
          }

          @Override
          public void close() throws IOException {
            changing(
                () -> {
                  file.close();
                  return file;
                });
          }
        };
    return new FSDataOutputStream(out, null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return changing(() -> !exists(to) && super.rename(from, to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return changing(() -> super.delete(path, recursive));
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    return changing(() -> super.mkdirs(path));
  }
}
