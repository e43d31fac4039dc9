package io.github.rnn4j.datasets.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.text.TextRecordReader.Unit;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.FileSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextRecordReaderTest {

  private static final TextSource NAMES =
      PlainText.standardInput(new ByteArrayInputStream("ada\r\n\nbo b\n😀".getBytes(UTF_8)));

  @TempDir Path folder;

  @Test
  void linesAreRecordsWithoutEmptyOnes() {
    TextRecordReader reader = new TextRecordReader(NAMES, Unit.LINE);

    assertThat(texts(reader)).containsExactly("ada", "bo b", "😀");
    assertThat(texts(reader)).isEmpty();
    reader.reset();
    assertThat(reader.next(2)).hasSize(2);
    assertThat(reader.next(2)).hasSize(1);
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(reader::next);
  }

  @Test
  void theWholeTextIsOneRecord() {
    assertThat(texts(new TextRecordReader(NAMES, Unit.WHOLE))).containsExactly("ada\n\nbo b\n😀");
  }

  @Test
  void aFileSplitSaysWhereTheTextIs() throws Exception {
    Path file = Files.writeString(folder.resolve("names.txt"), "ada\nbob\n");
    try (TextRecordReader reader = new TextRecordReader(Unit.LINE)) {
      assertThatIllegalStateException()
          .isThrownBy(reader::hasNext)
          .withMessageContaining("initialize");

      reader.initialize(new FileSplit(file.toFile()));

      assertThat(texts(reader)).containsExactly("ada", "bob");
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(
              () ->
                  reader.initialize(new CollectionInputSplit(List.of(file.toUri(), file.toUri()))))
          .withMessageContaining("2 locations");
    }
  }

  @Test
  void recordsAreFoundAgainByTheirMetaData() {
    TextRecordReader reader = new TextRecordReader(NAMES, Unit.LINE);
    reader.next();
    Record second = reader.nextRecord();

    Record again = reader.loadFromMetaData(second.getMetaData());

    assertThat(again.getRecord()).isEqualTo(second.getRecord());
    assertThat(reader.next().get(0)).hasToString("😀");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TextRecordReader(NAMES, Unit.WHOLE).loadFromMetaData(second.getMetaData()));
  }

  @Test
  void aStreamIsARecord() throws Exception {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream("ab".getBytes(UTF_8)));

    assertThat(new TextRecordReader(NAMES, Unit.LINE).record(URI.create("x:y"), in).get(0))
        .hasToString("ab");
  }

  private static List<String> texts(TextRecordReader reader) {
    List<String> texts = new ArrayList<>();
    while (reader.hasNext()) {
      texts.add(reader.next().get(0).toString());
    }
    return texts;
  }
}
