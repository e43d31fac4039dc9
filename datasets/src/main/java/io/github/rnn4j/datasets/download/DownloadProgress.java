package io.github.rnn4j.datasets.download;

/** Receives the progress of a download, on the thread that asked for the file. */
@FunctionalInterface
public interface DownloadProgress {

  /** Ignores the progress. */
  DownloadProgress SILENT = (file, bytes) -> {};

  /**
   * Called when more of the file is on disk. The first call comes before the first byte and reports
   * what an earlier attempt left (0 if nothing); the last call reports {@code file.bytes()}. The
   * number decreases only if the earlier bytes turn out to belong to another version of the file;
   * it then returns to 0.
   *
   * @param file the file being downloaded
   * @param bytes the number of its bytes on disk, 0 to {@code file.bytes()}
   */
  void update(RemoteFile file, long bytes);
}
