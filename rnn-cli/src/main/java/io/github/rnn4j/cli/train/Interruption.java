package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.Turn;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jline.utils.Signals;

/**
 * Ctrl-C, and the signal that asks a process to end: while a network is trained, the first one
 * stops it after the minibatch, saved; the second one ends the process at once, as both do at other
 * times.
 */
final class Interruption implements RunListener {

  private final Console console;
  private final Deque<Runnable> restoring = new ArrayDeque<>();
  private volatile String signal;

  Interruption(Console console) {
    this.console = console;
  }

  @Override
  public Turn turn() {
    return Turn.LIMIT;
  }

  @Override
  public void started(RunControl run) {
    signal = null;
    listen("INT", "Ctrl-C");
    listen("TERM", "asked to end (SIGTERM)");
  }

  private void listen(String name, String words) {
    Object before = Signals.register(name, () -> heard(name, words));
    restoring.push(() -> Signals.unregister(name, before));
  }

  private void heard(String name, String words) {
    if (signal == null) {
      console
          .err()
          .println(words + ": stopping after this minibatch, saved; once more to stop at once");
    }
    signal = words;
    Signals.registerDefault(name);
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
    if (signal != null) {
      run.interrupt(signal);
    }
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
    while (!restoring.isEmpty()) {
      restoring.pop().run();
    }
  }
}
