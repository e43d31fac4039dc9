package io.github.rnn4j.imdb.config;

import io.github.rnn4j.optimizer.LateDecaySchedule;
import io.github.rnn4j.optimizer.LazyAdam;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/** How the learning rate changes from epoch to epoch. */
public enum RateSchedule {
  /** Does not change. */
  CONSTANT,
  /** Decays in the second half of the epochs; see {@link LateDecaySchedule}. */
  DECAYING;

  /**
   * Returns the updater of layers that use every weight in each minibatch.
   *
   * @param rate the learning rate of the first epoch
   * @param epochs the planned number of epochs
   */
  IUpdater adam(double rate, int epochs) {
    return this == CONSTANT ? new Adam(rate) : new Adam(new LateDecaySchedule(rate, epochs));
  }

  /**
   * Returns the updater of the word vectors.
   *
   * @param rate the learning rate of the first epoch
   * @param epochs the planned number of epochs
   */
  IUpdater lazyAdam(double rate, int epochs) {
    return this == CONSTANT
        ? new LazyAdam(rate)
        : new LazyAdam(new LateDecaySchedule(rate, epochs));
  }
}
