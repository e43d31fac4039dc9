package io.github.rnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

  @TempDir Path folder;

  @Test
  void theChecksumOfAFileIsThatOfTheStandard() throws IOException {
    Path file = Files.writeString(folder.resolve("abc"), "abc");

    // The one-block example of NIST's SHA-256 test vectors.
    assertThat(Checksums.sha256(file))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> Checksums.sha256(missing))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void theChecksumOfReviewsIsTheDocumentedLayout() throws IOException {
    byte[] layout = {1, 0, 0, 0, 2, (byte) 0xc3, (byte) 0xa9, 0, 0, 0, 0, 0};
    Path file = Files.write(folder.resolve("layout"), layout);

    assertThat(Checksums.sha256(List.of(new Review("\u00e9", 1), new Review("", 0))))
        .isEqualTo(Checksums.sha256(file));
  }

  @Test
  void labelOrderAndTheBoundsOfTextsCount() {
    Review ab = new Review("ab", 0);
    Review c = new Review("c", 0);
    String checksum = Checksums.sha256(List.of(ab, c));

    assertThat(Checksums.sha256(List.of(c, ab))).isNotEqualTo(checksum);
    assertThat(Checksums.sha256(List.of(ab, new Review("c", 1)))).isNotEqualTo(checksum);
    assertThat(Checksums.sha256(List.of(new Review("a", 0), new Review("bc", 0))))
        .isNotEqualTo(checksum);
  }
}
