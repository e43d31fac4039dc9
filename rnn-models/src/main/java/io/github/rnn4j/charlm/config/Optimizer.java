package io.github.rnn4j.charlm.config;

import io.github.rnn4j.optimizer.FusedAdam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.ISchedule;

/** The algorithm that turns gradients into updates. */
public enum Optimizer {
  /**
   * Adam (D. P. Kingma, J. Ba, 2014, <a
   * href="https://arxiv.org/abs/1412.6980">arXiv:1412.6980</a>).
   */
  ADAM,
  /** RMSProp (T. Tieleman, G. Hinton, 2012, Coursera lecture 6.5). */
  RMSPROP;

  /**
   * Returns the algorithm with its settings.
   *
   * @param rmspropDecay how slowly RMSProp's mean of squared gradients changes; Adam ignores it
   */
  public IUpdater updater(ISchedule learningRate, double rmspropDecay) {
    return this == ADAM
        ? new FusedAdam(learningRate)
        : RmsProp.builder().learningRateSchedule(learningRate).rmsDecay(rmspropDecay).build();
  }
}
