package io.github.rnn4j.imdb.config;

import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.metric.MetricName;

/** The validation metric by which epochs are compared. */
public enum Monitored {
  /** Lowest mean log loss: prefers well-calibrated probabilities. */
  LOSS,
  /** Highest fraction of correct predictions: tolerates an overconfident network. */
  ACCURACY;

  public Monitor monitor() {
    return switch (this) {
      case LOSS -> Monitor.lowest(MetricName.LOSS);
      case ACCURACY -> Monitor.highest(MetricName.ACCURACY);
    };
  }
}
