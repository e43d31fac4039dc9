package io.github.rnn4j.datasets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 in which a malformed byte is an error and not a replacement character. */
final class StrictUtf8 {

  private StrictUtf8() {}

  /** Decodes all of {@code bytes}; {@code where} names the file or line in the error. */
  static String decode(byte[] bytes, String where) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DataException(
          where + " is not valid UTF-8 (" + e.getMessage() + "); convert it to UTF-8", e);
    }
  }
}
