package io.github.rnn4j.cli.train;

import io.github.rnn4j.config.Range;
import io.github.rnn4j.loop.EarlyStopping;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.RunDirectory;
import org.deeplearning4j.datasets.iterator.EarlyTerminationDataSetIterator;

/**
 * A training that only tries whether all works; kept with the run as {@link RunDirectory#TRIAL}, so
 * that it goes on as it began.
 *
 * @param fastDevRun one epoch of one minibatch, validated and tested on one minibatch
 * @param overfitBatches so many minibatches, the same in each epoch; 0 for all
 */
public record Trial(boolean fastDevRun, int overfitBatches) {

  /** No trial: everything is trained on. */
  public static final Trial NONE = new Trial(false, 0);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the number is out of it
   */
  public Trial {
    Range.check("overfitBatches", overfitBatches, 0, 1_000_000);
  }

  /**
   * How many epochs are trained.
   *
   * @param planned without a trial
   * @return 1 for a fast run
   */
  public int epochs(int planned) {
    return fastDevRun ? 1 : planned;
  }

  /**
   * How many minibatches an epoch has.
   *
   * @param all without a trial
   * @return the same or fewer
   */
  public int minibatches(int all) {
    if (fastDevRun) {
      return 1;
    }
    return overfitBatches == 0 ? all : Math.min(all, overfitBatches);
  }

  /**
   * What is trained on.
   *
   * @param all without a trial
   * @return the same, or the first minibatches of the first epoch, in each epoch
   */
  public Minibatches of(Minibatches all) {
    if (equals(NONE)) {
      return all;
    }
    int first = minibatches(Integer.MAX_VALUE);
    return epoch -> new EarlyTerminationDataSetIterator(all.epoch(1), first);
  }

  /**
   * What ends training because the validation no longer improves; nothing does where a few
   * minibatches are to be learned by heart.
   *
   * @param monitor the metric to watch
   * @param patience epochs without improvement that are tolerated; 0 for any number
   * @return a listener, which may never stop
   */
  public RunListener earlyStopping(Monitor monitor, int patience) {
    return patience == 0 || overfitBatches > 0
        ? new RunListener() {}
        : new EarlyStopping(monitor, patience, 0);
  }
}
