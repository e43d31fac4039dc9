package io.github.rnn4j.datasets.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import io.github.rnn4j.datasets.reviews.ImdbReviews.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImdbReviewsTest {

  @TempDir Path folder;

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void writeSmall() throws IOException {
    write("aclImdb/train/pos/10_7.txt", "good 10");
    write("aclImdb/train/pos/9_8.txt", "good 9 caf\u00e9");
    write("aclImdb/train/pos/.DS_Store", "x");
    write("aclImdb/train/unsup/0_0.txt", "no label");
    write("aclImdb/train/neg/2_1.txt", "bad 2<br />\u0085next");
    write("aclImdb/train/neg/0_3.txt", "bad 0");
    write("aclImdb/test/pos/0_10.txt", "test good 0");
    write("aclImdb/test/neg/1_4.txt", "test bad 1");
  }

  @Test
  void theDirectoryItsParentAndTheArchiveGiveTheSameReviews() throws IOException {
    writeSmall();
    Path archive = PackedReviews.small().writeTo(folder);

    for (Part part : Part.values()) {
      List<LabelledText> expected = ImdbReviews.at(archive).part(part).read();

      assertThat(ImdbReviews.at(folder.resolve("aclImdb")).part(part).read()).isEqualTo(expected);
      assertThat(ImdbReviews.at(folder).part(part).read()).isEqualTo(expected);
    }
  }

  @Test
  void theFormIsSeenFromTheContents() throws IOException {
    writeSmall();
    Path lines = write("lines.txt", "1\tgood\n0\tbad\n");
    Path archive = Files.move(PackedReviews.small().writeTo(folder), folder.resolve("renamed"));

    assertThat(ImdbReviews.at(archive).part(Part.TRAIN).read()).hasSize(4);
    assertThat(ImdbReviews.at(archive).hasParts()).isTrue();
    assertThat(ImdbReviews.at(lines).hasParts()).isFalse();
    assertThat(ImdbReviews.at(lines).part(Part.ALL).read()).hasSize(2);
  }

  @Test
  void sourcesSayWhatTheyAre() throws IOException {
    writeSmall();

    LabelledTextSource source = ImdbReviews.at(folder).part(Part.TEST);

    assertThat(source.name()).isEqualTo("aclImdb, test");
    assertThat(source.uri()).isEqualTo(folder.resolve("aclImdb").toUri());
    assertThat(source.synthetic()).isFalse();
  }

  @Test
  void aTextFileHasNoTestPart() throws IOException {
    Path lines = write("lines.txt", "1\tgood\n0\tbad\n");

    assertThatThrownBy(() -> ImdbReviews.at(lines).part(Part.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no test part");
  }

  @Test
  void whatIsNotThereIsNamedTogetherWithTheExpectedLayout() {
    assertThatThrownBy(() -> ImdbReviews.at(folder.resolve("nowhere.tar.gz")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("nowhere.tar.gz")
        .hasMessageContaining("aclImdb/{train,test}/{pos,neg}");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Path empty = write("aclImdb_v1.tar.gz", "");

    assertThatThrownBy(() -> ImdbReviews.at(empty))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is empty; download it again from https://");
  }

  @Test
  void anEmptyTableSaysWhatATableHolds() throws IOException {
    Path empty = write("reviews.tsv", "");

    assertThatThrownBy(() -> ImdbReviews.at(empty))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("reviews.tsv is empty; each text needs a label")
        .hasMessageNotContaining("https://");
  }

  @Test
  void aFileNamedAsPackedThatIsNotPackedIsRefused() throws IOException {
    Path page = write("aclImdb_v1.tar.gz", "<html>Sign in to this network</html>");

    assertThatThrownBy(() -> ImdbReviews.at(page))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not compressed with gzip");
  }

  @Test
  void aDirectoryLaidOutOtherwiseIsRefused() throws IOException {
    write("data/pos/0_9.txt", "good");

    assertThatThrownBy(() -> ImdbReviews.at(folder.resolve("data")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has neither a folder for each class")
        .hasMessageContaining("aclImdb/{train,test}/{pos,neg}");
  }

  @Test
  void aDirectoryWithoutOneClassIsRefused() throws IOException {
    write("aclImdb/train/pos/0_9.txt", "good");

    assertThatThrownBy(() -> ImdbReviews.at(folder).part(Part.TRAIN).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("neg");

    Files.createDirectories(folder.resolve("aclImdb/train/neg"));

    assertThatThrownBy(() -> ImdbReviews.at(folder).part(Part.TRAIN).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no negative reviews");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aclImdb", "aclImdb/train", "aclImdb/train/pos", "aclImdb/train/pos/9_8.txt"})
  void linksInsideTheFolderAreNotFollowed(String place) throws IOException {
    writeSmall();
    Path inside = folder.resolve(place);
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere")).resolve("it");
    Files.move(inside, elsewhere);
    Files.createSymbolicLink(inside, elsewhere);

    assertThatThrownBy(() -> ImdbReviews.at(folder).part(Part.TRAIN).read())
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is a link, and links inside a folder of reviews are not followed; put the file or folder itself there, or remove the link",
            inside);
  }

  @Test
  void theFolderItselfMayBeALink() throws IOException {
    writeSmall();
    write("aclImdb/README", "none");
    Files.createSymbolicLink(
        folder.resolve("aclImdb/train/pos/README"), folder.resolve("aclImdb/README"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("aclImdb"));

    assertThat(ImdbReviews.at(link).part(Part.TRAIN).read()).hasSize(4);
  }

  @Test
  void damagedFilesOfADirectoryAreNamed() throws IOException {
    writeSmall();
    Path latin = write("aclImdb/train/neg/5_1.txt", "");
    Files.write(latin, new byte[] {'a', (byte) 0xff});
    LabelledTextSource train = ImdbReviews.at(folder).part(Part.TRAIN);

    assertThatThrownBy(train::read)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("5_1.txt")
        .hasMessageContaining("UTF-8");

    Files.write(latin, new byte[(1 << 20) + 1]);

    assertThatThrownBy(train::read)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("5_1.txt")
        .hasMessageContaining("1,048,576");
  }
}
