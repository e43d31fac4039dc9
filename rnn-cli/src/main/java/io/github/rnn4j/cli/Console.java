package io.github.rnn4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the program reads and writes.
 *
 * @param in standard input
 * @param out results
 * @param err progress and errors
 * @param terminal whether a person looks at {@code err} as it is written
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {

  /**
   * The streams of this process; UTF-8 on the way out, as JSON wants it.
   *
   * @return the console
   */
  public static Console ofProcess() {
    return new Console(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), isTerminal());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Since Java 22 there may be a console without a terminal; it has a method that tells. */
  @SuppressWarnings("SystemConsoleNull") // Null on 17 to 21, and asked with isTerminal after that.
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
