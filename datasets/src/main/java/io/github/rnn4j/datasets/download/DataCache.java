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
 * A directory of downloaded files, each fetched once.
 *
 * <p>A file is fetched to {@code <name>.part}, checked against its published size and SHA-256, and
 * only then renamed to {@code <name>}; a file of that name is therefore whole. A broken download
 * leaves its {@code .part}, and the next one goes on from there if the server can. Programs that
 * want the same file at once wait for each other (by a lock on {@code <name>.lock}, which stays).
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
   * A cache in {@code directory}, which is made when the first file is fetched.
   *
   * @param directory where the files are kept
   * @param offline true never to use the network: a file that is not there is then an error
   * @param progress told how a download goes on
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
   * The usual place: {@code rnn4j} in the directory that the environment variable {@code
   * XDG_CACHE_HOME} names if it is set to an absolute path, otherwise in {@code ~/.cache}.
   *
   * <p>Source: freedesktop.org, <i>XDG Base Directory Specification</i>, <a
   * href="https://specifications.freedesktop.org/basedir-spec/latest/">specifications.freedesktop.org</a>.
   *
   * @return the directory; it need not exist
   */
  public static Path defaultDirectory() {
    return defaultDirectory(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"));
  }

  static Path defaultDirectory(String cacheHome, String home) {
    boolean set = cacheHome != null && Path.of(cacheHome).isAbsolute();
    return (set ? Path.of(cacheHome) : Path.of(home, ".cache")).resolve("rnn4j");
  }

  /**
   * The place of a file in this cache, whether it is there or not.
   *
   * @param file the file
   * @return the path that {@link #fetch} would return
   */
  public Path path(RemoteFile file) {
    return directory.resolve(file.name());
  }

  /**
   * Makes sure that the file is in the cache, and whole: fetches it if it is not there, checks size
   * and SHA-256 if it is.
   *
   * @param file the file
   * @return its path in the cache
   * @throws DataException if the file cannot be fetched, or is not the published one; the message
   *     names the address to fetch by hand and the path to put it to
   */
  public Path fetch(RemoteFile file) {
    Path path = path(file);
    if (Files.exists(path)) {
      return checked(path, file);
    }
    if (offline) {
      throw new DataException(
          file.name() + " is not in the cache, and the network may not be used. " + byHand(file));
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
              + "); choose another cache directory, or make room. "
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

  /** Takes the lock that other programs respect; closing the channel releases it. */
  private static void waitForOthers(FileChannel channel, RemoteFile file) throws IOException {
    if (channel.tryLock() == null) {
      log.info("another program is fetching {}; waiting for it", file.name());
      channel.lock();
    }
  }

  private Path fetchNow(RemoteFile file, Path path) throws IOException {
    Path part = path.resolveSibling(file.name() + ".part");
    boolean resumed = new Download(file, part, progress, patience).run();
    if (resumed && !isPublished(part, file)) {
      log.info("{} and its continuation do not fit together; fetching it whole", part);
      Files.delete(part);
      new Download(file, part, progress, patience).run();
    }
    if (!isPublished(part, file)) {
      String found = found(part);
      Files.delete(part);
      throw new DataException(
          String.format(
              Locale.ROOT,
              "what %s sent is not the published file (%s; published: %s) and was deleted; try"
                  + " again later",
              file.uri(),
              found,
              published(file)));
    }
    try {
      return Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system cannot rename in one step", e);
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
            + "). Delete it to fetch it again, or name the file itself as the data to use it as it"
            + " is");
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
    return "To fetch it by hand, save " + file.uri() + " as " + path(file);
  }
}
