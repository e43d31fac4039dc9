package io.github.rnn4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The streams that a program reads and writes.
 *
 * @param in standard input
 * @param out results
 * @param err progress and errors
 * @param terminal whether {@code err} is shown on a terminal
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {

  /**
   * Returns the streams of this process. Output is in UTF-8, as JSON requires.
   *
   * @return the console
   */
  public static Console ofProcess() {
    return new Console(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), isTerminal());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * Since Java 22 a console can exist without a terminal; {@code isTerminal} tells the two apart.
   */
  @SuppressWarnings("SystemConsoleNull") // Null on Java 17 to 21; isTerminal decides after that.
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }
}
