package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Console;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a piece of work has come: a bar on a terminal, which goes when the work is done; a
 * line every ten seconds elsewhere.
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
   * Begins.
   *
   * @param console where the bar or the lines go
   * @param name what the work is, such as {@code epoch 2/10}
   * @param unit what its steps are, such as {@code minibatch}
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
    this.bar = console.terminal() ? bar() : null;
    this.lineAt = clock.getAsLong();
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(last)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
        .clearDisplayOnFinish()
        .build();
  }

  /**
   * Shows a step.
   *
   * @param step its number, counted from 1; the first one shown may be a later one, of work that
   *     goes on
   * @param figures what has come of the work so far
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
    return String.format(Locale.ROOT, ", %.0f s left to %s %d", left, unit, last);
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
