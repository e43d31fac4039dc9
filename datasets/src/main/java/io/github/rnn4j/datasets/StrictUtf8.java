package io.github.rnn4j.datasets;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Decodes UTF-8 and reports a malformed byte as an error instead of replacing it. */
public final class StrictUtf8 {

  private StrictUtf8() {}

  /** Decodes all of {@code bytes}; {@code where} names the file or line in errors. */
  public static String decode(byte[] bytes, String where) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length); // never more chars than bytes
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s is not valid UTF-8 at byte %d (0x%02x); convert it to UTF-8",
              where,
              in.position(),
              bytes[in.position()]));
    }
    decoder.flush(out);
    return out.flip().toString();
  }
}
