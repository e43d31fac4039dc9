package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesCsvTest {

  @TempDir private Path folder;

  private TimeSeries read(GapPolicy gaps, String text) throws IOException {
    Path file = folder.resolve("series.csv");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return new SeriesCsv("", List.of(), gaps).read(file);
  }

  @Test
  void quotedFieldsWithCarriageReturnsAndWithoutFinalEndOfLineAreRead() throws IOException {
    TimeSeries series =
        read(GapPolicy.ERROR, "\"Month\",\"Passengers\"\r\n\"1949-01\",112\r\n\"1949-02\",118");

    assertThat(series.variables()).containsExactly("Passengers");
    assertThat(series.first()).containsExactly(112, 118);
    assertThat(series.axis().label(0)).isEqualTo("1949-01");
    assertThat(series.axis().label(12)).isEqualTo("1950-01");
    assertThat(series.repairs()).isEmpty();
  }

  @Test
  void byteOrderMarkAndBlankLinesAreNoData() throws IOException {
    TimeSeries series = read(GapPolicy.ERROR, "\uFEFFt,x\n0,1\n\n1,2\n\n");

    assertThat(series.first()).containsExactly(1, 2);
  }

  @Test
  void columnsAreChosenByName() throws IOException {
    Path file = folder.resolve("many.csv");
    Files.writeString(file, "a,when,b,c\n1,2020-01-01,2,3\n4,2020-01-02,5,6\n");

    TimeSeries series = new SeriesCsv("when", List.of("c", "a"), GapPolicy.ERROR).read(file);

    assertThat(series.variables()).containsExactly("c", "a");
    assertThat(series.values()[0]).containsExactly(3, 6);
    assertThat(series.values()[1]).containsExactly(1, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01, 2020-02, 1 month, 2020-03",
    "2020-01-31, 2020-02-01, 1 day, 2020-02-02",
    "2020-01-06, 2020-01-13, 7 days, 2020-01-20",
    "2020/01/01 00:00, 2020/01/01 01:00, 3600 seconds, 2020-01-01T02:00:00",
    "7, 9, 2 steps, 11",
  })
  void distanceOfTimesIsFound(String first, String second, String distance, String third)
      throws IOException {
    TimeSeries series = read(GapPolicy.ERROR, "t,x\n" + first + ",1\n" + second + ",2\n");

    assertThat(series.axis().distance()).isEqualTo(distance);
    assertThat(series.axis().label(2)).isEqualTo(third);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-01,1;2020-01-02,2;2020-01-04,4;2020-01-05,5 | line 4: 1 row is missing before 2020-01-04",
        "2020-01-01,1;2020-01-02,;2020-01-03,3 | line 3: x is missing at 2020-01-02",
        "2020-01-01,1;2020-01-02,NaN;2020-01-03,3 | line 3: x is missing at 2020-01-02",
        "2020-01-01,1;2020-01-03,3;2020-01-02,2 | line 4: 2020-01-02 comes after 2020-01-03",
        "2020-01-01,1;2020-01-01,1;2020-01-02,2 | line 3: 2020-01-01 is already on line 2",
      })
  void whatIsMissingRepeatedOrOutOfOrderIsNamedWithItsRow(String rows, String message) {
    assertThatThrownBy(() -> read(GapPolicy.ERROR, "t,x\n" + rows.replace(';', '\n')))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("interpolate");
  }

  @Test
  void interpolationLiesOnTheLineBetweenNeighbours() throws IOException {
    TimeSeries series =
        read(
            GapPolicy.INTERPOLATE, "t,x\n2020-01-01,1\n2020-01-02,?\n2020-01-04,7\n2020-01-05,8\n");

    assertThat(series.first()).containsExactly(1, 3, 5, 7, 8);
    assertThat(series.repairs())
        .containsExactly(
            "line 3: x is missing at 2020-01-02: filled",
            "line 4: 1 row is missing before 2020-01-04, from 2020-01-03 on: filled");
  }

  @Test
  void forwardFillKnowsNothingLater() throws IOException {
    TimeSeries series =
        read(GapPolicy.FORWARD, "t,x\n2020-01-01,1\n2020-01-02,\n2020-01-04,7\n2020-01-05,\n");

    assertThat(series.first()).containsExactly(1, 1, 1, 7, 7);
  }

  @ParameterizedTest
  @EnumSource(names = "ERROR", mode = EnumSource.Mode.EXCLUDE)
  void disorderAndRepeatedRowsAreMended(GapPolicy gaps) throws IOException {
    TimeSeries series =
        read(gaps, "t,x\n2020-01-02,2\n2020-01-01,1\n2020-01-03,3\n2020-01-02,2\n2020-01-04,4\n");

    assertThat(series.first()).containsExactly(1, 2, 3, 4);
    assertThat(series.repairs()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t,x;2020-01-01,1;2020-01-01,2;2020-01-02,3 | line 3: 2020-01-01 is already on line 2, with a different",
        "t,x;2020-01-01,one | no column of numbers besides the time; its columns are t, x",
        "t,x;2020-01-01,1;2020-01-02,one | line 3 of",
        "t,x;2020-13-01,1 | 2020-13-01' is not a valid time; the month is 13, but must be from 1 to 12",
        "t,x;0000-01-01,1 | 0000-01-01' is not a valid time; the year is 0, but must be from 1 to 9999",
        "t,x;2021-02-29,1 | the day is 29, but must be from 1 to 28",
        "t,x;2020-02-01 24:00,1 | the hour is 24, but must be from 0 to 23",
        "t,x;2020-02-01 23:60,1 | the minute is 60, but must be from 0 to 59",
        "t,x;31/13/2020,1 | 31/13/2020' is not a valid time; the month is 13",
        "t,x;2020-01-01,1;2020-01-02,1,2 | line 3 of",
        "t,x;2020-01-01,1;2020-01-02,Infinity | it must be a number from -1e100 to 1e100",
        "t,x;\"2020-01-01,1 | the field must end with a quote",
        "t,x | has no rows below its header",
        "t;1 | has only one column",
        "t,x;2020-01-01,;2020-01-02, | all values of x are missing",
        "t,x,y;2020-01-01,1,;2020-01-02,,2 | there is no row with a value for each of x, y",
        "t,x;01/02/2024,1;01/03/2024,2;01/04/2024,3 | add --time-format dd/MM/yyyy or --time-format MM/dd/yyyy",
        "t,x;0,1;2,1;4,1;5,1 | line 5: 5 is not a multiple of 2 steps after 0",
      })
  void whatCannotBeMendedIsAnError(String text, String message) {
    assertThatThrownBy(() -> read(GapPolicy.INTERPOLATE, text.replace(';', '\n')))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void absentColumnIsNamedWithTheOnesThereAre() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "t,x\n1,2\n");

    assertThatThrownBy(() -> new SeriesCsv("", List.of("y"), GapPolicy.ERROR).read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no column 'y'; its columns are t, x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1949-01,0.1\n1949-02,2\n", "1981-01-31,0.1\n1981-02-01,3\n", "4,1\n5,2\n"})
  void writtenSeriesReadsBackToTheSameNumbers(String rows) throws IOException {
    TimeSeries series = read(GapPolicy.ERROR, "t,x\n" + rows);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    series.writeCsv(written);

    TimeSeries back = read(GapPolicy.ERROR, written.toString(StandardCharsets.UTF_8));

    assertThat(back.axis()).isEqualTo(series.axis());
    assertThat(back.values()).isDeepEqualTo(series.values());
    assertThat(back.checksum()).isEqualTo(series.checksum());
  }
}
