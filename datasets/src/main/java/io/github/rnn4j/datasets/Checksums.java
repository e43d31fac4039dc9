package io.github.rnn4j.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Computes SHA-256 checksums, for checking a download and for the provenance of a run.
 *
 * <p>Source: NIST (2015), <i>Secure Hash Standard</i>, FIPS 180-4, <a
 * href="https://doi.org/10.6028/NIST.FIPS.180-4">doi.org/10.6028/NIST.FIPS.180-4</a>.
 */
public final class Checksums {

  private Checksums() {}

  /**
   * Returns the SHA-256 of a file's bytes. The file is read in blocks.
   *
   * @param file a regular file
   * @return 64 hexadecimal digits in lower case
   * @throws DataException if the file cannot be read, or is a pipe or a device, which may not end
   */
  public static String sha256(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new DataException(file + " is not a regular file; use a file");
    }
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new DataException(
          "cannot read " + file + " (" + FileFailure.reason(e) + "); check the file", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Returns the SHA-256 of a text's bytes in UTF-8.
   *
   * @param text the text
   * @return 64 hexadecimal digits in lower case
   */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the SHA-256 of bytes.
   *
   * @param bytes the bytes
   * @return 64 hexadecimal digits in lower case
   */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** Returns a new SHA-256 digest, for data that arrives in blocks. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
