package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "2024-01-31                    | yyyy-MM-dd                    | 2024-01-31T00:00",
        "2024/1/31                     | yyyy/M/dd                     | 2024-01-31T00:00",
        "2024-01-31 14:05              | yyyy-MM-dd HH:mm              | 2024-01-31T14:05",
        "2024-01-31T14:05:06           | yyyy-MM-dd'T'HH:mm:ss         | 2024-01-31T14:05:06",
        "2024-01-31 14:05:06.25        | yyyy-MM-dd HH:mm:ss.SS        | 2024-01-31T14:05:06.25",
        "2024-01-31T14:05:06Z          | yyyy-MM-dd'T'HH:mm:ssX        | 2024-01-31T14:05:06",
        "2024-01-31T14:05:06+01:00     | yyyy-MM-dd'T'HH:mm:ssXXX      | 2024-01-31T14:05:06",
        "31.01.2024                    | dd.MM.yyyy                    | 2024-01-31T00:00",
        "31.1.24                       | dd.M.yy                       | 2024-01-31T00:00",
        "31/01/2024 14:05              | dd/MM/yyyy HH:mm              | 2024-01-31T14:05",
        "1/31/2024                     | M/dd/yyyy                     | 2024-01-31T00:00",
        "1/31/2024 2:05 PM             | M/dd/yyyy h:mm a              | 2024-01-31T14:05",
        "01/2024                       | MM/yyyy                       | 2024-01-01T00:00",
        "02/2024                       | MM/yyyy                       | 2024-02-01T00:00",
        "2024-01                       | yyyy-MM                       | 2024-01-01T00:00",
        "20240131                      | yyyyMMdd                      | 2024-01-31T00:00",
        "20240131T1405                 | yyyyMMdd'T'HHmm               | 2024-01-31T14:05",
        "202401                        | yyyyMM                        | 2024-01-01T00:00",
        "Jan 2024                      | MMM yyyy                      | 2024-01-01T00:00",
        "January 2024                  | MMMM yyyy                     | 2024-01-01T00:00",
        "Dec 2024                      | MMM yyyy                      | 2024-12-01T00:00",
        "Jan-24                        | MMM-yy                        | 2024-01-01T00:00",
        "Jan 31 2024                   | MMM dd yyyy                   | 2024-01-31T00:00",
        "31 Jan 2024                   | dd MMM yyyy                   | 2024-01-31T00:00",
        "2024 Jan                      | yyyy MMM                      | 2024-01-01T00:00",
        "2024M01                       | yyyy'M'MM                     | 2024-01-01T00:00",
        "2024Q2                        | yyyy'Q'q                      | 2024-04-01T00:00",
        "2024-Q2                       | yyyy'-Q'q                     | 2024-04-01T00:00",
        "Q2 2024                       | 'Q'q yyyy                     | 2024-04-01T00:00",
        "2024-W05                      | YYYY'-W'ww                    | 2024-01-29T00:00",
        "2024-W05-3                    | YYYY'-W'ww-e                  | 2024-01-31T00:00",
        "2024                          | yyyy                          | 2024-01-01T00:00",
        "1706709906                    | epoch-seconds                 | 2024-01-31T14:05:06",
        "1706709906.0                  | epoch-seconds                 | 2024-01-31T14:05:06",
        "1706709906000                 | epoch-milliseconds            | 2024-01-31T14:05:06",
        "5                             | number                        | 0001-01-01T00:00:05",
      })
  void formIsFoundAndWrittenAgain(String text, String name, LocalDateTime time) {
    TimeFormat format = TimeFormat.detect(List.of(text)).orElseThrow();

    assertThat(format.name()).isEqualTo(name);
    TimeForm.Read read = format.read(text);
    assertThat(read.local()).isEqualTo(time);
    ZoneOffset offset = read.offset() == null ? ZoneOffset.UTC : read.offset();
    assertThat(format.write(time.atZone(offset))).isEqualTo(text.replace("6.0", "6"));
    if (!name.contains("YYYY")) { // weeks are read in their own form only
      TimeForm.Read named = TimeFormat.named(name).read(text);
      assertThat(named.local()).isEqualTo(time);
      assertThat(named.offset()).isEqualTo(read.offset());
    }
  }

  @Test
  void otherRowsDecideWhetherTheDayComesFirst() {
    assertThat(TimeFormat.detect(List.of("01/02/2024", "13/02/2024")).orElseThrow().name())
        .isEqualTo("dd/MM/yyyy");
    assertThat(TimeFormat.detect(List.of("01/02/2024", "02/13/2024")).orElseThrow().name())
        .isEqualTo("MM/dd/yyyy");
    assertThat(TimeFormat.detect(List.of("01.02.2024", "01.03.2024")).orElseThrow().name())
        .isEqualTo("dd.MM.yyyy");
    assertThatThrownBy(() -> TimeFormat.detect(List.of("01-02-2024", "01-03-2024")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("--time-format dd-MM-yyyy or --time-format MM-dd-yyyy");
  }

  @Test
  void numbersThatAreNotAllDatesAreNumbers() {
    assertThat(TimeFormat.detect(List.of("202011", "202012", "202013")).orElseThrow().name())
        .isEqualTo("number");
    assertThat(TimeFormat.detect(List.of("1499", "1500", "1501")).orElseThrow().name())
        .isEqualTo("number");
    assertThat(TimeFormat.detect(List.of("one", "two"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-02-29", "2024-13-01", "2024-01-31 24:00", "2024-W54", "soon"})
  void timeThatDoesNotExistIsRefused(String text) {
    TimeFormat format =
        TimeFormat.detect(
                text.contains("W")
                    ? List.of("2024-W01", "2024-W02")
                    : List.of("2024-01-01", "2024-01-02"))
            .orElseThrow();

    assertThatThrownBy(() -> format.read(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void patternOfTheUserIsStrict() {
    TimeFormat format = TimeFormat.named("dd/MM/yyyy");

    assertThat(format.read("01/02/2024").local()).isEqualTo("2024-02-01T00:00");
    assertThat(TimeFormat.named("dd/MM/yy").read("01/02/99").local()).isEqualTo("1999-02-01T00:00");
    assertThat(TimeFormat.named("dd/MM/yy").read("01/02/24").local()).isEqualTo("2024-02-01T00:00");
    assertThat(TimeFormat.named("epoch-seconds").read("-86400").local())
        .isEqualTo("1969-12-31T00:00");
    assertThatThrownBy(() -> format.read("31/02/2024")).isInstanceOf(DateTimeException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeFormat.named("soon"))
        .withMessageContaining("'soon' is not a time format");
  }
}
