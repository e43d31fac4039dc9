package io.github.rnn4j.ui;

import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.api.StatsUpdateConfiguration;

/**
 * The content of a report: everything that the pages show, and nothing else, because each statistic
 * takes another pass over all weights.
 */
final class ShownStatistics implements StatsUpdateConfiguration {

  private static final long serialVersionUID = 1L;

  private static final int BINS = 20;

  /** Deeplearning4j reports every n-th update; here that is every update, or none. */
  private int everyNth = 1;

  void setDue(boolean due) {
    everyNth = due ? 1 : Integer.MAX_VALUE;
  }

  @Override
  public int reportingFrequency() {
    return everyNth;
  }

  @Override
  public boolean collectPerformanceStats() {
    return true;
  }

  @Override
  public boolean collectMemoryStats() {
    return true;
  }

  @Override
  public boolean collectGarbageCollectionStats() {
    return false;
  }

  @Override
  public boolean collectLearningRates() {
    return true;
  }

  @Override
  public boolean collectHistograms(StatsType type) {
    return type == StatsType.Parameters || type == StatsType.Updates;
  }

  @Override
  public int numHistogramBins(StatsType type) {
    return BINS;
  }

  @Override
  public boolean collectMean(StatsType type) {
    return type == StatsType.Activations;
  }

  @Override
  public boolean collectStdev(StatsType type) {
    return type != StatsType.Parameters;
  }

  @Override
  public boolean collectMeanMagnitudes(StatsType type) {
    return type == StatsType.Parameters || type == StatsType.Updates;
  }
}
