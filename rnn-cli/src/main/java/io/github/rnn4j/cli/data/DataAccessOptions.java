package io.github.rnn4j.cli.data;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.datasets.download.DataCache;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * The options of every command that reads data: where downloads are kept, and whether to download.
 */
@OptionHeading("Data")
public final class DataAccessOptions {

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder for downloaded data. Default: $XDG_CACHE_HOME/rnn4j or ~/.cache/rnn4j")
  private Path cache;

  @Option(names = "--offline", description = "Never download anything.")
  private boolean offline;

  /** Creates an instance for picocli to fill in. */
  public DataAccessOptions() {}

  /**
   * Returns the cache for downloads.
   *
   * @param console where to print the progress of downloads
   * @return the cache, which never downloads if {@code --offline} was given
   */
  public DataCache cache(Console console) {
    return cache(console, offline);
  }

  /**
   * Returns a cache for data that is worth reading if it is there, but not worth a download.
   *
   * @param console where the program writes
   * @return a cache that never downloads
   */
  public DataCache cacheOffline(Console console) {
    return cache(console, true);
  }

  private DataCache cache(Console console, boolean offlineOnly) {
    Path directory = cache == null ? DataCache.defaultDirectory() : cache;
    return new DataCache(directory, offlineOnly, new DownloadLines(console.err()));
  }
}
