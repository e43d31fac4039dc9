package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One or more variables measured at the same equally spaced times, without gaps.
 *
 * <p>The arrays are not copied: changing them changes the series.
 *
 * @param name the name shown to the user
 * @param synthetic whether a program generated it
 * @param axis the times
 * @param variables the names of the variables; by default, the first one is forecast
 * @param values {@code [variable][step]}, all of the same length, finite
 * @param repairs what was found and repaired, one line each, with the row
 * @param reading how the table was read that it comes from, for the user; empty if there is none,
 *     or its format is known
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by checksum, never by equals.
public record TimeSeries(
    String name,
    boolean synthetic,
    TimeAxis axis,
    List<String> variables,
    double[][] values,
    List<String> repairs,
    String reading) {

  /**
   * Checks shape and values.
   *
   * @param name the name shown to the user
   * @param synthetic whether a program generated it
   * @param axis the times
   * @param variables the names of the variables
   * @param values the values
   * @param repairs what was repaired
   * @param reading how it was read
   * @throws DataException if there is no value, or one is not finite
   * @throws IllegalArgumentException if lengths differ
   */
  public TimeSeries {
    variables = List.copyOf(variables);
    repairs = List.copyOf(repairs);
    if (variables.isEmpty() || variables.size() != values.length) {
      throw new IllegalArgumentException(
          variables.size()
              + " names for "
              + values.length
              + " variables; each variable must have one name");
    }
    for (double[] variable : values) {
      if (variable.length != values[0].length) {
        throw new IllegalArgumentException(
            "the variables have "
                + values[0].length
                + " and "
                + variable.length
                + " steps; all must have the same length");
      }
    }
    if (values[0].length == 0) {
      throw new DataException(
          name + " has no values; it must have at least one row below the header");
    }
    requireFinite(name, axis, variables, values);
  }

  /**
   * Creates a series that does not come from a table.
   *
   * @param name the name shown to the user
   * @param synthetic whether a program generated it
   * @param axis the times
   * @param variables the names of the variables
   * @param values the values
   * @param repairs what was repaired
   * @throws DataException if there is no value, or one is not finite
   * @throws IllegalArgumentException if lengths differ
   */
  public TimeSeries(
      String name,
      boolean synthetic,
      TimeAxis axis,
      List<String> variables,
      double[][] values,
      List<String> repairs) {
    this(name, synthetic, axis, variables, values, repairs, "");
  }

  TimeSeries withAxis(TimeAxis other) {
    return new TimeSeries(name, synthetic, other, variables, values, repairs, reading);
  }

  TimeSeries withReading(String how) {
    return new TimeSeries(name, synthetic, axis, variables, values, repairs, how);
  }

  private static void requireFinite(
      String name, TimeAxis axis, List<String> variables, double[][] values) {
    for (int v = 0; v < values.length; v++) {
      for (int t = 0; t < values[v].length; t++) {
        if (!Double.isFinite(values[v][t])) {
          throw new DataException(
              "%s: %s is %s at %s; it must be a finite number"
                  .formatted(name, variables.get(v), values[v][t], axis.label(t)));
        }
      }
    }
  }

  /**
   * Returns the number of steps.
   *
   * @return 1 or more
   */
  public int length() {
    return values[0].length;
  }

  /**
   * Returns the values of the first variable.
   *
   * @return the values, not a copy
   */
  public double[] first() {
    return values[0];
  }

  /**
   * Returns the beginning of the series.
   *
   * @param steps the number of steps, 1 to {@link #length()}
   * @return a copy of these steps
   * @throws IllegalArgumentException if the number is out of range
   */
  public TimeSeries head(int steps) {
    if (steps < 1 || steps > length()) {
      throw new IllegalArgumentException(
          "steps is " + steps + "; it must be from 1 to " + length());
    }
    return part(0, steps);
  }

  /**
   * Returns the end of the series.
   *
   * @param steps the maximum number of steps, 1 or more
   * @return a copy of the last steps; the series itself if it is not longer
   * @throws IllegalArgumentException if the number is below 1
   */
  public TimeSeries tail(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps is " + steps + "; it must be 1 or more");
    }
    return steps >= length() ? this : part(length() - steps, length());
  }

  private TimeSeries part(int from, int to) {
    double[][] part =
        Arrays.stream(values)
            .map(variable -> Arrays.copyOfRange(variable, from, to))
            .toArray(double[][]::new);
    TimeAxis times = from == 0 ? axis : axis.from(from);
    return new TimeSeries(name, synthetic, times, variables, part, repairs, reading);
  }

  /**
   * Writes the series as CSV with a header, quoted names and LF line ends. {@link #readCsv} reads
   * back the same numbers.
   *
   * @param out where to write; not closed
   * @throws IOException if it cannot be written
   */
  public void writeCsv(OutputStream out) throws IOException {
    out.write(csv().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a file that {@link #writeCsv} wrote.
   *
   * @param file the file
   * @return the series, named after the file
   * @throws DataException if it cannot be read, or is not such a file
   */
  public static TimeSeries readCsv(Path file) {
    return SeriesCsv.readWritten(file);
  }

  /**
   * Returns the SHA-256 of what {@link #writeCsv} writes. The same numbers at the same times give
   * the same checksum.
   *
   * @return 64 hexadecimal digits
   */
  public String checksum() {
    return Checksums.sha256(csv().getBytes(StandardCharsets.UTF_8));
  }

  private String csv() {
    StringBuilder csv = new StringBuilder(quoted(axis.heading()));
    csv.append(
        variables.stream()
            .map(variable -> "," + quoted(variable))
            .collect(Collectors.joining("", "", "\n")));
    return csv.append(rows("")).toString();
  }

  /** Returns a line for each step, which begins with the same text. */
  String rows(String start) {
    StringBuilder csv = new StringBuilder();
    for (int t = 0; t < length(); t++) {
      csv.append(start).append(axis.label(t));
      for (double[] variable : values) {
        csv.append(',').append(variable[t]);
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
