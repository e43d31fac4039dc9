package io.github.rnn4j.datasets.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextFormat;
import io.github.rnn4j.datasets.reviews.ImdbReviews.Part;
import io.github.rnn4j.datasets.table.TableFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImdbArchiveTest {

  @TempDir Path folder;

  private static List<LabelledText> read(Path archive) {
    return ImdbReviews.at(archive).part(Part.TRAIN).read();
  }

  private List<LabelledText> readLimited(PackedReviews archive, ArchiveLimits limits) {
    return new ImdbArchive(archive.writeTo(folder).toFile(), Part.TRAIN, limits, false).read();
  }

  @Test
  void reviewsOfAFilmAreAGroupIfThatIsAskedFor() throws IOException {
    String other = "http://www.imdb.com/title/tt0000002/usercomments\n";
    Path archive =
        PackedReviews.small() // positive reviews 9 and 10, negative ones 0 and 2
            .add(
                "aclImdb/train/urls_pos.txt",
                other.repeat(9) + "http://www.imdb.com/title/tt0000001/usercomments\n" + other)
            .add("aclImdb/train/urls_neg.txt", "http://www.imdb.com/title/tt0000001/usercomments")
            .writeTo(folder);
    LabelledTextFormat byFilm =
        new LabelledTextFormat(TableFormat.DETECTED, "", "", ImdbReviews.FILM, "");

    assertThat(ImdbReviews.at(archive, byFilm).part(Part.TRAIN).read())
        .extracting(LabelledText::group)
        .containsExactly("tt0000001", "", "tt0000001", "tt0000002");
    assertThat(read(archive)).extracting(LabelledText::group).containsOnly("");
  }

  @Test
  void reviewsComeByLabelAndNumberWhateverTheOrderOfTheArchive() {
    Path archive = PackedReviews.small().writeTo(folder);

    List<LabelledText> reviews = read(archive);

    assertThat(reviews)
        .containsExactly(
            new LabelledText("bad 0", 0),
            new LabelledText("bad 2<br />\u0085next", 0),
            new LabelledText("good 9 caf\u00e9", 1),
            new LabelledText("good 10", 1));
  }

  @Test
  void allIsTrainThenTest() {
    ImdbReviews reviews = ImdbReviews.at(PackedReviews.small().writeTo(folder));

    List<LabelledText> all = reviews.part(Part.ALL).read();

    assertThat(all)
        .containsExactlyElementsOf(
            Stream.of(Part.TRAIN, Part.TEST).flatMap(p -> reviews.part(p).stream()).toList());
    assertThat(all).hasSize(6);
  }

  @Test
  void readingWritesNothingToDisk() throws IOException {
    Path archive =
        PackedReviews.small().add("../../outside/train/pos/77_9.txt", "escaped").writeTo(folder);

    List<LabelledText> reviews = read(archive);

    assertThat(reviews).contains(new LabelledText("escaped", 1));
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(archive);
    }
  }

  @Test
  void linksAndDevicesInPlaceOfReviewsAreIgnored() {
    Path archive =
        PackedReviews.small()
            .addLink("aclImdb/train/pos/50_9.txt", "/etc/passwd")
            .addDevice("aclImdb/train/pos/51_9.txt")
            .writeTo(folder);

    assertThat(read(archive)).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99})
  void aTruncatedArchiveIsRefused(double share) throws IOException {
    byte[] whole = PackedReviews.small().packed();
    int length = Math.max(3, (int) (share * whole.length));
    Path archive = Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(whole, length));

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cut.tar.gz")
        .hasMessageContaining("truncated")
        .hasMessageNotContaining("null")
        .hasMessageContaining(ImdbReviews.ORIGINAL.uri().toString());
  }

  @Test
  void aTruncatedTarInsideWholeGzipIsRefused() throws IOException {
    byte[] tar = new byte[700]; // a header and a part of the content it announces
    PackedReviews big = new PackedReviews().add("aclImdb/train/pos/0_9.txt", new byte[5000]);
    byte[] whole = unpacked(big);
    System.arraycopy(whole, 0, tar, 0, tar.length);
    Path archive = Files.write(folder.resolve("cut.tar.gz"), PackedReviews.gzip(tar));

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("truncated");
  }

  @Test
  void aFlippedBitIsNoticedByTheChecksumOfGzip() throws IOException {
    byte[] packed = PackedReviews.small().packed();
    packed[packed.length - 6] ^= 1; // in the CRC-32, after the last byte of data
    Path archive = Files.write(folder.resolve("flipped.tar.gz"), packed);

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void gzipOfLabelledLinesIsNoArchive() throws IOException {
    byte[] text = "1\tgood\n0\tbad\n".repeat(200).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Path archive = Files.write(folder.resolve("reviews.gz"), PackedReviews.gzip(text));

    ImdbReviews reviews = ImdbReviews.at(archive);
    assertThat(reviews.hasParts()).isFalse();
    assertThat(reviews.part(Part.ALL).stream()).hasSize(400);
  }

  @Test
  void anArchiveWithoutReviewsSaysWhichLayoutIsExpected() {
    Path archive = new PackedReviews().add("photos/1.jpg", "x").writeTo(folder);

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("contains no reviews")
        .hasMessageContaining("{train,test}/{pos,neg}");
  }

  @Test
  void anArchiveWithoutOneClassNamesIt() {
    Path archive = new PackedReviews().add("aclImdb/train/pos/0_9.txt", "good").writeTo(folder);

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no negative reviews");
  }

  @Test
  void aTextThatIsNotUtf8IsNamed() {
    Path archive =
        PackedReviews.small()
            .add("aclImdb/train/pos/3_9.txt", new byte[] {'a', (byte) 0xe9, 'b'})
            .writeTo(folder);

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("aclImdb/train/pos/3_9.txt")
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aReviewTwiceIsRefused() {
    Path archive = PackedReviews.small().add("other/train/pos/9_8.txt", "again").writeTo(folder);

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'other/train/pos/9_8.txt' twice");
  }

  @Test
  void aMisnamedReviewIsNotLeftOutInSilence() {
    Path archive = PackedReviews.small().add("aclImdb/train/pos/best.txt", "x").writeTo(folder);

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("aclImdb/train/pos/best.txt' in archive " + archive)
        .hasMessageContaining("<id>_<rating>.txt");
  }

  @Test
  void anOversizedReviewIsRefusedBeforeItIsRead() {
    PackedReviews archive =
        PackedReviews.small().add("aclImdb/train/pos/4_9.txt", new byte[(1 << 20) + 1]);

    assertThatThrownBy(() -> readLimited(archive, ArchiveLimits.DEFAULT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("aclImdb/train/pos/4_9.txt")
        .hasMessageContaining("1,048,576");
  }

  @Test
  void aZipBombInAnEntryThatIsOnlySkippedIsStopped() {
    ArchiveLimits limits = new ArchiveLimits(1 << 20, 1000, 1 << 20, 1 << 16);
    PackedReviews archive = PackedReviews.small().add("aclImdb/extra.bin", new byte[2 << 20]);

    assertThatThrownBy(() -> readLimited(archive, limits))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("unpacks to more")
        .hasMessageContaining("1,048,576");
  }

  @Test
  void aBombAfterTheLastEntryIsStopped() throws IOException {
    ArchiveLimits limits = new ArchiveLimits(1 << 20, 1000, 1 << 20, 1 << 16);
    byte[] honest = unpacked(PackedReviews.small());
    Path archive =
        Files.write(
            folder.resolve("tail.tar.gz"),
            PackedReviews.gzip(Arrays.copyOf(honest, honest.length + (2 << 20))));

    assertThatThrownBy(() -> new ImdbArchive(archive.toFile(), Part.TRAIN, limits, false).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("unpacks to more");
  }

  @Test
  void anEndlessNameIsStopped() {
    ArchiveLimits limits = new ArchiveLimits(1 << 20, 1000, 1 << 30, 1 << 16);
    PackedReviews archive = PackedReviews.small().addLongName(1 << 20);

    assertThatThrownBy(() -> readLimited(archive, limits))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("65,536 bytes of headers between two entries");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damagedBytesGiveReviewsOrADataExceptionAndNothingElse(long seed) throws IOException {
    byte[] tar = unpacked(PackedReviews.small());
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 100; round++) {
      byte[] damaged = tar.clone();
      for (int flips = 0; flips < 1 + round / 10; flips++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path archive = Files.write(folder.resolve("fuzz.tar.gz"), PackedReviews.gzip(damaged));
      try {
        assertThat(read(archive)).hasSizeBetween(2, 4);
      } catch (DataException e) {
        refused++;
        assertThat(e).hasMessageContaining("fuzz.tar.gz");
      }
    }
    assertThat(refused).isBetween(10, 99);
  }

  private static byte[] unpacked(PackedReviews reviews) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(reviews.packed()))) {
      return in.readAllBytes();
    }
  }

  @Test
  void tooManyEntriesAreStopped() {
    ArchiveLimits limits = new ArchiveLimits(1 << 20, 9, 1 << 30, 1 << 20);

    assertThat(readLimited(PackedReviews.small(), new ArchiveLimits(1 << 20, 10, 1 << 30, 1 << 20)))
        .hasSize(4);
    assertThatThrownBy(() -> readLimited(PackedReviews.small(), limits))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("9 entries");
  }
}
