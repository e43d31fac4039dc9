package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.TrainingTotals;

/** The figures that {@link Progress} shows, in the words of an application. */
public interface ProgressFigures {

  /**
   * What the minibatches of an epoch, or of its beginning, have added up to.
   *
   * @param totals of at least one minibatch
   * @return such as {@code loss 0.5560, accuracy 0.695, 22,799 tokens/s}
   */
  String training(TrainingTotals totals);

  /**
   * What was measured after the epoch.
   *
   * @param event the epoch
   * @return such as {@code loss 0.3314, accuracy 0.792}
   */
  String validation(EpochEvent event);

  /**
   * What an epoch is called.
   *
   * @param epoch which, counted from 1
   * @param run the run
   * @return such as {@code epoch 2/10}
   */
  default String name(int epoch, RunControl run) {
    return "epoch %d/%d".formatted(epoch, run.epochs());
  }

  /**
   * What an epoch is called after its end.
   *
   * @param epoch which, counted from 1
   * @param run the run
   * @return its {@link #name}, or more
   */
  default String nameAfter(int epoch, RunControl run) {
    return name(epoch, run);
  }
}
