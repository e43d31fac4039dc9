package io.github.rnn4j.layer.samediff;

import java.io.PrintStream;

/**
 * Hides what SameDiff prints while it differentiates a graph.
 *
 * <p>{@code SameDiff.createGradFunction} of 1.0.0-M2.1 writes a line for each operation to standard
 * output, regardless of the logging settings. While it runs, those lines of the calling thread are
 * dropped; the output of other threads is still printed.
 */
final class SameDiffConsole {
  private static final String NOISE = "Added differentiated op ";

  private SameDiffConsole() {}

  static synchronized void quietly(Runnable differentiation) {
    PrintStream console = System.out;
    System.setOut(new Filter(console, Thread.currentThread()));
    try {
      differentiation.run();
    } finally {
      System.setOut(console);
    }
  }

  private static final class Filter extends PrintStream {
    private final PrintStream console;
    private final Thread silenced;

    Filter(PrintStream console, Thread silenced) {
      super(console, true);
      this.console = console;
      this.silenced = silenced;
    }

    @Override
    public void print(String text) {
      console.print(text);
    }

    @Override
    public void println(String line) {
      if (Thread.currentThread() != silenced || line == null || !line.startsWith(NOISE)) {
        console.println(line);
      }
    }
  }
}
