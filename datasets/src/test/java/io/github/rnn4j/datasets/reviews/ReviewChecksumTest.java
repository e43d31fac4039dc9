package io.github.rnn4j.datasets.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.datasets.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewChecksumTest {
  @TempDir Path folder;

  @Test
  void theChecksumOfReviewsIsTheDocumentedLayout() throws IOException {
    byte[] layout = {1, 0, 0, 0, 2, (byte) 0xc3, (byte) 0xa9, 0, 0, 0, 0, 0};
    Path file = Files.write(folder.resolve("layout"), layout);

    assertThat(ReviewChecksum.of(List.of(new Review("\u00e9", 1), new Review("", 0))))
        .isEqualTo(Checksums.sha256(file));
  }

  @Test
  void labelOrderAndTheBoundsOfTextsCount() {
    Review ab = new Review("ab", 0);
    Review c = new Review("c", 0);
    String checksum = ReviewChecksum.of(List.of(ab, c));

    assertThat(ReviewChecksum.of(List.of(c, ab))).isNotEqualTo(checksum);
    assertThat(ReviewChecksum.of(List.of(ab, new Review("c", 1)))).isNotEqualTo(checksum);
    assertThat(ReviewChecksum.of(List.of(new Review("a", 0), new Review("bc", 0))))
        .isNotEqualTo(checksum);
  }
}
