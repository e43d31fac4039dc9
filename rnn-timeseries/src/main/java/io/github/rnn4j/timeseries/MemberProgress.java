package io.github.rnn4j.timeseries;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.train.EpochEvent;
import io.github.rnn4j.train.RunControl;
import io.github.rnn4j.train.RunListener;
import io.github.rnn4j.train.TrainingResult;
import java.io.PrintStream;
import java.util.Locale;

/** Tells of one network's training: a line every ten seconds, and one when it has ended. */
final class MemberProgress implements RunListener {

  private static final double SECONDS_BETWEEN_LINES = 10;

  private final Console console;
  private final PrintStream story;
  private final String name;
  private long lastLine = System.nanoTime();

  MemberProgress(Console console, PrintStream story, String name) {
    this.console = console;
    this.story = story;
    this.name = name;
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    if (System.nanoTime() - lastLine > SECONDS_BETWEEN_LINES * 1e9) {
      lastLine = System.nanoTime();
      console
          .err()
          .printf(
              Locale.ROOT,
              "%s, epoch %d/%d: validation loss %.4f%n",
              name,
              event.epoch(),
              run.epochs(),
              event.validation().get(MemberTraining.LOSS));
    }
  }

  @Override
  public void ended(TrainingResult result) {
    story.printf(
        Locale.ROOT,
        "%s: %d epochs, validation loss %.4f in epoch %d (%.1f s)%n",
        name,
        result.epochs().size(),
        result.best().validation().get(MemberTraining.LOSS),
        result.best().epoch(),
        result.seconds());
  }
}
