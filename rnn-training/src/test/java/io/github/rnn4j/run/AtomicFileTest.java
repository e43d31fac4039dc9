package io.github.rnn4j.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void oldContent() throws IOException {
    file = folder.resolve("last.zip");
    Files.writeString(file, "old");
  }

  @Test
  void replacesTheContent() throws IOException {
    AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));

    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("last.zip");
  }

  @Test
  void theOldContentStaysUntilTheNewOneIsWhole() {
    AtomicFile.write(
        file,
        out -> {
          out.write(new byte[1 << 20]);
          out.flush();
          assertThat(file).hasContent("old");
        });

    assertThat(file).hasSize(1 << 20);
  }

  @Test
  void aFullDiskInTheMiddleLeavesTheOldFileAndNoTemporary() throws IOException {
    FileContent failing =
        out -> {
          out.write(new byte[1 << 20]);
          throw new IOException("No space left on device");
        };

    assertThatThrownBy(() -> AtomicFile.write(file, failing))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            file.toString(), "No space left on device", "is intact", "choose another folder");

    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("last.zip");
  }

  @Test
  void anErrorOfTheWriterItselfLeavesTheOldFileAndNoTemporary() throws IOException {
    FileContent failing =
        out -> {
          out.write(1);
          throw new IllegalStateException("bug");
        };

    assertThatThrownBy(() -> AtomicFile.write(file, failing))
        .isInstanceOf(IllegalStateException.class);

    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("last.zip");
  }

  @Test
  void usesUpWhatAKilledProcessLeftBehind() throws IOException {
    Files.write(folder.resolve(AtomicFile.temporaryName("last.zip")), new byte[1000]);

    AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));

    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("last.zip");
  }

  @Test
  void aLinkInAStrangersFolderIsNotFollowed() throws IOException {
    Path elsewhere = folder.resolve("elsewhere.txt");
    Files.writeString(elsewhere, "mine");
    Files.createSymbolicLink(folder.resolve(AtomicFile.temporaryName("last.zip")), elsewhere);

    AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));

    assertThat(file).hasContent("new");
    assertThat(elsewhere).hasContent("mine");
  }

  @Test
  void aWriterMayCloseTheStream() {
    AtomicFile.write(
        file,
        out -> {
          out.write("new".getBytes(UTF_8));
          out.close();
        });

    assertThat(file).hasContent("new");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path elsewhere = folder.resolve("none").resolve("last.zip");

    assertThatThrownBy(() -> AtomicFile.write(elsewhere, out -> out.write(1)))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(elsewhere.toString(), "no such file or folder");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    }
  }
}
