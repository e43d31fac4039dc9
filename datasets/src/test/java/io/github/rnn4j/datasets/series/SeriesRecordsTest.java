package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.SeriesRecords.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionSequenceRecordReader;
import org.datavec.api.records.reader.impl.collection.ListStringRecordReader;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.split.ListStringSplit;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.LongWritable;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesRecordsTest {

  private static final SeriesRecords FIRST_TWO =
      new SeriesRecords(0, List.of(new Variable("x", 1)), GapPolicy.ERROR);

  @TempDir private Path folder;

  private static RecordReader reader(Writable[]... records) {
    return new CollectionRecordReader(Stream.of(records).map(Arrays::asList).toList());
  }

  private static Writable[] row(Writable... fields) {
    return fields;
  }

  /** Rows of texts, with {@code ;} between rows and {@code ,} between fields. */
  private static RecordReader texts(String rows) {
    return reader(
        Stream.of(rows.split(";"))
            .map(row -> Stream.of(row.split(",", -1)).map(Text::new).toArray(Writable[]::new))
            .toArray(Writable[][]::new));
  }

  @Test
  void csvReaderOfDatavecGivesTheSameSeriesAsTheProjectsOwn() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("s.csv"),
            "a,when,b\n1.5,2020-01-01,2\n,2020-01-02,3\n\n4,2020-01-04,0.1\n5,2020-01-05,7\n");
    TimeSeries own = new SeriesCsv("when", List.of("b", "a"), GapPolicy.INTERPOLATE).read(file);

    TimeSeries theirs;
    try (RecordReader reader = new CSVRecordReader(1)) {
      reader.initialize(new FileSplit(file.toFile()));
      theirs =
          new SeriesRecords(
                  1, List.of(new Variable("b", 2), new Variable("a", 0)), GapPolicy.INTERPOLATE)
              .read("s.csv", reader);
    }

    assertThat(theirs).usingRecursiveComparison().ignoringFields("reading").isEqualTo(own);
    assertThat(theirs.values()[1])
        .containsExactly(1.5, 2.333333333333333, 3.1666666666666665, 4, 5);
    assertThat(theirs.repairs())
        .first()
        .asString()
        .startsWith("line 3: a is missing at 2020-01-02");
  }

  @Test
  void collectionOfNumbersIsASeries() {
    TimeSeries series =
        FIRST_TWO.read(
            "numbers",
            reader(
                row(new LongWritable(7), new DoubleWritable(0.1)),
                row(new IntWritable(9), new IntWritable(2)),
                row(new Text(" 11 "), new FloatWritable(0.5f)),
                row(new Text("13"), new Text(" 1e3 "))));

    assertThat(series.name()).isEqualTo("numbers");
    assertThat(series.variables()).containsExactly("x");
    assertThat(series.first()).containsExactly(0.1, 2, 0.5, 1000);
    assertThat(series.axis().distance()).isEqualTo("2 steps");
    assertThat(series.axis().label(0)).isEqualTo("7");
  }

  @Test
  void missingNumbersAreGaps() {
    RecordReader gaps =
        reader(
            row(new Text("2020-01"), new DoubleWritable(1)),
            row(new Text("2020-02"), NullWritable.INSTANCE),
            row(new Text("2020-03"), new DoubleWritable(Double.NaN)),
            row(new Text("2020-04"), new Text("NA")),
            row(new Text("2020-05"), new DoubleWritable(5)));

    TimeSeries series =
        new SeriesRecords(0, FIRST_TWO.variables(), GapPolicy.INTERPOLATE).read("gaps", gaps);

    assertThat(series.first()).containsExactly(1, 2, 3, 4, 5);
    assertThat(series.repairs())
        .containsExactly(
            "record 2: x is missing at 2020-02: filled",
            "record 3: x is missing at 2020-03: filled",
            "record 4: x is missing at 2020-04: filled");
  }

  @Test
  void readerWithoutMetadataIsRead() throws Exception {
    RecordReader reader = new ListStringRecordReader();
    reader.initialize(
        new ListStringSplit(List.of(List.of("2020-01-01", "3"), List.of("2020-01-02", "4"))));

    assertThat(FIRST_TWO.read("strings", reader).first()).containsExactly(3, 4);
  }

  @Test
  void recordsThatWereReadBeforeAreNotReadAgain() {
    RecordReader reader = texts("1,1;2,2;3,3");
    reader.next();

    assertThat(FIRST_TWO.read("rest", reader).first()).containsExactly(2, 3);
    assertThat(reader.hasNext()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,1;2,two;3,3      | record 2 of sales: x is 'two'; it must be a number from -1e100 to 1e100",
        "1,1;2,1e101;3,3    | record 2 of sales: x is '1e101'",
        "1,1;2,-1e101;3,3   | x is '-1e101'; it must be a number from -1e100 to 1e100",
        "1,1;soon,2;3,3     | record 2 of sales: 'soon' is not a valid time",
        "1,1;2              | record 2 of sales has no column 1, counted from 0; its fields are [2]",
        "1,1;3,3;2,2        | sales: record 3: 2 comes after 3; sort the rows by time",
        "1,1;2,2;2,2        | sales: record 3: 2 is already in record 2, with the same value",
        "1,1;2,2;2,3        | sales: record 3: 2 is already in record 2, with a different value",
        "1,1;2,2;4,4;5,5    | sales: record 3: 1 row is missing before 4, from 3 on",
        "1,1;2,;3,3         | sales: record 2: x is missing at 2",
      })
  void recordThatIsWrongIsNamed(String rows, String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FIRST_TWO.read("sales", texts(rows)))
        .withMessageContaining(message);
  }

  @Test
  void lineIsNamedWhereTheReaderKnowsIt() throws Exception {
    Path file = Files.writeString(folder.resolve("s.csv"), "t,x\n1,1\n\n2,two\n");
    RecordReader reader = new CSVRecordReader(1);
    reader.initialize(new FileSplit(file.toFile()));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FIRST_TWO.read("sales", reader))
        .withMessageContaining("line 4 of sales: x is 'two'");
  }

  @Test
  void fieldThatIsNoNumberAtAllIsNamed() {
    RecordReader bytes = reader(row(new Text("1"), new BytesWritable(new byte[4])));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FIRST_TWO.read("sales", bytes))
        .withMessageContaining("record 1 of sales: x is ");
  }

  @Test
  void nothingToReadIsAnError() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FIRST_TWO.read("sales", reader()))
        .withMessageContaining("sales has no records");
  }

  @Test
  void stepsOfASequenceAreRows() {
    List<List<Writable>> sequence =
        List.of(
            List.of(new IntWritable(5), new DoubleWritable(0.5)),
            List.of(new IntWritable(6), new DoubleWritable(0.25)));

    TimeSeries read =
        FIRST_TWO.read("sales", new CollectionSequenceRecordReader(List.of(sequence)));

    assertThat(read.first()).containsExactly(0.5, 0.25);
    assertThat(read.axis()).isEqualTo(TimeAxis.counted(5, 1));
  }

  @Test
  void recordsWithoutAnOrderAreSorted() {
    Writable[][] records = {
      row(new IntWritable(7), new DoubleWritable(3)),
      row(new IntWritable(5), new DoubleWritable(1)),
      row(new IntWritable(6), new DoubleWritable(2))
    };

    TimeSeries read = FIRST_TWO.readUnordered("sales", reader(records));

    assertThat(FIRST_TWO.format().gaps()).isEqualTo(GapPolicy.ERROR);
    assertThat(read.first()).containsExactly(1, 2, 3);
    assertThat(read.repairs()).isEmpty();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FIRST_TWO.read("sales", reader(records)))
        .withMessageContaining("sort the rows by time");
  }

  @Test
  void columnsOfATableInMemoryAreFoundAsInAFile() {
    List<String> columns = List.of("store", "sold", "day", "note");
    List<List<String>> rows =
        List.of(List.of("a", "1,5", "31.01.2024", "x"), List.of("a", "2", "01.02.2024", ""));

    SeriesColumns found =
        SeriesColumns.of(
            "the table", columns, rows, new SeriesColumns.Chosen("", List.of(), "STORE"));

    assertThat(found.time()).isEqualTo(2);
    assertThat(found.series()).containsExactly(0);
    assertThat(found.names()).containsExactly("sold");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                SeriesColumns.of(
                    "the table", columns, rows, new SeriesColumns.Chosen("", List.of(), "shop")))
        .withMessage("the table has no column 'shop'; its columns are store, sold, day, note");
  }

  @Test
  void severalSequencesAreNoSeries() {
    List<List<Writable>> sequence = List.of(List.of(new IntWritable(0), new DoubleWritable(0.5)));
    RecordReader none = new CollectionSequenceRecordReader(List.of());
    RecordReader two = new CollectionSequenceRecordReader(List.of(sequence, sequence));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FIRST_TWO.read("sales", none))
        .withMessageContaining("sales has no records");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FIRST_TWO.read("sales", two))
        .withMessageContaining("sales has more than one sequence");
  }

  @Test
  void columnsMustBeThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesRecords(0, List.of(), GapPolicy.ERROR))
        .withMessageContaining("at least one value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesRecords(-1, FIRST_TWO.variables(), GapPolicy.ERROR))
        .withMessageContaining("the time is in column -1");
  }
}
