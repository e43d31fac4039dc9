package io.github.rnn4j.datasets.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRecordReaderTest {

  @TempDir Path folder;

  private TableRecordReader reader(String... columns) throws Exception {
    Path file =
        Files.writeString(folder.resolve("a.csv"), "id;stars;text\n1;5;\"good;\nfilm\"\n2;1;bad\n");
    TableRecordReader reader = new TableRecordReader(TableFormat.DETECTED, List.of(columns));
    reader.initialize(new FileSplit(file.toFile()));
    return reader;
  }

  private static List<String> texts(List<Writable> record) {
    return record.stream().map(Writable::toString).toList();
  }

  @Test
  void recordsHaveTheChosenColumns() throws Exception {
    try (TableRecordReader reader = reader("text", "#2")) {
      assertThat(reader.names()).containsExactly("text", "stars");
      assertThat(texts(reader.next())).containsExactly("good;\nfilm", "5");
      assertThat(texts(reader.next())).containsExactly("bad", "1");
      assertThat(reader.hasNext()).isFalse();
      assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);

      reader.reset();

      assertThat(reader.next(5)).hasSize(2);
    }
  }

  @Test
  void withoutNamesAllColumnsAreRead() throws Exception {
    try (TableRecordReader reader = reader()) {
      assertThat(texts(reader.next())).containsExactly("1", "5", "good;\nfilm");
    }
  }

  @Test
  void recordsAreReadAgainByTheirMetadata() throws Exception {
    try (TableRecordReader reader = reader("text")) {
      reader.next();
      Record second = reader.nextRecord();

      assertThat(second.getMetaData().getLocation()).contains("line 3"); // counted from 0
      assertThat(reader.loadFromMetaData(second.getMetaData())).isEqualTo(second);
    }
  }

  @Test
  void misuseIsExplained() throws IOException {
    try (TableRecordReader reader = new TableRecordReader(TableFormat.DETECTED, List.of())) {
      assertThatThrownBy(reader::hasNext).hasMessageContaining("call initialize(split) first");
      assertThatThrownBy(
              () -> reader.initialize(new org.datavec.api.split.CollectionInputSplit(List.of())))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("one file");
    }
  }
}
