package io.github.rnn4j.run;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a file of a run into memory, unless it is larger than such a file can be. */
final class BoundedFile {

  /** The size limit for text files, far above what any run writes: 64 MB. */
  static final long TEXT = 64L << 20;

  private BoundedFile() {}

  /**
   * Reads all bytes.
   *
   * @throws RunException if it cannot be read or has more bytes than {@code most}
   */
  static byte[] bytes(Path file, long most) {
    try {
      long size = Files.size(file);
      if (size > most) {
        throw new RunException(
            "%s has %,d bytes, but at most %,d are allowed, so this program did not write it. Restore the original file, or train again."
                .formatted(file, size, most));
      }
      return Files.readAllBytes(file);
    } catch (IOException cause) {
      throw new RunException(
          "Cannot read " + file + " (" + FileFailure.reason(cause) + ").", cause);
    }
  }

  /**
   * Reads all lines.
   *
   * @throws RunException as for {@link #text}
   */
  static List<String> lines(Path file, long most) {
    return text(file, most).lines().toList();
  }

  /**
   * Reads the whole text.
   *
   * @throws RunException as for {@link #bytes}, and if it is not UTF-8
   */
  static String text(Path file, long most) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(file, most));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException cause) {
      throw new RunException(
          file + " is not UTF-8 text. Restore the original file, or train again.", cause);
    }
  }
}
