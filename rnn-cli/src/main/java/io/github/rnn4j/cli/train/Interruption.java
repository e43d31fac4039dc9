package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.Turn;

/**
 * Stops a training on the first of the {@link StopSignals}, after the current minibatch, and saves
 * it.
 */
final class Interruption implements RunListener {

  private final Console console;
  private StopSignals.Watch watch;

  Interruption(Console console) {
    this.console = console;
  }

  @Override
  public Turn turn() {
    return Turn.LIMIT;
  }

  @Override
  public void started(RunControl run) {
    watch =
        StopSignals.watch(
            line ->
                console.err().println(line.formatted("stopping after this minibatch and saving")));
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    interruptIfAsked(run);
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    interruptIfAsked(run);
  }

  private void interruptIfAsked(RunControl run) {
    watch.signal().ifPresent(run::interrupt);
  }

  @Override
  public void ended(TrainingResult result) {
    restore();
  }

  @Override
  public void failed(Throwable cause) {
    restore();
  }

  private void restore() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }
}
