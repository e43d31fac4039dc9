package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.rnn4j.datasets.DataException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesRecordReaderTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file =
        Files.writeString(
            folder.resolve("many values.csv"),
            "a,when,\"b, too\"\n1,2020-01-01, 2 \n\n3,2020-01-02,?\n5,2020-01-03,6\n");
  }

  private static List<String> rows(RecordReader reader) {
    List<String> rows = new ArrayList<>();
    while (reader.hasNext()) {
      rows.add(text(reader.next()));
    }
    return rows;
  }

  private static String text(List<Writable> record) {
    return String.join("|", record.stream().map(Writable::toString).toList());
  }

  @Test
  void recordIsTimeAndChosenValuesOfARow() {
    try (SeriesRecordReader reader = new SeriesRecordReader(file, "when", List.of("b, too", "a"))) {
      assertThat(reader.variables()).containsExactly("b, too", "a");
      assertThat(rows(reader))
          .containsExactly("2020-01-01|2|1", "2020-01-02|?|3", "2020-01-03|6|5");
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(reader::next)
          .withMessageContaining("reset()");
      reader.reset();
      assertThat(reader.next(2)).hasSize(2);
      assertThat(reader.next(2)).hasSize(1);
      assertThatIllegalArgumentException().isThrownBy(() -> reader.next(0));
    }
  }

  @Test
  void fileSplitSaysWhereTheFileIs() throws Exception {
    try (SeriesRecordReader reader = new SeriesRecordReader("when", List.of("a"))) {
      assertThatIllegalStateException()
          .isThrownBy(reader::hasNext)
          .withMessageContaining("initialize");

      reader.initialize(new Configuration(), new FileSplit(file.toFile()));

      assertThat(rows(reader)).containsExactly("2020-01-01|1", "2020-01-02|3", "2020-01-03|5");
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(
              () ->
                  reader.initialize(new CollectionInputSplit(List.of(file.toUri(), file.toUri()))))
          .withMessageContaining("2 locations");
    }
  }

  @Test
  void metadataHaveTheLineOfTheFileAndFindTheRecordAgain() {
    SeriesRecordReader reader = new SeriesRecordReader(file, "when", List.of());
    reader.next();
    Record second = reader.nextRecord();
    Record third = reader.nextRecord();

    List<Record> again =
        reader.loadFromMetaData(List.of(third.getMetaData(), second.getMetaData()));

    // the header is line 0, and line 2 is blank
    assertThat(((RecordMetaDataLine) second.getMetaData()).getLineNumber()).isEqualTo(3);
    assertThat(again)
        .extracting(Record::getRecord)
        .containsExactly(third.getRecord(), second.getRecord());
    assertThat(reader.hasNext()).isFalse();
    RecordMetaData blank = new RecordMetaDataLine(2, file.toUri(), SeriesRecordReader.class);
    assertThatIllegalArgumentException().isThrownBy(() -> reader.loadFromMetaData(blank));
  }

  @Test
  void rowWithoutItsHeaderIsNoRecord() {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[] {'1'}));

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> new SeriesRecordReader("", List.of()).record(file.toUri(), in))
        .withMessageContaining("header");
  }
}
