package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One or more variables measured at the same equally spaced times, without gaps.
 *
 * <p>The arrays are not copied: whoever changes them changes the series.
 *
 * @param name what a person calls it
 * @param synthetic whether a program made it up
 * @param axis the times
 * @param variables the names of the variables; the first is the one that is forecast unless said
 *     otherwise
 * @param values {@code [variable][step]}, all of one length, finite
 * @param repairs what was found and mended, a line each with the row
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by checksum, never by equals.
public record TimeSeries(
    String name,
    boolean synthetic,
    TimeAxis axis,
    List<String> variables,
    double[][] values,
    List<String> repairs) {

  /**
   * Checks shape and values.
   *
   * @param name what a person calls it
   * @param synthetic whether a program made it up
   * @param axis the times
   * @param variables the names of the variables
   * @param values the values
   * @param repairs what was mended
   * @throws DataException if there is no value, or one is not finite
   * @throws IllegalArgumentException if lengths differ
   */
  public TimeSeries {
    variables = List.copyOf(variables);
    repairs = List.copyOf(repairs);
    if (variables.isEmpty() || variables.size() != values.length) {
      throw new IllegalArgumentException(
          variables.size() + " names for " + values.length + " variables; give one for each");
    }
    for (double[] variable : values) {
      if (variable.length != values[0].length) {
        throw new IllegalArgumentException(
            "variables of "
                + values[0].length
                + " and "
                + variable.length
                + " steps; give one length");
      }
    }
    if (values[0].length == 0) {
      throw new DataException(name + " has no values; give at least one row below the header");
    }
    requireFinite(name, axis, variables, values);
  }

  private static void requireFinite(
      String name, TimeAxis axis, List<String> variables, double[][] values) {
    for (int v = 0; v < values.length; v++) {
      for (int t = 0; t < values[v].length; t++) {
        if (!Double.isFinite(values[v][t])) {
          throw new DataException(
              "%s: %s is %s at %s; give finite numbers"
                  .formatted(name, variables.get(v), values[v][t], axis.label(t)));
        }
      }
    }
  }

  /**
   * Number of steps.
   *
   * @return 1 or more
   */
  public int length() {
    return values[0].length;
  }

  /**
   * The first variable.
   *
   * @return its values, not a copy
   */
  public double[] first() {
    return values[0];
  }

  /**
   * The beginning of the series.
   *
   * @param steps how many steps, 1 to {@link #length()}
   * @return a copy of them
   * @throws IllegalArgumentException if the number is out of range
   */
  public TimeSeries head(int steps) {
    if (steps < 1 || steps > length()) {
      throw new IllegalArgumentException("steps is " + steps + "; give 1 to " + length());
    }
    double[][] head = new double[values.length][];
    for (int v = 0; v < values.length; v++) {
      head[v] = Arrays.copyOf(values[v], steps);
    }
    return new TimeSeries(name, synthetic, axis, variables, head, repairs);
  }

  /**
   * Writes the series as CSV that {@link SeriesCsv} reads back to the same numbers: a header,
   * quoted names, LF.
   *
   * @param out where to; not closed
   * @throws IOException if it cannot be written
   */
  public void writeCsv(OutputStream out) throws IOException {
    out.write(csv().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * SHA-256 of what {@link #writeCsv} writes: the same numbers at the same times give the same
   * checksum.
   *
   * @return 64 hexadecimal digits
   */
  public String checksum() {
    return Checksums.sha256(csv().getBytes(StandardCharsets.UTF_8));
  }

  private String csv() {
    StringBuilder csv = new StringBuilder(axis.dated() ? "\"time\"" : "\"step\"");
    csv.append(
        variables.stream()
            .map(variable -> ",\"" + variable.replace("\"", "\"\"") + "\"")
            .collect(Collectors.joining("", "", "\n")));
    for (int t = 0; t < length(); t++) {
      csv.append(axis.label(t));
      for (double[] variable : values) {
        csv.append(',').append(variable[t]);
      }
      csv.append('\n');
    }
    return csv.toString();
  }
}
