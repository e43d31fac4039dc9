package io.github.rnn4j.datasets.series.known;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.download.RemoteFile;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesCsv;
import io.github.rnn4j.datasets.series.SeriesFormat;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.table.HeaderLine;
import io.github.rnn4j.datasets.table.TableFormat;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Well-known real series, downloaded once and used by name.
 *
 * <p>Source: R. Hyndman's <i>Time Series Data Library</i>, in the copy by J. Brownlee, <a
 * href="https://github.com/jbrownlee/Datasets">github.com/jbrownlee/Datasets</a>, at a fixed
 * commit. They are small tables of measured facts.
 */
@SuppressWarnings("ImmutableEnumChecker") // A record of a number, a URI and strings.
public enum PublishedSeries {
  /**
   * International airline passengers in thousands, 144 months from 1949 to 1960 (G. E. P. Box, G.
   * M. Jenkins, 1976, <i>Time Series Analysis: Forecasting and Control</i>, series G).
   */
  AIRLINE_PASSENGERS(
      2_180,
      "8cb51be753a718d9be5d76d7e238cc224792754676adc21faa59e954b0201621",
      "Month",
      "Passengers"),

  /**
   * Daily minimum temperature in Melbourne in degrees Celsius, 1981 to 1990 (Australian Bureau of
   * Meteorology); 31 December is missing in 1984 and 1988.
   */
  DAILY_MIN_TEMPERATURES(
      67_921, "8b9de63ed6789492bf497625e7f9beb96a63d367b4b0a21754006f749fa5e5da", "Date", "Temp"),

  /**
   * Zurich sunspot numbers, 2,820 monthly means from 1749 to 1983 (D. F. Andrews, A. M. Herzberg,
   * 1985, <i>Data</i>).
   */
  MONTHLY_SUNSPOTS(
      45_039,
      "c4ec8cc57d9f6fb6ecdb3e1f37f25b6f4badd5124c55931052b0cd2fc3bc71f3",
      "Month",
      "Sunspots");

  private static final String ADDRESS =
      "https://raw.githubusercontent.com/jbrownlee/Datasets/d20fcb6402ae34e653d4513b00f39257bb37ed7f/";

  private static final TableFormat FORMAT = new TableFormat(",", HeaderLine.PRESENT, "UTF-8");

  private final RemoteFile file;
  private final String time;
  private final String value;

  PublishedSeries(long bytes, String sha256, String time, String value) {
    String name = id() + ".csv";
    this.file = new RemoteFile(name, URI.create(ADDRESS + name), bytes, sha256);
    this.time = time;
    this.value = value;
  }

  /**
   * Finds a series by its name.
   *
   * @param id a name such as {@code airline-passengers}
   * @return the series, or empty if there is none of that name
   */
  public static Optional<PublishedSeries> named(String id) {
    return Stream.of(values()).filter(series -> series.id().equals(id)).findFirst();
  }

  /**
   * Returns the name used on the command line.
   *
   * @return a name such as {@code airline-passengers}
   */
  public final String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the published file of the series.
   *
   * @return its address, size and checksum
   */
  public RemoteFile file() {
    return file;
  }

  /**
   * Reads the series. Downloads it first if it is not in the cache.
   *
   * @param cache where the file is kept
   * @param gaps what to do about missing values
   * @return the series
   * @throws DataException if the file cannot be downloaded, or has gaps that {@code gaps} does not
   *     allow
   */
  public TimeSeries read(DataCache cache, GapPolicy gaps) {
    TimeSeries read =
        new SeriesCsv(time, List.of(value), SeriesFormat.detected(gaps), FORMAT)
            .read(cache.fetch(file));
    return new TimeSeries(
        read.name(), false, read.axis(), read.variables(), read.values(), read.repairs());
  }
}
