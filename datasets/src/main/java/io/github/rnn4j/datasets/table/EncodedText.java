package io.github.rnn4j.datasets.table;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.TextBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes the text of a file. A byte that is not valid is an error that names its position; Java's
 * own reader would replace it, or not say where it is.
 */
public final class EncodedText extends Reader {

  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] UTF_16BE_MARK = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] UTF_16LE_MARK = {(byte) 0xff, (byte) 0xfe};

  private final InputStream in;
  private final Path file;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private long before; // the number of bytes of the file that are no longer in the buffer
  private boolean atEnd;

  private EncodedText(InputStream in, Path file, Charset charset, int mark) {
    this.in = in;
    this.file = file;
    this.charset = charset;
    this.before = mark;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * Opens a file. A byte-order mark is skipped.
   *
   * @param file a file or a pipe; it may be compressed with gzip
   * @param encoding its character set; empty for UTF-8, or for UTF-16 if it begins with its mark
   * @return the text
   * @throws DataException if the file is a device or an archive; also from {@link #read}, if the
   *     text is not valid in this encoding or has a zero character
   * @throws IOException if the file cannot be read
   */
  public static EncodedText open(Path file, Optional<Charset> encoding) throws IOException {
    InputStream in = new BufferedInputStream(TextBytes.openEncoded(file), 1 << 16);
    in.mark(3);
    byte[] start = in.readNBytes(3);
    in.reset();
    Charset marked = marked(start);
    Charset charset = encoding.orElse(marked == null ? StandardCharsets.UTF_8 : marked);
    int mark = charset.equals(marked) ? (charset.equals(StandardCharsets.UTF_8) ? 3 : 2) : 0;
    in.skipNBytes(mark);
    return new EncodedText(in, file, charset, mark);
  }

  private static Charset marked(byte[] start) {
    if (begins(start, UTF_8_MARK)) {
      return StandardCharsets.UTF_8;
    }
    if (begins(start, UTF_16BE_MARK)) {
      return StandardCharsets.UTF_16BE;
    }
    return begins(start, UTF_16LE_MARK) ? StandardCharsets.UTF_16LE : null;
  }

  private static boolean begins(byte[] start, byte[] mark) {
    return start.length >= mark.length
        && Arrays.equals(start, 0, mark.length, mark, 0, mark.length);
  }

  /**
   * Returns the character set that the file is read with.
   *
   * @return the one that was given, or the one that was detected
   */
  public Charset charset() {
    return charset;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer out = CharBuffer.wrap(buffer, offset, length).slice();
    while (out.position() == 0) {
      CoderResult result = decoder.decode(bytes, out, atEnd);
      if (result.isError()) {
        throw notValid();
      }
      if (result.isOverflow() || out.position() > 0) {
        break;
      }
      if (atEnd) {
        return -1;
      }
      fill();
    }
    if (out.position() == 0) {
      throw new IOException("one char is too few for a character of two");
    }
    requireText(buffer, offset, out.position());
    return out.position();
  }

  private void fill() throws IOException {
    before += bytes.position();
    bytes.compact();
    int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
    atEnd = n < 0;
    bytes.position(bytes.position() + Math.max(n, 0));
    bytes.flip();
  }

  private DataException notValid() {
    boolean standard = charset.equals(StandardCharsets.UTF_8);
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s is not valid %s: byte %,d is 0x%02x. %s",
            file,
            charset.name(),
            before + bytes.position() + 1,
            bytes.get(bytes.position()),
            standard
                ? "If it was saved by an older Windows program, add --encoding windows-1252; otherwise, name its encoding, or convert it to UTF-8"
                : "Choose another --encoding, or convert the file to UTF-8"));
  }

  private void requireText(char[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (buffer[i] == 0) {
        throw new DataException(
            file
                + " is not text: it has a zero character. If it is text in UTF-16 without a byte-order mark, add --encoding UTF-16LE or UTF-16BE");
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
