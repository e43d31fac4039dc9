package io.github.rnn4j.charlm.config;

import io.github.rnn4j.optimizer.HeldSchedule;
import io.github.rnn4j.optimizer.LinearDecaySchedule;
import io.github.rnn4j.optimizer.WarmUpSchedule;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** How the learning rate changes over the updates. */
public enum RateSchedule {
  /** Does not change. */
  CONSTANT,
  /** Decays linearly and reaches zero after the last update. */
  LINEAR,
  /**
   * Decays by the same factor at every update, to one hundredth at the last update; stays there if
   * the run is trained further.
   */
  EXPONENTIAL;

  private static final double LAST_SHARE = 0.01;

  /**
   * Returns the learning rate for each update; it rises linearly over the first {@code warmup}
   * updates.
   */
  public ISchedule of(TrainingConfig config) {
    double rate = config.learningRate();
    int updates = config.updates();
    ISchedule schedule =
        switch (this) {
          case CONSTANT -> new FixedSchedule(rate);
          case LINEAR -> new LinearDecaySchedule(rate, updates);
          case EXPONENTIAL ->
              new HeldSchedule(
                  new ExponentialSchedule(
                      ScheduleType.ITERATION, rate, Math.pow(LAST_SHARE, 1.0 / updates)),
                  updates);
        };
    return config.warmup() == 0 ? schedule : new WarmUpSchedule(schedule, config.warmup());
  }
}
