package io.github.rnn4j.imdb.config;

import io.github.rnn4j.loop.Monitor;

/** The figure of the validation part by which epochs are compared. */
public enum Monitored {
  /** Mean log loss, the lowest: asks for probabilities that can be believed. */
  LOSS,
  /** Share of right answers, the highest: bears a network that is too sure of itself. */
  ACCURACY;

  /** What {@code metrics.csv} calls the mean log loss. */
  public static final String LOSS_NAME = "loss";

  /** What {@code metrics.csv} calls the share of right answers. */
  public static final String ACCURACY_NAME = "accuracy";

  public Monitor monitor() {
    return switch (this) {
      case LOSS -> Monitor.lowest(LOSS_NAME);
      case ACCURACY -> Monitor.highest(ACCURACY_NAME);
    };
  }
}
