package io.github.rnn4j.kernel.choice;

import java.io.PrintStream;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Says on standard error that the layers are slower than they could be, once, if there is no SLF4J
 * provider that could log it. It is one of two classes in the libraries that print.
 */
final class SlowPathNotice {
  /** The system property that suppresses the notice. */
  static final String QUIET = "rnn4j.quiet";

  private static final SlowPathNotice OF_PROCESS = new SlowPathNotice();

  private boolean printed;

  /**
   * Prints the notice on standard error.
   *
   * @param line which backend is used and why
   */
  static void print(String line) {
    OF_PROCESS.print(line, LoggerFactory.getILoggerFactory(), System.err);
  }

  /**
   * Prints the notice.
   *
   * @param line which backend is used and why
   * @param loggers the logger factory that SLF4J uses
   * @param err where to print
   */
  synchronized void print(String line, ILoggerFactory loggers, PrintStream err) {
    if (!printed && loggers instanceof NOPLoggerFactory && !Boolean.getBoolean(QUIET)) {
      printed = true;
      err.println("rnn-core: " + line + ". To hide this line, use -D" + QUIET + "=true.");
    }
  }
}
