package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Console;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows the progress of a task: on a terminal a bar, which disappears when the task is done;
 * elsewhere a line every ten seconds.
 *
 * <pre>{@code
 * try (Meter meter = new Meter(console, "network 1/5", "epoch", 300)) {
 *   meter.step(20, "validation loss 0.1234"); // network 1/5, epoch 20/300: validation loss ...
 * }
 * }</pre>
 */
public final class Meter implements AutoCloseable {

  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

  private final Console console;
  private final String name;
  private final String unit;
  private final int last;
  private final LongSupplier clock;
  private final ProgressBar bar;
  private long lineAt;
  private int first;
  private long firstAt;

  /**
   * Starts the meter.
   *
   * @param console where to print the bar or the lines
   * @param name the name of the task, such as {@code epoch 2/10}
   * @param unit what a step is, such as {@code minibatch}
   * @param last the number of the last step
   */
  public Meter(Console console, String name, String unit, int last) {
    this(console, name, unit, last, System::nanoTime);
  }

  Meter(Console console, String name, String unit, int last, LongSupplier clock) {
    this.console = console;
    this.name = name;
    this.unit = unit;
    this.last = last;
    this.clock = clock;
    this.bar = console.columns().getAsInt() > 0 ? bar() : null;
    this.lineAt = clock.getAsLong();
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(last)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .setConsumer(new Bar(console))
        .clearDisplayOnFinish()
        .build();
  }

  /** Asks our own terminal for its width. The superclass would open another one. */
  private static final class Bar extends ConsoleProgressBarConsumer {

    private final IntSupplier columns;

    Bar(Console console) {
      super(console.bar());
      columns = console.columns();
    }

    @Override
    public int getMaxRenderedLength() {
      return columns.getAsInt() - 1; // a full line would make some terminals begin another one
    }
  }

  /**
   * Shows a step.
   *
   * @param step its number, counted from 1; a resumed task may start with a later step
   * @param figures the results so far
   */
  public void step(int step, String figures) {
    long now = clock.getAsLong();
    if (first == 0) {
      first = step;
      firstAt = now;
    }
    if (bar != null) {
      bar.stepTo(step).setExtraMessage(" " + figures);
    } else if (now - lineAt > NANOS_BETWEEN_LINES) {
      lineAt = now;
      console
          .err()
          .printf(
              Locale.ROOT,
              "%s, %s %d/%d: %s%s%n",
              name,
              unit,
              step,
              last,
              figures,
              timeLeft(step, now));
    }
  }

  private String timeLeft(int step, long now) {
    if (step == first) {
      return "";
    }
    double left = (now - firstAt) / 1e9 / (step - first) * (last - step);
    return String.format(Locale.ROOT, ", %.0f s left until %s %d", left, unit, last);
  }

  /** Removes the bar. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
