package io.github.rnn4j.cli.train;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts times such as {@code 90s}, {@code 10m} and {@code 1h30m}. */
final class TimeConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String value) {
    try {
      Duration time = Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
      if (!time.isNegative()) {
        return time;
      }
    } catch (DateTimeParseException cause) {
      // reported below
    }
    throw new TypeConversionException(
        "'%s' is not a valid time; use hours, minutes or seconds, such as 90s, 10m or 1h30m"
            .formatted(value));
  }
}
