package io.github.rnn4j.datasets.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.download.DownloadProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownTextTest {

  @TempDir Path folder;

  @Test
  void textsAreFoundByName() {
    assertThat(KnownText.named("mysterious-island")).contains(KnownText.MYSTERIOUS_ISLAND);
    assertThat(KnownText.named("dinos")).contains(KnownText.DINOS);
    assertThat(KnownText.named("synthetic")).contains(KnownText.SYNTHETIC);
    assertThat(KnownText.named("Dinos")).isEmpty();
  }

  @Test
  void theSyntheticTextNeedsNoNetwork() {
    TextSource text = KnownText.SYNTHETIC.open(offline());

    assertThat(text.synthetic()).isTrue();
    assertThat(text.read()).hasSizeBetween(150_000, 152_000);
  }

  @Test
  void withoutANetworkTheMessageSaysHowToGetTheFileByHand() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> KnownText.MYSTERIOUS_ISLAND.open(offline()))
        .withMessageContaining("https://www.gutenberg.org/files/1268/1268-0.txt")
        .withMessageContaining(folder.resolve("1268-0.txt").toString());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> KnownText.DINOS.open(offline()))
        .withMessageContaining(folder.resolve("dinos.txt").toString());
  }

  @Test
  void anotherFileOfThatNameIsRefused() throws IOException {
    Files.writeString(folder.resolve("dinos.txt"), "Aachenosaurus\n");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> KnownText.DINOS.open(offline()))
        .withMessageContaining("is not the published file (14 bytes");
  }

  @Test
  void aNovelThatIsNotWholeIsAnError() throws IOException {
    Path file = folder.resolve("book.txt");
    Files.writeString(file, "x THE MYSTERIOUS ISLAND End of the Project Gutenberg");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new MysteriousIsland(file.toFile()).read())
        .withMessageContaining("has 22 characters")
        .withMessageContaining("1112350, 80 of them distinct");
  }

  /** Real data, where they are: system property rnn4j.data or variable RNN4J_DATA. */
  @Test
  void thePublishedFilesAreKnownByTheirContents() throws IOException {
    String data = System.getProperty("rnn4j.data", System.getenv("RNN4J_DATA"));
    assumeTrue(data != null, "neither -Drnn4j.data nor RNN4J_DATA names the folder of real data");
    Path names = Path.of(data, "dinos", "dinos.txt");
    assumeTrue(Files.exists(names), "there is no " + names);
    Path copy = Files.copy(names, folder.resolve("other-name.txt"));

    TextSource text = PlainText.at(copy);

    assertThat(text.name()).isEqualTo("names of dinosaurs");
    assertThat(text.read()).startsWith("aachenosaurus\n");
  }

  private DataCache offline() {
    return new DataCache(folder, true, DownloadProgress.SILENT);
  }
}
