package io.github.rnn4j.imdb;

import io.github.rnn4j.train.Monitor;

/** The figure of the validation part by which epochs are compared. */
public enum Monitored {
  /** Mean log loss, the lowest: asks for probabilities that can be believed. */
  LOSS,
  /** Share of right answers, the highest: bears a network that is too sure of itself. */
  ACCURACY;

  Monitor monitor() {
    return switch (this) {
      case LOSS -> Monitor.lowest(TrainingSession.LOSS);
      case ACCURACY -> Monitor.highest(TrainingSession.ACCURACY);
    };
  }
}
