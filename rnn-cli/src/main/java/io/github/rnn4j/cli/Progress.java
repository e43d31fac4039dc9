package io.github.rnn4j.cli;

import io.github.rnn4j.train.EpochEvent;
import io.github.rnn4j.train.MinibatchEvent;
import io.github.rnn4j.train.RunControl;
import io.github.rnn4j.train.RunListener;
import io.github.rnn4j.train.TrainingResult;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how training goes on: a bar per epoch on a terminal, a line every ten seconds elsewhere,
 * and a line after each epoch in both cases.
 */
public final class Progress implements RunListener {

  private static final double SECONDS_BETWEEN_LINES = 10;

  private final Console console;
  private final PrintStream story;
  private final ProgressFigures figures;
  private final int minibatches;
  private int epoch;
  private int before;
  private double seconds;
  private ProgressBar bar;
  private long lastLine;

  /**
   * Shows one run.
   *
   * @param console where the bar and the lines between epochs go
   * @param story where the line after each epoch goes
   * @param figures what is shown
   * @param minibatches minibatches of an epoch
   */
  public Progress(Console console, PrintStream story, ProgressFigures figures, int minibatches) {
    this.console = console;
    this.story = story;
    this.figures = figures;
    this.minibatches = minibatches;
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    if (event.epoch() != epoch) { // a run may go on within one
      epoch = event.epoch();
      before = event.minibatch() - 1;
      begin(figures.name(epoch, run));
    }
    figures.add(event);
    seconds += event.seconds();
    if (bar != null) {
      bar.stepTo(event.minibatch()).setExtraMessage(" " + figures.summary());
    } else if (System.nanoTime() - lastLine > SECONDS_BETWEEN_LINES * 1e9) {
      lastLine = System.nanoTime();
      console.err().println(line(event, figures.name(event.epoch(), run)));
    }
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    close();
    story.printf(
        Locale.ROOT,
        "%s: training %s; validation %s (%.0f s)%s%n",
        figures.name(event.epoch(), run),
        figures.summary(),
        figures.validation(event),
        event.training().seconds() + event.validationSeconds(),
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

  private void begin(String epoch) {
    close();
    figures.begin();
    seconds = 0;
    lastLine = System.nanoTime();
    if (console.terminal()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(epoch)
              .setInitialMax(minibatches)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .setConsumer(new ConsoleProgressBarConsumer(console.err()))
              .clearDisplayOnFinish()
              .build();
    }
  }

  private String line(MinibatchEvent event, String epoch) {
    return String.format(
        Locale.ROOT,
        "%s, minibatch %d/%d: %s, %.0f s left in the epoch",
        epoch,
        event.minibatch(),
        minibatches,
        figures.summary(),
        seconds / (event.minibatch() - before) * (minibatches - event.minibatch()));
  }

  private void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
