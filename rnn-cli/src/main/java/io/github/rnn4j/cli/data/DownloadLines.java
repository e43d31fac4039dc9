package io.github.rnn4j.cli.data;

import io.github.rnn4j.datasets.download.DownloadProgress;
import io.github.rnn4j.datasets.download.RemoteFile;
import java.io.PrintStream;
import java.util.Locale;

/** Prints the progress of a download: its address once, then a line for each tenth. */
final class DownloadLines implements DownloadProgress {

  private final PrintStream out;
  private long lastTenth = -1;

  DownloadLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void update(RemoteFile file, long bytes) {
    if (lastTenth < 0) {
      out.printf("Downloading %s%n", file.uri());
    }
    long tenth = 10 * bytes / file.bytes();
    if (tenth != lastTenth) {
      lastTenth = tenth;
      out.printf(
          Locale.ROOT,
          "%s: %,d of %,d bytes (%d%%)%n",
          file.name(),
          bytes,
          file.bytes(),
          10 * tenth);
    }
  }
}
