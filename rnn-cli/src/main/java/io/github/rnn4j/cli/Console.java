package io.github.rnn4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.IntSupplier;

/**
 * The streams that a program reads and writes.
 *
 * <p>Messages quote files and names that a stranger may have chosen. So {@code err} prints control
 * characters in a visible form, such as {@code \u001b}. Results do so only where a terminal shows
 * them; a file or another program gets them unchanged.
 *
 * @param in standard input
 * @param out results
 * @param err progress and errors
 * @param columns the current width of the terminal that shows {@code err}; 0 if it is not a
 *     terminal
 */
public record Console(InputStream in, PrintStream out, PrintStream err, IntSupplier columns) {

  /** Creates a console; {@code err} will print control characters in a visible form. */
  public Console {
    err = err instanceof PlainStream ? err : new PlainStream(err, () -> true);
  }

  /**
   * Returns the streams of this process. Output is in UTF-8, as JSON requires.
   *
   * @return the console
   */
  public static Console ofProcess() {
    return new Console(
        System.in,
        new PlainStream(new FileOutputStream(FileDescriptor.out), ErrorTerminal::showsOutput),
        new PlainStream(new FileOutputStream(FileDescriptor.err), () -> true),
        new ErrorTerminal());
  }

  /**
   * Returns the stream for a progress bar, which moves the cursor.
   *
   * @return {@code err} without the check for control characters; never print text of a file here
   */
  public PrintStream bar() {
    return PlainStream.direct(err);
  }
}
