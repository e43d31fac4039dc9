package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.Checksums;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Computes the SHA-256 of labelled texts, independently of the file they came from. */
public final class LabelledTextChecksum {

  private LabelledTextChecksum() {}

  /**
   * Returns the SHA-256 of the texts of two classes in their order. Each text contributes its label
   * (one byte), the number of bytes of its text in UTF-8 (four bytes, big-endian), and these bytes.
   * The same texts give the same checksum whether they came from an archive, a folder or a file.
   *
   * @param texts the texts
   * @return 64 hexadecimal digits in lower case
   */
  public static String of(Iterable<LabelledText> texts) {
    return of(texts, List.of("", ""));
  }

  /**
   * Returns the SHA-256 of texts in their order. With more than two classes, it begins with their
   * number and names, and a label takes four bytes.
   *
   * @param texts the texts
   * @param classes the names of the classes; those of two classes do not count
   * @return 64 hexadecimal digits in lower case
   */
  public static String of(Iterable<LabelledText> texts, List<String> classes) {
    MessageDigest digest = Checksums.digest();
    boolean several = classes.size() > 2;
    if (several) {
      digest.update(number(classes.size()));
      classes.forEach(name -> add(digest, name));
    }
    for (LabelledText text : texts) {
      if (several) {
        digest.update(number(text.label()));
      } else {
        digest.update((byte) text.label());
      }
      add(digest, text.text());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(number(bytes.length));
    digest.update(bytes);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
