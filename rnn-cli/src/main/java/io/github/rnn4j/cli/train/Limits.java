package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Limits on the time of training and on the number of updates. A run may train several networks:
 * each gets an equal part of the time that is left.
 */
final class Limits {

  private final Duration time;
  private final Long updates;
  private final LongSupplier clock;
  private final long start;

  /**
   * Starts the clock.
   *
   * @param time the time limit; null for no limit
   * @param updates the limit on the minibatches of each network; null for no limit
   */
  Limits(Duration time, Long updates) {
    this(time, updates, System::nanoTime);
  }

  Limits(Duration time, Long updates, LongSupplier clock) {
    this.time = time;
    this.updates = updates;
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /**
   * Returns a listener that stops the training of a network.
   *
   * @param left the number of networks that are not trained yet, including this one
   * @param reached gets the option of the limit that ends the training before its planned end
   */
  RunListener of(int left, Consumer<String> reached) {
    long used = clock.getAsLong() - start;
    long end = time == null ? 0 : clock.getAsLong() + (time.toNanos() - used) / left;
    return new Limit(end, reached);
  }

  /**
   * Returns a listener that ends a training where it is, because limits ended it before.
   *
   * @param options the options of these limits, as they are typed; empty if there were none
   * @param reached gets each option
   */
  static RunListener ended(List<String> options, Consumer<String> reached) {
    return new RunListener() {
      @Override
      public Turn turn() {
        return Turn.LIMIT;
      }

      @Override
      public void started(RunControl run) {
        if (!options.isEmpty() && run.stopReason().isEmpty()) {
          run.stop(String.join(" ", options));
          options.forEach(reached);
        }
      }
    };
  }

  /** The limits of one network. */
  private final class Limit implements RunListener {

    private final long end;
    private final Consumer<String> reached;
    private String stoppedBy;

    Limit(long end, Consumer<String> reached) {
      this.end = end;
      this.reached = reached;
    }

    @Override
    public Turn turn() {
      return Turn.LIMIT;
    }

    @Override
    public void started(RunControl run) {
      check(run);
      if (stoppedBy != null) {
        reached.accept(stoppedBy);
      }
    }

    @Override
    public void minibatch(MinibatchEvent event, RunControl run) {
      check(run);
    }

    @Override
    public void epoch(EpochEvent event, RunControl run) {
      check(run); // validation takes time
      boolean last = event.epoch() == run.epochs() && !run.cutShort();
      if (stoppedBy != null && !last) {
        reached.accept(stoppedBy);
      }
    }

    private void check(RunControl run) {
      if (updates != null && run.updates() >= updates) {
        stop(run, "--max-updates", updates.toString());
      }
      if (time != null && run.updates() > 0 && clock.getAsLong() >= end) {
        String typed = time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
        stop(run, "--max-time", typed);
      }
    }

    private void stop(RunControl run, String option, String value) {
      if (run.stopReason().isEmpty()) {
        run.stop(option + " " + value);
        stoppedBy = option + "=" + value;
      }
    }
  }
}
