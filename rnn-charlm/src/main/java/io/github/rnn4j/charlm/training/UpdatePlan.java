package io.github.rnn4j.charlm.training;

import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.loop.Turn;
import java.util.function.ToLongFunction;

/**
 * Which updates belong to which epoch. The last epoch is planned like all others; {@link #end} ends
 * it, so that a run which is trained further continues within this epoch.
 *
 * @param updates number of updates of the whole run
 * @param perEpoch number of updates per epoch; the last epoch may have fewer
 */
public record UpdatePlan(int updates, int perEpoch) {

  static UpdatePlan of(TrainingConfig config, UpdateSeries series) {
    int perEpoch = config.updatesPerEpoch() == 0 ? series.perPass() : config.updatesPerEpoch();
    return new UpdatePlan(config.updates(), perEpoch);
  }

  /**
   * Returns the number of epochs.
   *
   * @return 1 or more; the last one may end early
   */
  public int epochs() {
    return (updates - 1) / perEpoch + 1;
  }

  /** Returns the number of updates before an epoch, counted from 1. */
  long updatesBefore(int epoch) {
    return (epoch - 1L) * perEpoch;
  }

  /**
   * Checks that a resumed run has whole epochs.
   *
   * @throws RunException if an earlier version ended it within an epoch, and it is to be trained
   *     further
   */
  void requireWholeEpochs(TrainingState from) {
    boolean goesOn = from.epochs().size() < epochs();
    if (goesOn && from.epochs().stream().anyMatch(e -> e.training().minibatches() != perEpoch)) {
      throw new RunException(
          "An earlier version of this program ended the run within an epoch, and it cannot be trained further. Use --from to start a new run with its network.");
    }
  }

  /** Returns the largest number of updates in an epoch. */
  int mostPerEpoch() {
    return Math.min(updates, perEpoch);
  }

  /**
   * Returns the listener that ends the training within the last epoch.
   *
   * @param made returns the number of updates that a run has made
   * @return the listener
   */
  public RunListener end(ToLongFunction<RunControl> made) {
    return new RunListener() {
      @Override
      public Turn turn() {
        return Turn.PLAN;
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
        if (updates % perEpoch != 0 && made.applyAsLong(run) >= updates) {
          run.stop("all %d updates done".formatted(updates));
        }
      }
    };
  }
}
