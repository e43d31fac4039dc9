package io.github.rnn4j.datasets.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.download.DownloadProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real texts, where they are: system property rnn4j.data or variable RNN4J_DATA. */
class RealTextTest {

  @TempDir Path folder;

  private static Path data(String name) {
    String real = System.getProperty("rnn4j.data", System.getenv("RNN4J_DATA"));
    assumeTrue(real != null, "neither -Drnn4j.data nor RNN4J_DATA names the folder of real data");
    Path file = Path.of(real).resolve(name);
    assumeTrue(Files.exists(file), "there is no " + file);
    return file;
  }

  @Test
  void theNovelHasTheTextbooksCharacters() throws IOException {
    Path file = data("mysterious-island/1268-0.txt");
    Files.copy(file, folder.resolve("1268-0.txt"));

    TextSource novel =
        KnownText.MYSTERIOUS_ISLAND.open(new DataCache(folder, true, DownloadProgress.SILENT));
    String text = novel.read();

    assertThat(text.codePointCount(0, text.length())).isEqualTo(1_112_350);
    assertThat(text.codePoints().distinct()).hasSize(80);
    assertThat(text).startsWith("THE MYSTERIOUS ISLAND").doesNotContain("\r", "Project Gutenberg");
  }

  @Test
  void theFileItselfIsRecognised() {
    Path file = data("mysterious-island/1268-0.txt");

    TextSource text = PlainText.at(file);

    assertThat(text.name()).isEqualTo("The Mysterious Island");
    assertThat(text.read()).hasSize(1_112_350);
  }

  @Test
  void namesOfDinosaursAreInSmallLetters() throws IOException {
    Files.copy(data("dinos/dinos.txt"), folder.resolve("dinos.txt"));

    String text = KnownText.DINOS.open(new DataCache(folder, true, DownloadProgress.SILENT)).read();

    assertThat(text).hasSize(19_909).startsWith("aachenosaurus\n");
    assertThat(text.chars().distinct()).hasSize(27);
    assertThat(text.lines()).hasSize(1_536);
  }
}
