package io.github.rnn4j.datasets.download;

import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of downloaded files. Each file is downloaded only once.
 *
 * <p>A file is downloaded to {@code <name>.part}, checked against its published size and SHA-256,
 * and only then renamed to {@code <name>}. A file of that name is therefore complete. A broken
 * download leaves its {@code .part} file, and the next download resumes from there if the server
 * supports it. Programs that need the same file at the same time wait for each other, using a lock
 * on {@code <name>.lock}, which is not deleted.
 *
 * <pre>{@code
 * DataCache cache = new DataCache(DataCache.defaultDirectory(), false, DownloadProgress.SILENT);
 * ImdbReviews reviews = ImdbReviews.at(cache.fetch(ImdbReviews.ORIGINAL));
 * }</pre>
 */
public final class DataCache {

  private static final Logger log = LoggerFactory.getLogger(DataCache.class);
  private static final Map<Path, ReentrantLock> IN_THIS_PROGRAM = new ConcurrentHashMap<>();

  private final Path directory;
  private final boolean offline;
  private final DownloadProgress progress;
  private final Duration patience;

  /**
   * Creates a cache in a folder. The first download creates the folder if it does not exist.
   *
   * @param directory where the files are kept
   * @param offline whether never to use the network; a missing file is then an error
   * @param progress receives the progress of downloads
   */
  public DataCache(Path directory, boolean offline, DownloadProgress progress) {
    this(directory, offline, progress, Duration.ofSeconds(30));
  }

  DataCache(Path directory, boolean offline, DownloadProgress progress, Duration patience) {
    this.directory = directory.toAbsolutePath().normalize();
    this.offline = offline;
    this.progress = Objects.requireNonNull(progress, "progress");
    this.patience = patience;
  }

  /**
   * Returns the default folder: {@code rnn4j} in the folder named by the environment variable
   * {@code XDG_CACHE_HOME} if that is an absolute path, otherwise in {@code ~/.cache}.
   *
   * <p>Source: freedesktop.org, <i>XDG Base Directory Specification</i>, <a
   * href="https://specifications.freedesktop.org/basedir-spec/latest/">specifications.freedesktop.org</a>.
   *
   * @return the folder, which may not exist yet
   */
  public static Path defaultDirectory() {
    return defaultDirectory(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"));
  }

  static Path defaultDirectory(String cacheHome, String home) {
    boolean set = cacheHome != null && Path.of(cacheHome).isAbsolute();
    return (set ? Path.of(cacheHome) : Path.of(home, ".cache")).resolve("rnn4j");
  }

  /**
   * Returns the path of a file in this cache, whether or not the file exists.
   *
   * @param file the file
   * @return the path that {@link #fetch} would return
   */
  public Path path(RemoteFile file) {
    return directory.resolve(file.name());
  }

  /**
   * Makes sure that the file is in the cache and complete. Downloads it if it is missing; otherwise
   * checks its size and SHA-256.
   *
   * @param file the file
   * @return its path in the cache
   * @throws DataException if the file cannot be downloaded, or is not the published one; the
   *     message says how to get it
   */
  public Path fetch(RemoteFile file) {
    Path path = path(file);
    if (Files.exists(path)) {
      return checked(path, file);
    }
    if (offline) {
      throw new DataException(
          file.name() + " is not in the cache, and downloads are turned off. " + byHand(file));
    }
    ReentrantLock lock = IN_THIS_PROGRAM.computeIfAbsent(path, key -> new ReentrantLock());
    lock.lock();
    try {
      Files.createDirectories(directory);
      try (FileChannel channel = open(directory.resolve(file.name() + ".lock"))) {
        waitForOthers(channel, file);
        return Files.exists(path) ? checked(path, file) : fetchNow(file, path);
      }
    } catch (IOException e) {
      throw new DataException(
          "cannot write to the cache "
              + directory
              + " ("
              + FileFailure.reason(e)
              + "); choose another cache folder or free some disk space. "
              + byHand(file),
          e);
    } catch (DataException e) {
      throw new DataException(e.getMessage() + ". " + byHand(file), e);
    } finally {
      lock.unlock();
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Takes the lock that all programs use; closing the channel releases it. */
  private static void waitForOthers(FileChannel channel, RemoteFile file) throws IOException {
    if (channel.tryLock() == null) {
      log.info("Another program is downloading {}; waiting for it", file.name());
      channel.lock();
    }
  }

  private Path fetchNow(RemoteFile file, Path path) throws IOException {
    Path part = path.resolveSibling(file.name() + ".part");
    boolean resumed = new Download(file, part, progress, patience).run();
    if (resumed && !isPublished(part, file)) {
      log.info("{} does not match the resumed download; downloading the whole file again", part);
      Files.delete(part);
      new Download(file, part, progress, patience).run();
    }
    if (!isPublished(part, file)) {
      String found = found(part);
      Files.delete(part);
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the file from %s is not the published file (%s; published: %s) and was deleted; try"
                  + " again later",
              file.uri(),
              found,
              published(file)));
    }
    try {
      return Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system does not support atomic renaming", e);
    }
  }

  private static Path checked(Path path, RemoteFile file) {
    if (isPublished(path, file)) {
      return path;
    }
    throw new DataException(
        path
            + " is not the published file ("
            + found(path)
            + "; published: "
            + published(file)
            + "). Delete it to download it again. To use the file as it is, give its path as the data");
  }

  private static boolean isPublished(Path path, RemoteFile file) {
    try {
      return file.isAt(path);
    } catch (IOException e) {
      throw new DataException(
          "cannot read " + path + " (" + FileFailure.reason(e) + "); check the file", e);
    }
  }

  private static String published(RemoteFile file) {
    return file.bytes() + " bytes, SHA-256 " + file.sha256();
  }

  private static String found(Path path) {
    try {
      return Files.size(path) + " bytes, SHA-256 " + Checksums.sha256(path);
    } catch (IOException e) {
      throw new DataException(
          "cannot read " + path + " (" + FileFailure.reason(e) + "); check the file", e);
    }
  }

  private String byHand(RemoteFile file) {
    return "To download it by hand, save " + file.uri() + " as " + path(file);
  }
}
