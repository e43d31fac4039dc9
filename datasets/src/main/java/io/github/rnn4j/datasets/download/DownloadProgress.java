package io.github.rnn4j.datasets.download;

/** Told how a download goes on. Called on the thread that asked for the file. */
@FunctionalInterface
public interface DownloadProgress {

  /** Tells nobody. */
  DownloadProgress SILENT = (file, bytes) -> {};

  /**
   * Some more of the file is on disk. The first call comes before the first byte and gives what an
   * earlier attempt left (0 if nothing); the last one gives {@code file.bytes()}. The bytes only
   * fall, back to 0, when the earlier bytes turn out to belong to another edition of the file.
   *
   * @param file the file that is being fetched
   * @param bytes how much of it is on disk, 0 to {@code file.bytes()}
   */
  void update(RemoteFile file, long bytes);
}
