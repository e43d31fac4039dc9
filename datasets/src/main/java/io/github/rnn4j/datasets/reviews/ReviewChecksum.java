package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.Checksums;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Computes the SHA-256 of reviews, independently of the file they came from. */
public final class ReviewChecksum {

  private ReviewChecksum() {}

  /**
   * Returns the SHA-256 of reviews in their order. Each review contributes its label (one byte),
   * the number of bytes of its text in UTF-8 (four bytes, big-endian), and these bytes. The same
   * reviews give the same checksum whether they came from an archive, a folder or a text file.
   *
   * @param reviews the reviews
   * @return 64 hexadecimal digits in lower case
   */
  public static String of(Iterable<Review> reviews) {
    MessageDigest digest = Checksums.digest();
    for (Review review : reviews) {
      byte[] text = review.text().getBytes(StandardCharsets.UTF_8);
      digest.update((byte) review.label());
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
      digest.update(text);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
