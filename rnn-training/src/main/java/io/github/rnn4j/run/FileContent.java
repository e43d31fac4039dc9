package io.github.rnn4j.run;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the content of a file. */
@FunctionalInterface
public interface FileContent {

  /**
   * Writes everything.
   *
   * @param out a buffered stream; it is flushed and closed by the caller, closing it here too does
   *     no harm
   * @throws IOException if it cannot be written; the file then keeps its old content
   */
  void writeTo(OutputStream out) throws IOException;
}
