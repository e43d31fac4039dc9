package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Turn;
import java.time.Duration;
import java.util.Locale;

/** Stops training after a given time or number of updates. */
final class Limits implements RunListener {

  private final Duration time;
  private final Long updates;
  private final long start = System.nanoTime();

  /**
   * Starts the clock.
   *
   * @param time the time limit; null for no limit
   * @param updates the limit on all minibatches of the run; null for no limit
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
