package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesPanelTest {

  @TempDir private Path folder;

  private SeriesPanel read(String text, String series) throws IOException {
    return new SeriesCsv("", List.of(), GapPolicy.INTERPOLATE).readPanel(file(text), series);
  }

  private Path file(String text) throws IOException {
    Path file = folder.resolve("panel.csv");
    Files.writeString(file, text);
    return file;
  }

  @Test
  void seriesMayBeginAndEndAtDifferentTimes() throws IOException {
    SeriesPanel panel =
        read(
            """
            shop,month,sold,note
            north,2024-01,5,a
            north,2024-02,6,b
            south,2024-02,7,c
            north,2024-03,8,d
            south,2024-03,9,e
            south,2024-04,10,f
            """,
            "shop");

    assertThat(panel.series()).extracting(TimeSeries::name).containsExactly("north", "south");
    assertThat(panel.series().get(0).first()).containsExactly(5, 6, 8);
    assertThat(panel.series().get(1).first()).containsExactly(7, 9, 10);
    assertThat(panel.series().get(1).axis().label(0)).isEqualTo("2024-02");
    assertThat(panel.reading()).endsWith("monthly, 2 series of 3 steps, no value missing");
  }

  @Test
  void frequencyAndFormatAreThoseOfAllSeriesTogether() throws IOException {
    SeriesPanel panel =
        read(
            """
            id,day,x
            a,01/02/2024,1
            a,02/02/2024,2
            a,13/02/2024,3
            a,14/02/2024,4
            b,01/03/2024,5
            b,02/03/2024,6
            """,
            "id"); // only the rows of a say that the day comes first, and that steps are days

    assertThat(panel.series().get(1).axis().label(1)).isEqualTo("2024-03-02");
    assertThat(panel.series().get(0).length()).isEqualTo(14);
    assertThat(panel.repairs())
        .hasSize(1)
        .allMatch(repair -> repair.startsWith("series 'a': line 4: 10 rows are missing"));
  }

  @Test
  void severalColumnsNameASeriesTogether() throws IOException {
    SeriesPanel panel =
        read(
            """
            t,shop,item,x
            1,1,7,1
            2,1,7,2
            1,1,8,3
            2,1,8,4
            1,2,7,5
            2,2,7,6
            """,
            "shop, item");

    assertThat(panel.series())
        .extracting(TimeSeries::name)
        .containsExactly("1 / 7", "1 / 8", "2 / 7");
    assertThat(panel.variables()).containsExactly("x");
  }

  @Test
  void seriesWithoutAnyValueIsLeftOut() throws IOException {
    SeriesPanel panel = read("t,id,x\n1,a,1\n2,a,2\n1,b,\n2,b,NA\n", "id");

    assertThat(panel.series()).extracting(TimeSeries::name).containsExactly("a");
    assertThat(panel.repairs()).containsExactly("series 'b' has no values: left out");
  }

  @Test
  void writtenPanelIsReadBack() throws IOException {
    SeriesPanel panel =
        read(
            """
            id,day,x,y
            "a, ""b"" c",31.01.2024,1.5,1
            "a, ""b"" c",29.02.2024,2.5,2
            c,31.03.2024,3,4
            c,30.04.2024,4,5
            c,31.05.2024,0.1,5
            """,
            "id");
    Path written = folder.resolve("written.csv");
    try (OutputStream out = Files.newOutputStream(written)) {
      panel.writeCsv(out);
    }

    SeriesPanel again = SeriesPanel.readCsv(written);

    assertThat(again.checksum()).isEqualTo(panel.checksum());
    assertThat(again.series().get(0).name()).isEqualTo("a, \"b\" c");
    assertThat(again.series().get(1).axis()).isEqualTo(panel.series().get(1).axis());
    assertThat(again.series().get(1).axis().written(3)).isEqualTo("30.06.2024");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shop   | line 3 of                                             | t,shop,x;1,a,1;2,,2;3,a,3
          shop   | the name of the series is empty                       | t,shop,x;1,a,1;2,,2;3,a,3
          x      | has 4 different values in 4 rows                      | t,x,y;1,1,1;2,2,2;3,3,3;4,4,4
          t      | cannot name the series and be the time as well        | t,x;1,1;1,2;2,3;2,4
          store  | has no column 'store'                                 | t,shop,x;1,a,1;2,a,2
          id     | series 'b': line 5: 2 is already on line 4, with a different value | t,id,x;1,a,1;2,a,2;2,b,1;2,b,2
          """)
  void messageSaysWhatIsWrong(String series, String message, String rows) {
    assertThatThrownBy(
            () ->
                new SeriesCsv(series.equals("t") ? "t" : "", List.of(), GapPolicy.ERROR)
                    .readPanel(file(rows.replace(';', '\n') + "\n"), series))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void twoColumnsAreSuggestedIfNoneIsEnough() throws IOException {
    Path table =
        file(
            """
            t,price,shop,item
            1,10,1,7
            2,20,1,7
            3,30,1,7
            1,11,1,8
            2,21,1,8
            3,31,1,8
            1,12,2,7
            2,22,2,7
            3,32,2,7
            """);

    assertThatThrownBy(() -> new SeriesCsv("", List.of(), GapPolicy.INTERPOLATE).read(table))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "The table seems to have 3 series, named in columns 'shop,item': add --series shop,item.");
    assertThatThrownBy(() -> reader().readPanel(table, "shop"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("named in columns 'shop,item': add --series shop,item");
  }

  private static SeriesCsv reader() {
    return new SeriesCsv("", List.of(), GapPolicy.INTERPOLATE);
  }

  @Test
  void oneRepeatedRowSuggestsNoSeries() throws IOException {
    Path table = folder.resolve("a;b.csv");
    StringBuilder rows = new StringBuilder("day,sales,promo\n");
    for (int t = 1; t <= 28; t++) {
      rows.append("2024-02-%02d,%d,%d%n".formatted(t, 100 + t, t % 2));
    }
    Files.writeString(table, rows + "2024-02-28,5,1\n");

    assertThatThrownBy(() -> reader().read(table))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a;b.csv: line 30: 2024-02-28 is already on line 29")
        .hasMessageNotContaining("seems to have")
        .hasMessageEndingWith("or add --duplicates mean, first or last");
  }

  @Test
  void repeatedRowOfASeriesIsDeleted() throws IOException {
    Path table = file("t,id,x\n1,a,1\n2,a,2\n3,a,3\n1,b,1\n2,b,2\n2,b,7\n");

    assertThatThrownBy(() -> reader().readPanel(table, "id"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("series 'b': line 7: 2 is already on line 6")
        .hasMessageNotContaining("--series");
  }

  @Test
  void anyRecordReaderCanBeRead() {
    RecordReader reader =
        new CollectionRecordReader(
            List.of(
                List.of(new Text("a"), new Text("2024"), new IntWritable(1)),
                List.of(new Text("b"), new Text("2024"), new IntWritable(3)),
                List.of(new Text("a"), new Text("2025"), new IntWritable(2)),
                List.of(new Text("b"), new Text("2025"), new IntWritable(4))));

    SeriesPanel panel =
        new SeriesRecords(1, List.of(new SeriesRecords.Variable("x", 2)), GapPolicy.ERROR)
            .readPanel("years", 0, reader);

    assertThat(panel.series().get(1).first()).containsExactly(3, 4);
  }

  @Test
  void seriesOfDifferentKindsAreRefused() {
    TimeSeries months =
        new TimeSeries(
            "a", false, TimeAxis.counted(), List.of("x"), new double[][] {{1, 2}}, List.of());
    TimeSeries other =
        new TimeSeries(
            "b", false, TimeAxis.counted(), List.of("y"), new double[][] {{1, 2}}, List.of());

    assertThatThrownBy(() -> new SeriesPanel("p", List.of(months, other), List.of(), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'b' has steps of");
    assertThatThrownBy(() -> new SeriesPanel("p", List.of(months, months), List.of(), ""))
        .hasMessageContaining("two series named 'a'");
  }
}
