package io.github.rnn4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/**
 * The streams that a program reads and writes.
 *
 * @param in standard input
 * @param out results
 * @param err progress and errors
 * @param columns the current width of the terminal that shows {@code err}; 0 if it is not a
 *     terminal
 */
public record Console(InputStream in, PrintStream out, PrintStream err, IntSupplier columns) {

  /**
   * Returns the streams of this process. Output is in UTF-8, as JSON requires.
   *
   * @return the console
   */
  public static Console ofProcess() {
    return new Console(
        System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), new ErrorTerminal());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
