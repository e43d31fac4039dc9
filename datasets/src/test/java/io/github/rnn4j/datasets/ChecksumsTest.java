package io.github.rnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
