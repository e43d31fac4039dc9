package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.datasets.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several series with the same variables and the same distance between steps, such as the sales of
 * each store. They may begin and end at different times.
 *
 * <pre>{@code
 * SeriesPanel stores =
 *     new SeriesCsv("", List.of("sales"), GapPolicy.INTERPOLATE)
 *         .readPanel(Path.of("sales.csv"), "store");
 * stores.series().get(0).name(); // the name of the first store
 * }</pre>
 *
 * @param name the name shown to the user
 * @param series the series, each with a name of its own, at least one
 * @param repairs what was found and repaired, one line each
 * @param reading how the table was read that they come from, for the user
 */
public record SeriesPanel(
    String name, List<TimeSeries> series, List<String> repairs, String reading) {

  /**
   * Checks that the series belong together.
   *
   * @param name the name shown to the user
   * @param series the series
   * @param repairs what was repaired
   * @param reading how they were read
   * @throws IllegalArgumentException if there is no series, two have the same name, or they have
   *     different variables or distances between steps
   */
  public SeriesPanel {
    series = List.copyOf(series);
    repairs = List.copyOf(repairs);
    if (series.isEmpty()) {
      throw new IllegalArgumentException(name + " has no series; it must have at least one");
    }
    TimeSeries first = series.get(0);
    Set<String> names = new HashSet<>();
    for (TimeSeries each : series) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException(
            "%s has two series named '%s'; each must have a name of its own"
                .formatted(name, each.name()));
      }
      if (!each.variables().equals(first.variables()) || !each.axis().hasDistanceOf(first.axis())) {
        throw new IllegalArgumentException(
            "%s: the series '%s' has steps of %s and the variables %s, but '%s' has %s and %s; all must have the same"
                .formatted(
                    name,
                    each.name(),
                    each.axis().distance(),
                    each.variables(),
                    first.name(),
                    first.axis().distance(),
                    first.variables()));
      }
    }
  }

  /**
   * Returns the names of the variables, which all series have.
   *
   * @return one or more names
   */
  public List<String> variables() {
    return series.get(0).variables();
  }

  /**
   * Returns the same panel with other series.
   *
   * @param other the series
   * @return the panel
   */
  public SeriesPanel with(List<TimeSeries> other) {
    return new SeriesPanel(name, other, repairs, reading);
  }

  /**
   * Writes the series as CSV, one below the other, with a header, quoted names and LF line ends.
   * {@link #readCsv} reads back the same numbers.
   *
   * @param out where to write; not closed
   * @throws IOException if it cannot be written
   */
  public void writeCsv(OutputStream out) throws IOException {
    TimeSeries first = series.get(0);
    StringBuilder header =
        new StringBuilder("series,").append(TimeSeries.quoted(first.axis().heading()));
    first.variables().forEach(variable -> header.append(',').append(TimeSeries.quoted(variable)));
    out.write(header.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    for (TimeSeries each : series) {
      out.write(each.rows(TimeSeries.quoted(each.name()) + ",").getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Reads a file that {@link #writeCsv} wrote.
   *
   * @param file the file
   * @return the panel, named after the file
   * @throws DataException if it cannot be read, or is not such a file
   */
  public static SeriesPanel readCsv(Path file) {
    return SeriesCsv.readWrittenPanel(file);
  }

  /**
   * Returns the SHA-256 of what {@link #writeCsv} writes. The same numbers at the same times give
   * the same checksum.
   *
   * @return 64 hexadecimal digits
   */
  public String checksum() {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    try {
      writeCsv(csv);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Checksums.sha256(csv.toByteArray());
  }
}
