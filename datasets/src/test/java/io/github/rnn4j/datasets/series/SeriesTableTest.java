package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.HeaderLine;
import io.github.rnn4j.datasets.table.TableFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which people write tables of series. */
class SeriesTableTest {

  @TempDir private Path folder;

  private static Path example(String name) {
    try {
      return Path.of(SeriesTableTest.class.getResource(name).toURI());
    } catch (URISyntaxException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static TimeSeries read(Path file, String... values) {
    return new SeriesCsv("", List.of(values), GapPolicy.ERROR).read(file);
  }

  private TimeSeries text(String text, String... values) throws IOException {
    return read(file(text), values);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("series.csv"), text);
  }

  private TimeSeries text(TableFormat format, String text) throws IOException {
    return new SeriesCsv("", List.of(), SeriesFormat.detected(GapPolicy.ERROR), format)
        .read(file(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tabs.tsv | 2010-01 | 101.77 | tab-separated, with a header, UTF-8; 120 rows; time from column 'date', values from column 'value'; times yyyy-MM, monthly, 120 steps, no value missing",
        "trailing-comma.csv | 2010-01 | 94.46 | comma-separated, with a header, UTF-8; 120 rows; time from column 'date', values from column 'value'; times yyyy-MM, monthly, 120 steps, no value missing",
        "index-column.csv | 2010-01 | 99.17 | comma-separated, with a header, UTF-8; 120 rows; time from column 'date', values from column 'value'; times yyyy-MM-dd, monthly, 120 steps, no value missing",
      })
  void separatorAndColumnsAreFound(String name, String start, double value, String reading) {
    TimeSeries series = read(example(name));

    assertThat(series.variables()).containsExactly("value");
    assertThat(series.length()).isEqualTo(120);
    assertThat(series.axis().label(0)).isEqualTo(start);
    assertThat(series.first()[0]).isEqualTo(value);
    assertThat(series.reading()).isEqualTo(reading);
  }

  @Test
  void firstLineWithATimeIsData() {
    TimeSeries series = read(example("no-header.csv"));

    assertThat(series.length()).isEqualTo(120);
    assertThat(series.first()).startsWith(101.93, 110.85);
    assertThat(series.variables()).containsExactly("#2");
    assertThat(series.reading())
        .isEqualTo(
            "comma-separated, without a header, UTF-8; 120 rows; time from column '#1', values from column '#2'; times yyyy-MM, monthly, 120 steps, no value missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sales, EUR", "sales, eur", "#2", "x,Sales, EUR", "Sales, EUR , x"})
  void namesMayHaveCommas(String values) {
    TimeSeries series = read(example("header-comma.csv"), values);

    assertThat(series.variables()).contains("Sales, EUR").hasSize(values.contains("x") ? 2 : 1);
    assertThat(series.values()[series.variables().indexOf("Sales, EUR")]).startsWith(99.03, 111.19);
  }

  @Test
  void columnsOfTheSameNameAreChosenByPosition() {
    Path file = example("header-duplicate.csv");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "has 2 columns named 'value': #2, #3. Choose the value columns by their positions, for example with --value '#3'");
    assertThatThrownBy(() -> read(file, "value"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has 2 columns named 'value'; choose one by its position: #2 or #3");
    TimeSeries both = read(file, "#3,#2");
    assertThat(both.variables()).containsExactly("#3", "#2");
    assertThat(both.values()[0]).startsWith(1102.3);
    assertThat(both.values()[1]).startsWith(105.56);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Columns are often named by numbers; a time is never a name.
        "date,101,102;2020-01-01,5,6;2020-01-02,7,8 | 101,102",
        "date,2020;2020-01-01,5;2020-01-02,7 | 2020",
        // R and pandas write a column without a name first. It is the time if it has dates.
        ",x;2020-01-01,5;2020-01-02,7 | x",
        ",x,when;2020-01-01,5,2020-01-02;2020-01-02,7,2020-01-03 | x",
        ",x;0,5;1,7 | x",
        // White space around quotes is no part of the name.
        "~date~, ~x, y~ ,~z~;~2020-01-01~, ~5~ , 1;~2020-01-02~ ,~7~,2 | x, y,z",
      })
  void headerIsTakenForAHeader(String rows, String names) throws IOException {
    Path file = file(rows.replace(';', '\n').replace('~', '"'));

    try (SeriesRecordReader reader = new SeriesRecordReader(file, "", List.of())) {
      assertThat(String.join(",", reader.variables())).isEqualTo(names);
      assertThat(reader.next().get(1)).hasToString("5");
      assertThat(reader.next().get(1)).hasToString("7");
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void nameOfAColumnSaysThatThereIsAHeader() throws IOException {
    String text = "0,2021\n1,5\n2,6\n";

    assertThat(text(text).length()).isEqualTo(3);
    assertThat(text(text, "2021").length()).isEqualTo(2);
    assertThat(text(text, "#2").length()).isEqualTo(3);
    assertThatThrownBy(() -> text(text, "x"))
        .hasMessageContaining("has no column 'x'; its columns are 0, 2021");
  }

  @Test
  void timeMayBeAnyColumn() throws IOException {
    Path file = file("5,2020-01-01\n7,2020-01-02\n");

    TimeSeries series = new SeriesCsv("#2", List.of(), GapPolicy.ERROR).read(file);

    assertThat(series.variables()).containsExactly("#1");
    assertThat(series.first()).containsExactly(5, 7);
  }

  @Test
  void indexColumnIsTheTimeIfItIsChosen() {
    SeriesCsv rows = new SeriesCsv("#1", List.of("value"), GapPolicy.ERROR);

    assertThat(rows.read(example("index-column.csv")).axis().dated()).isFalse();
  }

  @Test
  void columnWithoutNameIsChosenByPosition() throws IOException {
    String text = "date,,\n2020-01-01,5,\n2020-01-02,7,\n";

    assertThatThrownBy(() -> text(text))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column with a name besides the time")
        .hasMessageContaining("--value '#2'");
    assertThat(text(text, "#2").first()).containsExactly(5, 7);
  }

  @Test
  void givenFormatIsNotDetected() throws IOException {
    TableFormat pipes = new TableFormat("|", HeaderLine.ABSENT, "windows-1252");
    TableFormat headed = new TableFormat("", HeaderLine.PRESENT, "");

    assertThat(text(pipes, "1|5\n2|7\n").first()).containsExactly(5, 7);
    assertThat(text(headed, "1,4\n2,5\n3,7\n").variables()).containsExactly("4");
    assertThatThrownBy(() -> text(pipes, "t|x\n1|5\n2|7\n"))
        .hasMessageContaining("line 1 of")
        .hasMessageContaining("'t' is not a valid time");
  }

  @Test
  void encodingOfNamesIsGiven() throws IOException {
    Charset western = Charset.forName("windows-1252");
    Path file = Files.write(folder.resolve("w.csv"), "Tag;Wärme\n1;5\n2;7\n".getBytes(western));
    TableFormat format = new TableFormat("", HeaderLine.DETECT, western.name());

    SeriesCsv csv =
        new SeriesCsv("Tag", List.of("Wärme"), SeriesFormat.detected(GapPolicy.ERROR), format);

    assertThat(csv.read(file).first()).containsExactly(5, 7);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("--encoding windows-1252");
  }

  @Test
  void linesOfJsonAreATable() throws IOException {
    TimeSeries series = text("{\"t\": \"2020-01\", \"x\": 5}\n{\"t\": \"2020-02\", \"x\": 7}\n");

    assertThat(series.first()).containsExactly(5, 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "|", "\t"})
  void rowWithTooManyFieldsIsNamed(String separator) {
    String text = "2020-01,1\n2020-02,2\n2020-03,3,4\n2020-04,4\n".replace(",", separator);

    assertThatThrownBy(() -> text(text))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 3 of")
        .hasMessageContaining("has 3 fields, but there are 2 columns");
  }

  @Test
  void fieldMayHaveLineBreaks() throws IOException {
    TimeSeries series = text("\"t\",\"x\nin EUR\",\"note\"\n1,5,\"a\nb\"\n2,7,\n", "x\nin EUR");

    assertThat(series.first()).containsExactly(5, 7);
    assertThatThrownBy(() -> text("t,x,note\n1,5,\"a\nb\"\n2,seven,\n", "x"))
        .hasMessageContaining("line 4 of");
  }

  @Test
  void whatDoesNotFitInMemoryIsRefused() throws IOException {
    Path file = file("t,x\n1,5\n2,7\n");
    CsvRows rows =
        CsvRows.of(file, new SeriesColumns.Chosen("", List.of(), ""), TableFormat.DETECTED, 7);

    rows.next(); // 4 characters with separators

    assertThatThrownBy(rows::next)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not fit in memory");
  }

  @Test
  void writtenSeriesIsReadWithAllItsColumns() throws IOException {
    String written = "\"step\",\"x\",\"x\",\"\",\"a;b\"\n1,1.0,2.0,3.0,4.0\n2,1.5,2.5,3.5,4.5\n";

    TimeSeries series = TimeSeries.readCsv(file(written));

    assertThat(series.variables()).containsExactly("x", "x", "", "a;b");
    assertThat(series.checksum())
        .isEqualTo(Checksums.sha256(written.getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> TimeSeries.readCsv(file("\"step\"\n1\n")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("only one column");
    assertThatThrownBy(() -> TimeSeries.readCsv(file("\"step\",\"x\"\n")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no rows");
  }
}
