package io.github.rnn4j.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Generates inputs that are slightly different from a good one. The same seed gives the same
 * inputs.
 */
final class Mutations {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern STRING = Pattern.compile("\"[^\"\n]*\"");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "7",
          "255",
          "65536",
          "1000000",
          "2147483647",
          "-2147483648",
          "4294967296",
          "9223372036854775807",
          "1e308",
          "1e999",
          "-0.0",
          "1e-320",
          "NaN",
          "Infinity",
          "0x10");

  private static final List<String> WORDS =
      List.of(
          "null",
          "true",
          "\"\"",
          "[]",
          "{}",
          "[[[[[[[[",
          "{\"a\":",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"java.lang.Runtime\"",
          "\"../../etc/passwd\"",
          "\0",
          "\uFEFF",
          "\r",
          "\n\n",
          ",,,",
          "\"",
          "<unk>",
          "@class",
          "%s%n",
          "\\",
          "𝕏");

  private final SplittableRandom random;

  Mutations(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Changes one to three places of a good input. */
  byte[] of(byte[] good) {
    byte[] bytes = good;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  /** Replaces one to four pieces of a good input by bytes that Jazzer chooses. */
  static byte[] of(byte[] good, FuzzedDataProvider data) {
    byte[] bytes = good;
    for (int i = data.consumeInt(1, 4); i > 0; i--) {
      int from = data.consumeInt(0, used(bytes));
      int to = Math.min(bytes.length, from + data.consumeInt(0, 64));
      bytes = spliced(bytes, from, to, data.consumeBytes(data.consumeInt(0, 64)));
    }
    return bytes;
  }

  /**
   * Returns the number of bytes up to the last that is not zero; a database ends with free space.
   */
  private static int used(byte[] bytes) {
    int used = bytes.length;
    while (used > 0 && bytes[used - 1] == 0) {
      used--;
    }
    return used;
  }

  private byte[] once(byte[] bytes) {
    int from = random.nextInt(used(bytes) + 1);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(1 << random.nextInt(10)));
    return switch (random.nextInt(9)) {
      case 0 -> bytes.length == 0 ? bytes : flipped(bytes);
      case 1 -> Arrays.copyOf(bytes, from);
      case 2 -> spliced(bytes, from, to, new byte[0]);
      case 3 -> spliced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
      case 4 -> spliced(bytes, from, from, pick(WORDS).getBytes(UTF_8));
      case 5 -> spliced(bytes, from, to, noise(to - from));
      case 6, 7 -> replaced(bytes, NUMBER, pick(NUMBERS));
      default -> replaced(bytes, STRING, pick(WORDS));
    };
  }

  private byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (byte) random.nextInt(256);
    }
    return noise;
  }

  private byte[] replaced(byte[] bytes, Pattern pattern, String by) {
    String text = new String(bytes, ISO_8859_1);
    List<MatchResult> found = new ArrayList<>(pattern.matcher(text).results().toList());
    if (found.isEmpty()) {
      return bytes;
    }
    MatchResult one = found.get(random.nextInt(found.size()));
    return spliced(bytes, one.start(), one.end(), by.getBytes(UTF_8));
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] by) {
    byte[] spliced = new byte[bytes.length - (to - from) + by.length];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(by, 0, spliced, from, by.length);
    System.arraycopy(bytes, to, spliced, from + by.length, bytes.length - to);
    return spliced;
  }

  private String pick(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }
}
