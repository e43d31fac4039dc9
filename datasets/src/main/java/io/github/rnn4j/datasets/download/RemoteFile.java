package io.github.rnn4j.datasets.download;

import io.github.rnn4j.datasets.Checksums;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A published file: where to download it and how to check that it is complete.
 *
 * @param name its name in the cache: letters, digits, dot, dash and underscore
 * @param uri its address, {@code https} or {@code http}
 * @param bytes its size in bytes, at least 1
 * @param sha256 its SHA-256 as 64 hexadecimal digits; stored in lower case
 */
public record RemoteFile(String name, URI uri, long bytes, String sha256) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the values.
   *
   * @param name its name in the cache
   * @param uri its address
   * @param bytes its size
   * @param sha256 its SHA-256
   * @throws NullPointerException if a value is null
   * @throws IllegalArgumentException if a value is not allowed; the message names it
   */
  public RemoteFile {
    Objects.requireNonNull(uri, "uri");
    sha256 = sha256.toLowerCase(Locale.ROOT);
    require(NAME.matcher(name).matches(), "name", name, "a plain file name");
    require(
        "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()),
        "uri",
        uri,
        "an https or http address");
    require(bytes > 0, "bytes", bytes, "the published size, at least 1");
    require(SHA_256.matcher(sha256).matches(), "sha256", sha256, "64 hexadecimal digits");
  }

  /**
   * Returns whether the file at a path is the published one. Compares the size first, and the
   * contents only if the size is equal.
   *
   * @throws IOException if it cannot be read
   */
  public boolean isAt(Path path) throws IOException {
    return Files.size(path) == bytes && Checksums.sha256(path).equals(sha256);
  }

  private static void require(boolean legal, String field, Object value, String expected) {
    if (!legal) {
      throw new IllegalArgumentException(field + " is '" + value + "'; it must be " + expected);
    }
  }
}
