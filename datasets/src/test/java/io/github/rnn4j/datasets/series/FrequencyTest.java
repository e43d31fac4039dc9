package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyTest {

  private static List<LocalDateTime> times(Frequency frequency, LocalDateTime start, int count) {
    return LongStream.range(0, count).mapToObj(step -> frequency.at(start, step)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "second       | 2024-01-01T00:00:00 | 2024-01-01T00:00:05 | 1    | every second",
        "minute       | 2024-01-01T00:00    | 2024-01-01T00:05    | 1440 | every minute",
        "15 minutes   | 2024-01-01T00:00    | 2024-01-01T01:15    | 96   | every 15 minutes",
        "hour         | 2024-01-01T00:00    | 2024-01-01T05:00    | 24   | hourly",
        "day          | 2024-02-26T00:00    | 2024-03-02T00:00    | 7    | daily",
        "business-day | 2024-01-04T00:00    | 2024-01-11T00:00    | 5    | business days",
        "week         | 2024-01-01T00:00    | 2024-02-05T00:00    | 52   | weekly",
        "2 weeks      | 2024-01-01T00:00    | 2024-03-11T00:00    | 1    | every 2 weeks",
        "month        | 2024-01-15T00:00    | 2024-06-15T00:00    | 12   | monthly",
        "month-end    | 2023-12-31T00:00    | 2024-05-31T00:00    | 12   | monthly (end of month)",
        "quarter      | 2024-01-01T00:00    | 2025-04-01T00:00    | 4    | quarterly",
        "quarter-end  | 2024-03-31T00:00    | 2025-06-30T00:00    | 4    | quarterly (end of month)",
        "year         | 2024-01-01T00:00    | 2029-01-01T00:00    | 1    | yearly",
      })
  void fiveStepsLater(
      String name, LocalDateTime start, LocalDateTime later, int season, String described) {
    Frequency frequency = Frequency.of(name);

    assertThat(frequency.at(start, 5)).isEqualTo(later);
    assertThat(frequency.steps(start, later)).isEqualTo(5);
    assertThat(frequency.season()).isEqualTo(season);
    assertThat(frequency.described()).isEqualTo(described);
    assertThat(frequency).hasToString(name);
    assertThat(Frequency.of(frequency.toString())).isEqualTo(frequency);
    assertThat(Frequency.of(times(frequency, start, 60))).isEqualTo(frequency);
  }

  @ParameterizedTest
  @CsvSource({
    "day, 2024-01-01T00:00, 2024-01-02T12:00, 1",
    "month-end, 2024-01-31T00:00, 2024-03-30T00:00, 1",
    "month-end, 2024-01-31T00:00, 2024-02-28T00:00, 0",
    "business-day, 2024-01-05T00:00, 2024-01-07T00:00, 0",
    "business-day, 2024-01-05T00:00, 2024-01-08T06:00, 1",
    "quarter, 2024-01-01T00:00, 2024-08-01T00:00, 2",
  })
  void timeBetweenTwoStepsIsNoStep(
      String name, LocalDateTime start, LocalDateTime time, long before) {
    Frequency frequency = Frequency.of(name);

    assertThat(frequency.steps(start, time)).isEqualTo(-1);
    assertThat(frequency.stepsBefore(start, time)).isEqualTo(before);
    assertThat(frequency.steps(start, start.minusDays(200))).isEqualTo(-1);
  }

  /** Mondays to Saturdays from 9 to 11 o'clock: 18 times a week. */
  @Test
  void timesThatRepeatEveryWeekAreAPattern() {
    List<LocalDateTime> times =
        LongStream.range(0, 40 * 24)
            .mapToObj(hour -> LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(hour))
            .filter(time -> time.getDayOfWeek().getValue() <= 6)
            .filter(time -> time.getHour() >= 9 && time.getHour() <= 11)
            .toList();

    Frequency found = Frequency.of(times);

    assertThat(found.season()).isEqualTo(18);
    assertThat(found.described()).isEqualTo("18 times a week on Mon, Tue, Wed, Thu, Fri, Sat");
    assertThat(times(found, times.get(0), times.size())).isEqualTo(times);
    assertThat(Frequency.of(found.toString())).isEqualTo(found);
  }

  @Test
  void fewMissingRowsDoNotChangeTheFrequency() {
    List<LocalDateTime> days =
        times(Frequency.of("business-day"), LocalDateTime.of(2024, 1, 1, 0, 0), 100);

    List<LocalDateTime> some = days.stream().filter(day -> day.getDayOfYear() % 30 != 2).toList();

    assertThat(some).hasSizeLessThan(100);
    assertThat(Frequency.of(some)).isEqualTo(Frequency.of("business-day"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fortnight", "day-end", "0 days", "weekly", "weekly 700000", "-1 day"})
  void otherNamesAreRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Frequency.of(name));
  }
}
