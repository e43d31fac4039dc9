package io.github.rnn4j.cli.data;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.datasets.download.DataCache;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every command that reads data: where downloads are kept, and whether to make them. */
@OptionHeading("Data")
public final class DataAccessOptions {

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Where downloaded data are kept. Default: $XDG_CACHE_HOME/rnn4j or ~/.cache/rnn4j")
  private Path cache;

  @Option(names = "--offline", description = "Never use the network.")
  private boolean offline;

  /** For picocli, which fills it. */
  public DataAccessOptions() {}

  /**
   * Where downloads are kept.
   *
   * @param console told of downloads
   * @return the cache, which never downloads if that was asked for
   */
  public DataCache cache(Console console) {
    return cache(console, offline);
  }

  /**
   * The same for what is worth reading but not worth a download.
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
