package io.github.rnn4j.imdb.config;

import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.metric.MetricName;

/** The figure of the validation part by which epochs are compared. */
public enum Monitored {
  /** Mean log loss, the lowest: asks for probabilities that can be believed. */
  LOSS,
  /** Share of right answers, the highest: bears a network that is too sure of itself. */
  ACCURACY;

  public Monitor monitor() {
    return switch (this) {
      case LOSS -> Monitor.lowest(MetricName.LOSS);
      case ACCURACY -> Monitor.highest(MetricName.ACCURACY);
    };
  }
}
