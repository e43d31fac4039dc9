package io.github.rnn4j.cli.train;

import io.github.rnn4j.config.Range;
import io.github.rnn4j.loop.EarlyStopping;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.run.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.EarlyTerminationDataSetIterator;

/**
 * Settings for a training run that only checks whether everything works. They are saved with the
 * run as {@link RunDirectory#TRIAL}, and a resumed run keeps them.
 *
 * @param fastDevRun one epoch of one minibatch, validated and tested on one minibatch
 * @param overfitBatches the number of minibatches to train on, the same in each epoch; 0 for all
 */
public record Trial(boolean fastDevRun, int overfitBatches) {

  /** No trial: the run trains on everything. */
  public static final Trial NONE = new Trial(false, 0);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code overfitBatches} is out of range
   */
  public Trial {
    Range.check("overfitBatches", overfitBatches, 0, 1_000_000);
  }

  /**
   * Returns the options of the trial.
   *
   * @return the options as they are typed; empty if there is no trial
   */
  List<String> options() {
    List<String> options = new ArrayList<>();
    if (fastDevRun) {
      options.add("--fast-dev-run");
    }
    if (overfitBatches > 0) {
      options.add("--overfit-batches=" + overfitBatches);
    }
    return options;
  }

  /**
   * Returns the number of epochs to train.
   *
   * @param planned the number without a trial
   * @return 1 for a fast run
   */
  public int epochs(int planned) {
    return fastDevRun ? 1 : planned;
  }

  /**
   * Returns the number of minibatches in an epoch.
   *
   * @param all the number without a trial
   * @return the same number or fewer
   */
  public int minibatches(int all) {
    if (fastDevRun) {
      return 1;
    }
    return overfitBatches == 0 ? all : Math.min(all, overfitBatches);
  }

  /**
   * Returns the minibatches to train on.
   *
   * @param all the minibatches without a trial
   * @return the same minibatches, or in each epoch the first minibatches of the first epoch
   */
  public Minibatches of(Minibatches all) {
    if (equals(NONE)) {
      return all;
    }
    int first = minibatches(Integer.MAX_VALUE);
    return epoch -> new EarlyTerminationDataSetIterator(all.epoch(1), first);
  }

  /**
   * Returns the updates to make, if the network is not trained on minibatches here.
   *
   * @param all the updates without a trial
   * @return the same updates, or in each epoch the first ones of the first epoch
   */
  public Training.Updates of(Training.Updates all) {
    return equals(NONE) ? all : new FirstUpdates(all, minibatches(Integer.MAX_VALUE));
  }

  private record FirstUpdates(Training.Updates all, int first) implements Training.Updates {

    @Override
    public void begin() {
      all.begin();
    }

    @Override
    public void end() {
      all.end();
    }

    @Override
    public Training.EpochUpdates epoch(int epoch) {
      Training.EpochUpdates updates = all.epoch(1);
      return new Training.EpochUpdates() {
        private int made;

        @Override
        public boolean hasNext() {
          return made < first && updates.hasNext();
        }

        @Override
        public void skip() {
          made++;
          updates.skip();
        }

        @Override
        public Training.Updated next(long seed) {
          made++;
          return updates.next(seed);
        }
      };
    }
  }

  /**
   * Returns the listener that stops training when validation no longer improves. A run that is
   * meant to overfit a few minibatches never stops early.
   *
   * @param monitor the metric to watch
   * @param patience the number of epochs without improvement to tolerate; 0 for no limit
   * @param before the number of epochs before the run was trained further, which are not counted; 0
   *     if it was not
   * @return the listener, which may never stop the training
   */
  public RunListener earlyStopping(Monitor monitor, int patience, int before) {
    return patience == 0 || overfitBatches > 0
        ? new RunListener() {}
        : new EarlyStopping(monitor, patience, 0).anewAfter(before);
  }
}
