package io.github.rnn4j.datasets.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.text.TextRecordReader.Unit;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSequenceReaderTest {

  @TempDir Path folder;

  /** Returns 1 for a, 2 for b and so on. */
  private static int[] letters(String text) {
    return text.chars().map(letter -> letter - 'a' + 1).toArray();
  }

  private static TextRecordReader lines(String text) {
    return new TextRecordReader(
        PlainText.standardInput(new ByteArrayInputStream(text.getBytes(UTF_8))), Unit.LINE);
  }

  private static List<String> all(TokenSequenceReader reader) {
    List<String> sequences = new ArrayList<>();
    while (reader.hasNext()) {
      sequences.add(reader.sequenceRecord().toString());
    }
    return sequences;
  }

  @Test
  void textBecomesOneStepPerToken() {
    TokenSequenceReader reader =
        TokenSequenceReader.indices(lines("abc\nb"), TokenSequenceReaderTest::letters);

    assertThat(all(reader)).containsExactly("[[1], [2], [3]]", "[[2]]");
    reader.reset();
    assertThat(all(reader)).containsExactly("[[1], [2], [3]]", "[[2]]");
  }

  @Test
  void stepOfNextTokensHasTheTokenAndItsSuccessor() {
    TokenSequenceReader reader =
        TokenSequenceReader.nextTokens(lines("abc\nba"), TokenSequenceReaderTest::letters);

    assertThat(all(reader)).containsExactly("[[1, 2], [2, 3]]", "[[2, 1]]");
  }

  @Test
  void textWithoutEnoughTokensIsNamed() {
    TokenSequenceReader next =
        TokenSequenceReader.nextTokens(lines("ab\na"), TokenSequenceReaderTest::letters);
    TokenSequenceReader indices = TokenSequenceReader.indices(lines("ab"), text -> new int[0]);
    TokenSequenceReader noText =
        TokenSequenceReader.indices(
            new CollectionRecordReader(List.of(List.<Writable>of())),
            TokenSequenceReaderTest::letters);
    next.sequenceRecord();

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(next::sequenceRecord)
        .withMessage("record 2 has 1 tokens; it needs at least 2");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(indices::nextSequence)
        .withMessage("record 1 has 0 tokens; it needs at least 1");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(noText::sequenceRecord)
        .withMessageContaining("record 1 has no value");
  }

  @Test
  void splitIsPassedOnToTheReaderOfTheTexts() throws Exception {
    Path file = Files.writeString(folder.resolve("names.txt"), "ab\nc\n");
    try (TokenSequenceReader reader =
        TokenSequenceReader.indices(
            new TextRecordReader(Unit.LINE), TokenSequenceReaderTest::letters)) {
      reader.initialize(new FileSplit(file.toFile()));

      assertThat(all(reader)).containsExactly("[[1], [2]]", "[[3]]");
    }
  }

  @Test
  void sequencesAreFoundAgainByTheMetaDataOfTheirTexts() throws Exception {
    TokenSequenceReader reader =
        TokenSequenceReader.indices(lines("ab\nba\nc"), TokenSequenceReaderTest::letters);
    reader.nextSequence();
    SequenceRecord second = reader.nextSequence();

    SequenceRecord again = reader.loadSequenceFromMetaData(second.getMetaData());

    assertThat(again.getSequenceRecord()).isEqualTo(second.getSequenceRecord());
    assertThat(again.getSequenceRecord()).hasToString("[[2], [1]]");
  }

  @Test
  void streamIsOneSequence() throws Exception {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream("ab".getBytes(UTF_8)));

    assertThat(
            TokenSequenceReader.indices(lines("c"), TokenSequenceReaderTest::letters)
                .sequenceRecord(URI.create("x:y"), in))
        .hasToString("[[1], [2]]");
  }

  @Test
  void singleRecordsAreNotSupported() {
    TokenSequenceReader reader =
        TokenSequenceReader.indices(
            new CollectionRecordReader(List.of(List.<Writable>of(new Text("a")))),
            TokenSequenceReaderTest::letters);

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(reader::next)
        .withMessageContaining("sequenceRecord()");
  }
}
