package io.github.rnn4j.spark.data;

import io.github.rnn4j.datasets.Checksums;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * SHA-256 checksums of texts, and their sum modulo 2^256, which does not depend on the order of the
 * texts.
 */
final class Digests {

  private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

  private Digests() {}

  /** Returns the checksum of a text, 32 bytes. */
  static byte[] of(String text) {
    return Checksums.digest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds two sums. */
  static BigInteger plus(BigInteger sum, BigInteger other) {
    return sum.add(other).mod(MODULUS);
  }

  /** Returns a checksum as a sum of one. */
  static BigInteger sum(byte[] digest) {
    return new BigInteger(1, digest);
  }

  /** Writes a sum as 64 hexadecimal digits. */
  static String hexadecimal(BigInteger sum) {
    return String.format("%064x", sum);
  }
}
