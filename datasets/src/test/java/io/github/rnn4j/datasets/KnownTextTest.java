package io.github.rnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
        .withMessageContaining("1112350 and 80");
  }

  private DataCache offline() {
    return new DataCache(folder, true, DownloadProgress.SILENT);
  }
}
