package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.TableFormat;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files such as people have, read without any option unless the file needs one. */
class ExampleFilesTest {

  private static Path example(String name) {
    try {
      return Path.of(ExampleFilesTest.class.getResource(name).toURI());
    } catch (URISyntaxException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static TimeSeries read(String name, GapPolicy gaps) {
    return new SeriesCsv("", List.of(), gaps).read(example(name));
  }

  private static TimeSeries inZone(String name) {
    SeriesFormat format =
        new SeriesFormat(
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.of(ZoneId.of("Europe/Berlin")),
            GapPolicy.ERROR,
            Duplicates.ERROR);
    return new SeriesCsv("", List.of(), format, TableFormat.DETECTED).read(example(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compact-days.csv              | 200 | 7  | 100.35 | 2024-01-01          | 2024-07-19",
        "compact-months.csv            | 120 | 12 | 100.0  | 2010-01             | 2020-01",
        "fractional-seconds.csv        | 300 | 24 | 98.06  | 2024-01-01T00:00:00 | 2024-01-13T12:00:00",
        "semicolon-decimal-comma.csv   | 300 | 24 | 99.81  | 2024-01-01T00:00:00 | 2024-01-13T12:00:00",
        "tabs.tsv                      | 120 | 12 | 101.77 | 2010-01             | 2020-01",
        "thousands.csv                 | 120 | 12 | 99040  | 2010-01             | 2020-01",
        "percent.csv                   | 120 | 12 | 3.24   | 2010-01             | 2020-01",
        "currency.csv                  | 120 | 12 | 98.25  | 2010-01             | 2020-01",
        "no-header.csv                 | 120 | 12 | 101.93 | 2010-01             | 2020-01",
        "index-column.csv              | 120 | 12 | 99.17  | 2010-01             | 2020-01",
        "newest-first.csv              | 120 | 12 | 100.27 | 2010-01             | 2020-01",
        "header-comma.csv              | 120 | 12 | 99.03  | 2010-01             | 2020-01",
        "trailing-comma.csv            | 120 | 12 | 94.46  | 2010-01             | 2020-01",
        "missing-start.csv             | 276 | 24 | 101.3  | 2024-01-02T00:00:00 | 2024-01-13T12:00:00",
        "missing-end.csv               | 295 | 24 | 101.7  | 2024-01-01T00:00:00 | 2024-01-13T07:00:00",
      })
  void fileIsReadWithoutOptions(
      String name, int length, int season, double value, String first, String next) {
    TimeSeries series = read(name, GapPolicy.ERROR);

    assertThat(series.length()).isEqualTo(length);
    assertThat(series.axis().frequency().season()).isEqualTo(season);
    assertThat(series.axis().label(0)).isEqualTo(first);
    assertThat(series.axis().label(length)).isEqualTo(next);
    if (!name.equals("missing-start.csv")) {
      assertThat(series.first()[0]).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compact-days.csv            | times yyyyMMdd, daily, 200 steps, no value missing",
        "compact-months.csv          | times yyyyMM, monthly, 120 steps, no value missing",
        "fractional-seconds.csv      | times yyyy-MM-dd HH:mm:ss.SSS, hourly, 300 steps, no value missing",
        "semicolon-decimal-comma.csv | semicolon-separated, with a header, UTF-8; 300 rows; time from column 'Datum', values from column 'Temperatur (Celsius)'; decimal comma, times yyyy-MM-dd HH:mm:ss, hourly, 300 steps, no value missing",
        "thousands.csv               | thousands separated, times yyyy-MM, monthly",
        "percent.csv                 | without the signs %, times yyyy-MM, monthly",
        "currency.csv                | without the signs $, times yyyy-MM, monthly",
        "no-header.csv               | without a header",
      })
  void oneLineSaysWhatWasUnderstood(String name, String reading) {
    assertThat(read(name, GapPolicy.ERROR).reading()).contains(reading);
  }

  @Test
  void timesAreWrittenAsTheyWereRead() {
    assertThat(read("compact-days.csv", GapPolicy.ERROR).axis().written(200)).isEqualTo("20240719");
    assertThat(read("compact-months.csv", GapPolicy.ERROR).axis().written(120)).isEqualTo("202001");
    assertThat(read("fractional-seconds.csv", GapPolicy.ERROR).axis().written(300))
        .isEqualTo("2024-01-13 12:00:00.000");
    assertThat(read("tabs.tsv", GapPolicy.ERROR).axis().written(120)).isEqualTo("2020-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "newest-first.csv  | the newest row comes first: read in reverse",
        "missing-start.csv | 24 rows before the first value, 2024-01-01 00:00:00 to 2024-01-01 23:00:00: left out",
        "missing-end.csv   | 5 rows after the last value, 2024-01-13 07:00:00 to 2024-01-13 11:00:00: left out",
      })
  void whatWasDoneIsSaidInOneLine(String name, String line) {
    assertThat(read(name, GapPolicy.ERROR).repairs()).containsExactly(line);
  }

  @Test
  void columnWithACommaInItsNameIsChosen() {
    SeriesCsv csv = new SeriesCsv("", List.of("Sales, EUR"), GapPolicy.ERROR);

    assertThat(csv.read(example("header-comma.csv")).variables()).containsExactly("Sales, EUR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "header-duplicate.csv    | has 2 columns named 'value': #2, #3",
        "long-format.csv         | line 3: 2013-01-01 is already on line 2",
        "clock-change-autumn.csv | Clocks are set back that night, so this hour occurs twice: add --time-zone",
        "clock-change-spring.csv | clocks are set forward that night",
      })
  void messageSaysWhatToDo(String name, String message) {
    assertThatThrownBy(() -> read(name, GapPolicy.ERROR))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void hourThatOccursTwiceIsTwoHours() {
    TimeSeries series = inZone("clock-change-autumn.csv");

    assertThat(series.axis().label(170)).isEqualTo("2024-10-27T02:00:00+02:00");
    assertThat(series.axis().label(171)).isEqualTo("2024-10-27T02:00:00+01:00");
    assertThat(series.axis().written(172)).isEqualTo("2024-10-27 03:00:00");
    assertThat(series.first()[170]).isCloseTo(196.48, within(1e-9));
    assertThat(series.first()[171]).isCloseTo(199.42, within(1e-9));
    assertThat(series.axis().frequency().described()).isEqualTo("hourly");
  }

  @Test
  void hourThatDoesNotExistIsNotMissing() {
    TimeSeries series = inZone("clock-change-spring.csv");

    assertThat(series.repairs()).isEmpty();
    assertThat(series.reading()).contains("hourly, time zone Europe/Berlin", "no value missing");
    assertThat(series.axis().label(265)).isEqualTo("2024-03-31T01:00:00+01:00");
    assertThat(series.axis().label(266)).isEqualTo("2024-03-31T03:00:00+02:00");
  }
}
