package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.Turn;
import java.io.PrintStream;
import java.util.Locale;

/** Shows the progress of training: a {@link Meter} during each epoch, and a line after it. */
public final class Progress implements RunListener {

  private final Console console;
  private final PrintStream story;
  private final ProgressFigures figures;
  private final String unit;
  private final int units;
  private Meter meter;

  /**
   * Creates a listener for one run.
   *
   * @param console where to print the bar or the lines during an epoch
   * @param story where to print the line after each epoch
   * @param figures formats the metrics to show
   * @param minibatches the number of minibatches in an epoch
   */
  public Progress(Console console, PrintStream story, ProgressFigures figures, int minibatches) {
    this(console, story, figures, "minibatch", minibatches);
  }

  /**
   * Creates a listener for a run whose updates have another name.
   *
   * @param console where to print the bar or the lines during an epoch
   * @param story where to print the line after each epoch
   * @param figures formats the metrics to show
   * @param unit the name of what is counted, such as {@code step}
   * @param units the number of them in an epoch
   */
  public Progress(
      Console console, PrintStream story, ProgressFigures figures, String unit, int units) {
    this.console = console;
    this.story = story;
    this.figures = figures;
    this.unit = unit;
    this.units = units;
  }

  @Override
  public Turn turn() {
    return Turn.PROGRESS;
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    if (meter == null) {
      meter = new Meter(console, figures.name(event.epoch(), run), unit, units);
    }
    meter.step(event.soFar().minibatches(), figures.training(event.soFar()));
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    close();
    story.printf(
        Locale.ROOT,
        "%s: training %s; validation %s (%.0f s)%s%n",
        figures.nameAfter(event.epoch(), run),
        figures.training(event.training()),
        figures.validation(event),
        event.seconds(),
        event.best() ? " *" : "");
  }

  @Override
  public void ended(TrainingResult result) {
    close();
  }

  @Override
  public void failed(Throwable cause) {
    close();
  }

  private void close() {
    if (meter != null) {
      meter.close();
      meter = null;
    }
  }
}
