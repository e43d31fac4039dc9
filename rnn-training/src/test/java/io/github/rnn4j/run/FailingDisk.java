package io.github.rnn4j.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.apache.lucene.tests.mockfile.FilterFileChannel;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;
import org.apache.lucene.tests.mockfile.FilterOutputStream2;

/**
 * The disk of this machine until a number of changes were made; from then on it fails permanently.
 * (Tests may run as root, for whom every folder is writable.)
 */
final class FailingDisk extends FilterFileSystemProvider {

  enum Failure {
    /** Everything that needs space fails; files can still be renamed and removed. */
    FULL("No space left on device"),

    /** All changes fail. */
    READ_ONLY("Read-only file system");

    final String reason;

    Failure(String reason) {
      this.reason = reason;
    }
  }

  private final Failure failure;
  private int changesLeft;

  /**
   * Creates a disk.
   *
   * @param changes the number of changes that succeed, of those that the failure affects
   */
  FailingDisk(Failure failure, int changes) {
    super("failing://", FileSystems.getDefault());
    this.failure = failure;
    this.changesLeft = changes;
  }

  /** A path on a disk that never fails and never has to be waited for. */
  static Path healthy(Path real) {
    return new FailingDisk(Failure.FULL, Integer.MAX_VALUE).place(real);
  }

  /** Maps a path of this machine to this disk. */
  Path place(Path real) {
    return wrapPath(real);
  }

  private void takeSpace(Path path) throws IOException {
    if (changesLeft == 0) {
      throw new FileSystemException(path.toString(), null, failure.reason);
    }
    changesLeft--;
  }

  private void change(Path path) throws IOException {
    if (failure == Failure.READ_ONLY) {
      takeSpace(path);
    }
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    if (!Files.exists(folder)) {
      takeSpace(folder);
    }
    super.createDirectory(folder, attributes);
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    change(from);
    super.move(from, to, options);
  }

  @Override
  public void delete(Path path) throws IOException {
    change(path);
    super.delete(path);
  }

  @Override
  public boolean deleteIfExists(Path path) throws IOException {
    if (Files.exists(path)) {
      change(path);
    }
    return super.deleteIfExists(path);
  }

  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    takeSpace(path);
    return new FilterOutputStream2(super.newOutputStream(path, options)) {
      @Override
      public void write(int b) throws IOException {
        takeSpace(path);
        super.write(b);
      }

      @Override
      public void write(byte[] bytes) throws IOException {
        takeSpace(path);
        super.write(bytes);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        takeSpace(path);
        super.write(bytes, from, length);
      }
    };
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.contains(StandardOpenOption.WRITE)) {
      change(path);
    }
    return new FilterFileChannel(super.newFileChannel(path, options, attributes)) {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        takeSpace(path);
        return super.write(bytes);
      }

      @Override
      public void force(boolean metaData) throws IOException {
        if (options.contains(StandardOpenOption.WRITE)) {
          takeSpace(path); // some disks say only now that they are full
        } // and no disk is waited for, which takes most of the time of a write
      }
    };
  }
}
