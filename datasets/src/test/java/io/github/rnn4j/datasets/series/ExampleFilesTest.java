package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.TableFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files such as people have, read without any option unless the file needs one. */
class ExampleFilesTest {

  @TempDir private Path folder;

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
    return new SeriesCsv("", List.of(), berlin(Duplicates.ERROR), TableFormat.DETECTED)
        .read(example(name));
  }

  private static SeriesFormat berlin(Duplicates duplicates) {
    return zone("Europe/Berlin", duplicates);
  }

  private static SeriesFormat zone(String name, Duplicates duplicates) {
    return new SeriesFormat(
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.of(ZoneId.of(name)),
        GapPolicy.ERROR,
        duplicates);
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
        "long-format.csv         | line 3: 2013-01-01 is already on line 2, with a different value. The table seems to have 3 series, named in column 'store': add --series store",
        "clock-change-autumn.csv | Clocks are set back that night, so this hour occurs twice: add --time-zone",
        "clock-change-spring.csv | clocks are set forward that night",
      })
  void messageSaysWhatToDo(String name, String message) {
    assertThatThrownBy(() -> read(name, GapPolicy.ERROR))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void longTableHasSeveralSeries() {
    SeriesPanel stores =
        new SeriesCsv("", List.of(), GapPolicy.ERROR)
            .readPanel(example("long-format.csv"), "store");

    assertThat(stores.series()).extracting(TimeSeries::name).containsExactly("1", "2", "3");
    assertThat(stores.series()).extracting(TimeSeries::length).containsOnly(200);
    assertThat(stores.variables()).containsExactly("sales");
    assertThat(stores.series())
        .extracting(each -> each.first()[0])
        .containsExactly(97.88, 100.57, 103.28);
    assertThat(stores.reading())
        .endsWith("times yyyy-MM-dd, daily, 3 series of 200 steps, no value missing")
        .contains(
            "series from column 'store', time from column 'date', values from column 'sales'");
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

  private TimeSeries rows(String rows, SeriesFormat format) throws IOException {
    Path file = Files.writeString(folder.resolve("rows.csv"), "when,value\n" + rows);
    return new SeriesCsv("", List.of(), format, TableFormat.DETECTED).read(file);
  }

  /** A run keeps its series in this form, with everything that the labels do not say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "business-day",
        "month-end",
        "quarter-end",
        "hour",
        "15 minutes",
        "2 weeks",
        "year",
        "day"
      })
  void writtenSeriesIsReadBackWithItsTimes(String name) throws IOException {
    Frequency frequency = Frequency.of(name);
    LocalDateTime start =
        name.endsWith("-end")
            ? LocalDateTime.of(2024, 3, 31, 0, 0)
            : LocalDateTime.of(2024, 10, 25, 0, 0);
    for (Optional<ZoneId> zone : List.of(Optional.<ZoneId>empty(), Optional.of(ZoneId.of("UTC")))) {
      for (String format : List.of("", "dd.MM.yyyy HH:mm")) {
        TimeSeries series =
            new TimeSeries(
                "s",
                false,
                new TimeAxis(start, frequency, zone, format),
                List.of("x"),
                new double[][] {{1, 2, 3, 4, 5, 6, 7, 8}},
                List.of());
        Path file = folder.resolve("written.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
          series.writeCsv(out);
        }

        TimeSeries read = TimeSeries.readCsv(file);

        assertThat(read.axis()).isEqualTo(series.axis());
        assertThat(read.checksum()).isEqualTo(series.checksum());
      }
    }
  }

  @Test
  void clockChangesAreReadBackToo() throws IOException {
    TimeSeries series = inZone("clock-change-autumn.csv");
    Path file = folder.resolve("written.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      series.writeCsv(out);
    }

    assertThat(TimeSeries.readCsv(file).axis()).isEqualTo(series.axis());
    Files.writeString(file, Files.readString(file).replaceFirst("time\\|[^\"]*", "time|hour"));
    assertThatThrownBy(() -> TimeSeries.readCsv(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void newestFirstIsReadInReverseAlsoWhereClocksChange() throws IOException {
    List<String> rows =
        new ArrayList<>(Files.readAllLines(example("clock-change-autumn.csv")).subList(1, 300));
    Collections.reverse(rows);

    TimeSeries series = rows(String.join("\n", rows), berlin(Duplicates.ERROR));

    assertThat(series.first()[170]).isCloseTo(196.48, within(1e-9));
    assertThat(series.first()[171]).isCloseTo(199.42, within(1e-9));
  }

  @Test
  void firstOfTwoRowsIsTheFirstOneInTheFile() throws IOException {
    String newest = "2024-01-03,5\n2024-01-02,20\n2024-01-02,30\n2024-01-01,1\n";

    assertThat(rows(newest, berlin(Duplicates.FIRST)).first()).containsExactly(1, 20, 5);
    assertThat(rows(newest, berlin(Duplicates.LAST)).first()).containsExactly(1, 30, 5);
  }

  @Test
  void missingValueDoesNotCountInAMean() throws IOException {
    String rows = "2024-01-01,1\n2024-01-02,10\n2024-01-02,\n2024-01-02,20\n2024-01-03,3\n";

    assertThat(rows(rows, berlin(Duplicates.MEAN)).first()).containsExactly(1, 15, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // rates with four decimals are no dates
        "1,1.1050;2,1.1062;3,1.1071 | steps without dates",
        "2024010100,1;2024010101,2;2024010102,3 | times yyyyMMddHH, hourly",
        "202401010000,1;202401010015,2;202401010030,3 | times yyyyMMddHHmm, every 15 minutes",
        "20240101010000,1;20240101020000,2;20240101030000,3 | times yyyyMMddHHmmss, hourly",
        "1704067200.0,1;1704067201.0,2 | times epoch-seconds",
        "2024-01-01T00:00+01:00,1;2024-04-01T00:00+02:00,2;2024-05-01T00:00+02:00,2 | monthly",
        "2024-01-01,(1.5);2024-01-02,-2 | daily",
        "2024-01-01,'0,100';2024-01-02,'0,250' | decimal comma",
      })
  void formOfTimesAndNumbersIsFound(String rows, String reading) throws IOException {
    TimeSeries series =
        rows(
            rows.replace(';', '\n').replace('\'', '"'),
            SeriesFormat.detected(GapPolicy.INTERPOLATE));

    assertThat(series.reading()).contains(reading);
    assertThat(series.variables()).containsExactly("value");
  }

  /** Mondays, Wednesdays and Fridays; days of a zone in which one day begins at 1 o'clock. */
  @Test
  void daysAreDays() throws IOException {
    String three =
        IntStream.range(0, 60)
            .filter(day -> day % 7 == 0 || day % 7 == 2 || day % 7 == 4)
            .mapToObj(day -> LocalDate.of(2024, 1, 1).plusDays(day) + "," + day)
            .collect(Collectors.joining("\n"));
    assertThat(rows(three, SeriesFormat.detected(GapPolicy.ERROR)).reading())
        .contains("every Mon, Wed, Fri");
    String days =
        IntStream.range(0, 100)
            .mapToObj(day -> LocalDate.of(2018, 9, 1).plusDays(day) + "," + day)
            .collect(Collectors.joining("\n"));
    assertThat(rows(days, zone("America/Sao_Paulo", Duplicates.ERROR)).reading())
        .contains("daily, 100 steps");
    String halfHours =
        IntStream.range(0, 60)
            .filter(day -> day % 7 < 5)
            .boxed()
            .flatMap(
                day ->
                    IntStream.range(0, 8)
                        .mapToObj(
                            half ->
                                LocalDate.of(2024, 10, 14)
                                        .plusDays(day)
                                        .atTime(9, 0)
                                        .plusMinutes(30L * half)
                                    + ","
                                    + half))
            .collect(Collectors.joining("\n"));
    assertThat(rows(halfHours, berlin(Duplicates.ERROR)).reading())
        .contains("40 times a week on Mon, Tue, Wed, Thu, Fri", "no value missing");
  }
}
