package io.github.rnn4j.charlm.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * The compressor {@code xz} as a language model: the bits that the held-out text costs after the
 * training text.
 *
 * <p>That is {@code 8 (size(training + heldOut) - size(training))} bits, with sizes in bytes. The
 * header does not count, and the compressor makes full use of the training text. It uses the
 * strongest settings ({@code -9e}), with a dictionary that holds the whole text.
 *
 * <p>Source: I. Pavlov, L. Collin, <cite>The .xz File Format</cite>, version 1.2.1 (2024), <a
 * href="https://tukaani.org/xz/xz-file-format.txt">tukaani.org/xz/xz-file-format.txt</a>.
 */
public final class Xz {

  private static final int MOST_DICTIONARY = 1 << 26; // as with -9; needs 11 times as much memory

  private Xz() {}

  /**
   * Measures the bits that each character of a text costs.
   *
   * @param training the text that is compressed first
   * @param heldOut the text to measure, one character or more
   * @return bits per Unicode code point of the held-out text, 0 or more
   * @throws IllegalArgumentException if there is nothing to measure
   */
  public static double bitsPerCharacter(String training, String heldOut) {
    if (heldOut.isEmpty()) {
      throw new IllegalArgumentException(
          "The held-out text is empty; it must have at least one character");
    }
    long bytes = size(training + heldOut) - size(training);
    return 8.0 * bytes / heldOut.codePointCount(0, heldOut.length());
  }

  /** Returns the size of the text as an xz file without a checksum, in bytes. */
  private static long size(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Counter counter = new Counter();
    try (XZOutputStream out = new XZOutputStream(counter, options(bytes.length), XZ.CHECK_NONE)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("counting bytes cannot fail", e);
    }
    return counter.bytes;
  }

  private static LZMA2Options options(int bytes) throws UnsupportedOptionsException {
    LZMA2Options options = new LZMA2Options(LZMA2Options.PRESET_MAX);
    options.setNiceLen(LZMA2Options.NICE_LEN_MAX);
    options.setDictSize(Math.max(LZMA2Options.DICT_SIZE_MIN, Math.min(bytes, MOST_DICTIONARY)));
    return options;
  }

  private static final class Counter extends OutputStream {

    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      bytes += len;
    }
  }
}
