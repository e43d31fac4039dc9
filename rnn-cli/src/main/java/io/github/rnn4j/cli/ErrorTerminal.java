package io.github.rnn4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.OSUtils;

/** The width of the terminal that shows standard error. It is opened when first asked. */
final class ErrorTerminal implements IntSupplier {

  /** A terminal that does not tell its width. */
  private static final int USUAL_COLUMNS = 80;

  private static final int FEWEST_COLUMNS = 10;

  private Terminal terminal;

  @Override
  public synchronized int getAsInt() {
    if (terminal == null) {
      terminal = open();
    }
    if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      return 0;
    }
    int columns = terminal.getWidth();
    return columns < FEWEST_COLUMNS ? USUAL_COLUMNS : columns;
  }

  /**
   * Whether a terminal shows standard output, whatever standard error is. On Windows, some newer
   * versions of Java do not tell, which counts as a terminal.
   */
  @SuppressWarnings("SystemConsoleNull")
  static boolean showsOutput() {
    if (OSUtils.IS_WINDOWS) {
      return System.console() != null;
    }
    return TerminalBuilder.builder().getProviders(null, new IllegalStateException()).stream()
        .anyMatch(provider -> provider.isSystemStream(SystemStream.Output));
  }

  /** Without its signal handlers: one of them would replace our own for Ctrl-C. */
  private static Terminal open() {
    try {
      return TerminalBuilder.builder()
          .system(true)
          .systemOutput(SystemOutput.ForcedSysErr)
          .nativeSignals(false)
          .dumb(true)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
