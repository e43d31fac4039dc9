package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.TrainingTotals;

/** Formats the metrics that {@link Progress} shows for an application. */
public interface ProgressFigures {

  /**
   * Formats the training metrics of an epoch, or of its minibatches so far.
   *
   * @param totals the totals of at least one minibatch
   * @return text such as {@code loss 0.5560, accuracy 0.695, 22,799 tokens/s}
   */
  String training(TrainingTotals totals);

  /**
   * Formats the validation metrics of an epoch.
   *
   * @param event the epoch
   * @return text such as {@code loss 0.3314, accuracy 0.792}
   */
  String validation(EpochEvent event);

  /**
   * Returns the label of an epoch.
   *
   * @param epoch the epoch, counted from 1
   * @param run the run
   * @return a label such as {@code epoch 2/10}
   */
  default String name(int epoch, RunControl run) {
    return "epoch %d/%d".formatted(epoch, run.epochs());
  }

  /**
   * Returns the label of a finished epoch.
   *
   * @param epoch the epoch, counted from 1
   * @param run the run
   * @return its {@link #name}, possibly with more details
   */
  default String nameAfter(int epoch, RunControl run) {
    return name(epoch, run);
  }
}
