package io.github.rnn4j.run;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the content of a file. */
@FunctionalInterface
public interface FileContent {

  /**
   * Writes the whole content.
   *
   * @param out a buffered stream; the caller flushes and closes it, but closing it here does no
   *     harm
   * @throws IOException if it cannot be written; the file then keeps its old content
   */
  void writeTo(OutputStream out) throws IOException;
}
