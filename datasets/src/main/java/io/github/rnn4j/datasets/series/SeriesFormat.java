package io.github.rnn4j.datasets.series;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of how a series is written, and what to do about what is wrong with it. What is not
 * known is found out.
 *
 * @param decimal the decimal sign
 * @param timeFormat how times are written
 * @param missing words for missing values, in addition to NaN, NA, N/A, null, none, ?, - and the
 *     empty field
 * @param frequency the distance between two steps
 * @param zone the time zone of times without an offset from UTC, which decides where clocks change
 * @param gaps what to do about missing values
 * @param duplicates what to do about rows with the same time
 */
public record SeriesFormat(
    Optional<Character> decimal,
    Optional<TimeFormat> timeFormat,
    Set<String> missing,
    Optional<Frequency> frequency,
    Optional<ZoneId> zone,
    GapPolicy gaps,
    Duplicates duplicates) {

  /**
   * Checks the decimal sign.
   *
   * @param decimal as for the record
   * @param timeFormat as for the record
   * @param missing as for the record
   * @param frequency as for the record
   * @param zone as for the record
   * @param gaps as for the record
   * @param duplicates as for the record
   * @throws IllegalArgumentException if it is neither a point nor a comma
   */
  public SeriesFormat {
    missing = Set.copyOf(missing);
    if (decimal.filter(sign -> sign != '.' && sign != ',').isPresent()) {
      throw new IllegalArgumentException(
          "the decimal sign is '%s'; it must be a point or a comma".formatted(decimal.get()));
    }
  }

  /** Returns the format with a known frequency. */
  SeriesFormat with(Frequency known) {
    return new SeriesFormat(
        decimal, timeFormat, missing, Optional.of(known), zone, gaps, duplicates);
  }

  /** Returns the format for rows in reverse: the first row of a time is then the last one. */
  SeriesFormat reversed() {
    Duplicates other =
        switch (duplicates) {
          case FIRST -> Duplicates.LAST;
          case LAST -> Duplicates.FIRST;
          default -> duplicates;
        };
    return new SeriesFormat(decimal, timeFormat, missing, frequency, zone, gaps, other);
  }

  /**
   * Finds out everything.
   *
   * @param gaps what to do about missing values
   * @return the format
   */
  public static SeriesFormat detected(GapPolicy gaps) {
    return new SeriesFormat(
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        gaps,
        Duplicates.ERROR);
  }
}
