package io.github.rnn4j.datasets.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import io.github.rnn4j.datasets.reviews.ImdbReviews.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.records.listener.impl.LogRecordListener;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewRecordReaderTest {

  @TempDir Path folder;

  private ReviewRecordReader reader() {
    return new ReviewRecordReader(
        ImdbReviews.at(PackedReviews.small().writeTo(folder)).part(Part.TRAIN));
  }

  private static List<List<Writable>> readAll(ReviewRecordReader reader) {
    List<List<Writable>> records = new ArrayList<>();
    while (reader.hasNext()) {
      records.add(reader.next());
    }
    return records;
  }

  @Test
  void aRecordIsTextAndLabel() {
    try (ReviewRecordReader reader = reader()) {
      assertThat(reader.next()).containsExactly(new Text("bad 0"), new IntWritable(0));
      assertThat(reader.getLabels()).containsExactly("negative", "positive");
    }
  }

  @Test
  void resetStartsAgainAtTheFirstRecord() {
    try (ReviewRecordReader reader = reader()) {
      List<List<Writable>> first = readAll(reader);

      reader.reset();

      assertThat(reader.resetSupported()).isTrue();
      assertThat(readAll(reader)).isEqualTo(first).hasSize(4);
    }
  }

  @Test
  void severalRecordsComeAtOnceAndFewerAtTheEnd() {
    try (ReviewRecordReader reader = reader()) {
      assertThat(reader.batchesSupported()).isTrue();
      assertThat(reader.next(3)).hasSize(3);
      assertThat(reader.next(3)).hasSize(1);
      assertThatThrownBy(() -> reader.next(3))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageContaining("all 4 reviews");
      assertThatThrownBy(() -> reader.next(0)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aFileSplitNamesArchiveOrDirectory() throws Exception {
    Path archive = PackedReviews.small().writeTo(folder);
    Path unpacked = folder.resolve("unpacked/aclImdb");
    for (String name : List.of("train/pos/1_9.txt", "train/neg/1_2.txt")) {
      Files.createDirectories(unpacked.resolve(name).getParent());
      Files.writeString(unpacked.resolve(name), name);
    }

    try (ReviewRecordReader reader = new ReviewRecordReader(Part.TRAIN)) {
      reader.initialize(new FileSplit(archive.toFile()));
      assertThat(readAll(reader)).hasSize(4);
      reader.initialize(new FileSplit(unpacked.toFile()));
      assertThat(readAll(reader)).hasSize(2);
      reader.initialize(new CollectionInputSplit(List.of(archive.toUri())));
      assertThat(readAll(reader)).hasSize(4);
    }
  }

  @Test
  void aSplitOfSeveralPlacesIsRefused() throws Exception {
    CollectionInputSplit split =
        new CollectionInputSplit(List.of(URI.create("file:/a"), URI.create("file:/b")));

    try (ReviewRecordReader reader = new ReviewRecordReader(Part.TRAIN)) {
      assertThatThrownBy(() -> reader.initialize(split))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("2 locations");
    }
  }

  @Test
  void aReaderWithoutASourceSaysWhatToDo() {
    try (ReviewRecordReader reader = new ReviewRecordReader(Part.TRAIN)) {
      assertThatThrownBy(reader::hasNext)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("initialize");
    }
  }

  @Test
  void metadataBringARecordBackWithoutMovingTheReader() throws IOException {
    try (ReviewRecordReader reader = reader()) {
      Record first = reader.nextRecord();
      Record second = reader.nextRecord();
      List<RecordMetaData> wanted = List.of(second.getMetaData(), first.getMetaData());

      List<Record> loaded = reader.loadFromMetaData(wanted);

      assertThat(loaded)
          .extracting(Record::getRecord)
          .containsExactly(second.getRecord(), first.getRecord());
      assertThat(first.getMetaData().getURI())
          .isEqualTo(folder.resolve("aclImdb_v1.tar.gz").toUri());
      assertThat(reader.next().get(0)).isEqualTo(new Text("good 9 caf\u00e9"));
    }
  }

  @Test
  void listenersHearOfEachRecord() {
    List<Object> heard = new ArrayList<>();
    try (ReviewRecordReader reader = reader()) {
      reader.setListeners(
          new LogRecordListener() {
            @Override
            public void recordRead(
                org.datavec.api.records.reader.RecordReader from, Object record) {
              heard.add(record);
            }
          });

      assertThat(readAll(reader)).isEqualTo(heard);
    }
  }

  @Test
  void oneReviewIsReadFromAStreamAndItsAddress() throws IOException {
    byte[] text = "fine".getBytes(StandardCharsets.UTF_8);
    try (ReviewRecordReader reader = reader()) {
      assertThat(
              reader.record(
                  URI.create("file:/data/aclImdb/train/pos/3_8.txt"),
                  new DataInputStream(new ByteArrayInputStream(text))))
          .containsExactly(new Text("fine"), new IntWritable(1));
      assertThatThrownBy(
              () ->
                  reader.record(
                      URI.create("file:/data/3_8.txt"),
                      new DataInputStream(new ByteArrayInputStream(text))))
          .isInstanceOf(DataException.class);
    }
  }

  @Test
  void closingReleasesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.tsv"), "1\tgood\n0\tbad\n");
    boolean[] closed = new boolean[1];
    LabelledTextSource lines = ImdbReviews.at(file).part(Part.ALL);
    LabelledTextSource watched =
        new LabelledTextSource() {
          @Override
          public List<String> classes() {
            return Polarity.NAMES;
          }

          @Override
          public String name() {
            return lines.name();
          }

          @Override
          public URI uri() {
            return lines.uri();
          }

          @Override
          public java.util.stream.Stream<LabelledText> stream() {
            return lines.stream().onClose(() -> closed[0] = true);
          }
        };

    try (ReviewRecordReader reader = new ReviewRecordReader(watched)) {
      reader.next();
      assertThat(closed[0]).isFalse();
    }

    assertThat(closed[0]).isTrue();
  }

  @Test
  void aReaderSurvivesSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ReviewRecordReader reader = reader();
        ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      reader.next();
      out.writeObject(reader);
    }

    try (ObjectInputStream in =
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        ReviewRecordReader copy = (ReviewRecordReader) in.readObject()) {
      assertThat(readAll(copy)).hasSize(4);
    }
  }
}
