package io.github.rnn4j.imdb;

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
final class Progress implements RunListener {

  private static final double SECONDS_BETWEEN_LINES = 10;

  private final Console console;
  private final PrintStream story;
  private final TrainingAccuracy accuracy;
  private final int minibatches;
  private EpochFigures figures;
  private ProgressBar bar;
  private long lastLine;

  Progress(Console console, PrintStream story, TrainingAccuracy accuracy, int minibatches) {
    this.console = console;
    this.story = story;
    this.accuracy = accuracy;
    this.minibatches = minibatches;
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    if (event.minibatch() == 1) {
      begin(event.epoch(), run.epochs());
    }
    figures.add(event, accuracy.correct());
    if (bar != null) {
      bar.stepTo(event.minibatch()).setExtraMessage(" " + figures.summary());
    } else if (System.nanoTime() - lastLine > SECONDS_BETWEEN_LINES * 1e9) {
      lastLine = System.nanoTime();
      console.err().println(line(event));
    }
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    close();
    story.printf(
        Locale.ROOT,
        "epoch %d/%d: training %s; validation %s (%.0f s)%s%n",
        event.epoch(),
        run.epochs(),
        figures.summary(),
        validation(event),
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

  private void begin(int epoch, int epochs) {
    close();
    figures = new EpochFigures();
    lastLine = System.nanoTime();
    if (console.terminal()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch %d/%d".formatted(epoch, epochs))
              .setInitialMax(minibatches)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(500)
              .setConsumer(new ConsoleProgressBarConsumer(console.err()))
              .clearDisplayOnFinish()
              .build();
    }
  }

  private String line(MinibatchEvent event) {
    return String.format(
        Locale.ROOT,
        "epoch %d, minibatch %d/%d: %s, %.0f s left in the epoch",
        event.epoch(),
        event.minibatch(),
        minibatches,
        figures.summary(),
        figures.secondsLeft(event.minibatch(), minibatches));
  }

  private static String validation(EpochEvent event) {
    return String.format(
        Locale.ROOT,
        "loss %.4f, accuracy %.3f",
        event.validation().get(TrainingSession.LOSS),
        event.validation().get(TrainingSession.ACCURACY));
  }

  private void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
