package io.github.rnn4j.datasets.labelled;

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

    assertThat(
            LabelledTextChecksum.of(
                List.of(new LabelledText("\u00e9", 1), new LabelledText("", 0))))
        .isEqualTo(Checksums.sha256(file));
  }

  @Test
  void labelOrderAndTheBoundsOfTextsCount() {
    LabelledText ab = new LabelledText("ab", 0);
    LabelledText c = new LabelledText("c", 0);
    String checksum = LabelledTextChecksum.of(List.of(ab, c));

    assertThat(LabelledTextChecksum.of(List.of(c, ab))).isNotEqualTo(checksum);
    assertThat(LabelledTextChecksum.of(List.of(ab, new LabelledText("c", 1))))
        .isNotEqualTo(checksum);
    assertThat(
            LabelledTextChecksum.of(List.of(new LabelledText("a", 0), new LabelledText("bc", 0))))
        .isNotEqualTo(checksum);
  }
}
