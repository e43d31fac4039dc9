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
 * Handles Ctrl-C, SIGTERM and SIGHUP, which a terminal sends when it is closed. During training,
 * the first signal stops the run after the current minibatch and saves it; the second one ends the
 * process immediately. At other times, the first signal ends the process. Java leaves a signal
 * alone that is ignored, as SIGHUP is under {@code nohup}.
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
    listen("INT", "Ctrl-C", "press Ctrl-C again");
    listen("TERM", "SIGTERM", "send SIGTERM again");
    listen("HUP", "SIGHUP", "send SIGHUP again");
  }

  private void listen(String name, String words, String again) {
    Object before = Signals.register(name, () -> heard(name, words, again));
    restoring.push(() -> Signals.unregister(name, before));
  }

  private void heard(String name, String words, String again) {
    if (signal == null) {
      console
          .err()
          .println(
              "%s: stopping after this minibatch and saving; %s to stop immediately"
                  .formatted(words, again));
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
