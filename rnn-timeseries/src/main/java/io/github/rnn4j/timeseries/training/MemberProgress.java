package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.train.Meter;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.Turn;
import io.github.rnn4j.metric.MetricName;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows the training progress of one network: a {@link Meter} over its epochs, which are short, and
 * a line at the end.
 */
final class MemberProgress implements RunListener {

  private final Console console;
  private final PrintStream story;
  private final String name;
  private final boolean again;
  private Meter meter;

  private MemberProgress(Console console, PrintStream story, String name, boolean again) {
    this.console = console;
    this.story = story;
    this.name = name;
    this.again = again;
  }

  /** Shows a training run whose best epoch is selected on the validation period. */
  static MemberProgress choosing(Console console, PrintStream story, String name) {
    return new MemberProgress(console, story, name, false);
  }

  /** Shows a second training run, which includes the validation period. */
  static MemberProgress again(Console console, PrintStream story, String name) {
    return new MemberProgress(console, story, name + ", refit with the validation period", true);
  }

  @Override
  public Turn turn() {
    return Turn.PROGRESS;
  }

  @Override
  public void started(RunControl run) {
    meter = new Meter(console, name, "epoch", run.epochs());
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    meter.step(event.epoch(), again ? training(event) : validation(event));
  }

  @Override
  public void ended(TrainingResult result) {
    close();
    EpochEvent best = result.best();
    EpochEvent last = result.epochs().get(result.epochs().size() - 1);
    story.printf(
        Locale.ROOT,
        "%s, %s: %s (%.0f s)%n",
        name,
        again
            ? "epoch " + last.epoch()
            : "best epoch %d of %d".formatted(best.epoch(), last.epoch()),
        again ? training(last) : validation(best),
        result.epochSeconds());
  }

  @Override
  public void failed(Throwable cause) {
    close();
  }

  private void close() {
    if (meter != null) {
      meter.close();
    }
  }

  private static String training(EpochEvent event) {
    return String.format(
        Locale.ROOT, "training loss %.4f", TrainingLoss.perValue(event.training()));
  }

  private static String validation(EpochEvent event) {
    return String.format(
        Locale.ROOT, "validation loss %.4f", event.validation().get(MetricName.LOSS));
  }
}
