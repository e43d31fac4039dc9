package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Turn;
import java.time.Duration;
import java.util.Locale;

/** Ends training after a time or a number of updates. */
final class Limits implements RunListener {

  private final Duration time;
  private final Long updates;
  private final long start = System.nanoTime();

  /**
   * Begins to count the time.
   *
   * @param time how long; null for any time
   * @param updates how many minibatches of the run in all; null for any number
   */
  Limits(Duration time, Long updates) {
    this.time = time;
    this.updates = updates;
  }

  @Override
  public Turn turn() {
    return Turn.LIMIT;
  }

  @Override
  public void started(RunControl run) {
    check(run);
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    check(run);
  }

  private void check(RunControl run) {
    if (updates != null && run.updates() >= updates) {
      run.stop("--max-updates " + updates);
    }
    if (time != null && run.updates() > 0 && System.nanoTime() - start >= time.toNanos()) {
      run.stop(
          "--max-time of " + time.toString().substring("PT".length()).toLowerCase(Locale.ROOT));
    }
  }
}
