package io.github.rnn4j.charlm.training;

import io.github.rnn4j.charlm.config.TrainingConfig;

/**
 * Which updates belong to which epoch.
 *
 * @param updates number of updates of the whole run
 * @param perEpoch number of updates per epoch; the last epoch may have fewer
 */
record UpdatePlan(int updates, int perEpoch) {

  static UpdatePlan of(TrainingConfig config, UpdateSeries series) {
    int perEpoch = config.updatesPerEpoch() == 0 ? series.perPass() : config.updatesPerEpoch();
    return new UpdatePlan(config.updates(), Math.min(perEpoch, config.updates()));
  }

  int epochs() {
    return (updates - 1) / perEpoch + 1;
  }

  /** Returns the number of updates done by the end of an epoch, counted from 1. */
  long updatesAfter(int epoch) {
    return Math.min(updates, (long) epoch * perEpoch);
  }

  /** Returns the number of updates in an epoch, counted from 1. */
  int updatesOf(int epoch) {
    return Math.toIntExact(updatesAfter(epoch) - updatesAfter(epoch - 1));
  }
}
