package io.github.rnn4j.charlm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A unit, and what it keeps track of.
 *
 * @param unit its number, from 0
 * @param feature what it goes with; null where it was asked for by number
 * @param correlation Pearson's correlation with the feature over the text, -1 to 1
 */
public record TracingUnit(int unit, TextFeature feature, double correlation) {

  /**
   * For each feature that varies in the text the unit that goes with it best. With hundreds of
   * units and a short text some correlation always comes out: look at the page before believing it.
   */
  public static List<TracingUnit> find(Trace trace, Set<TextFeature> features) {
    List<TracingUnit> found = new ArrayList<>();
    for (TextFeature feature : features) {
      double[] values = feature.of(trace.tokens());
      TracingUnit best = null;
      for (int unit = 0; unit < trace.unitCount(); unit++) {
        double correlation = correlation(values, trace.unit(unit));
        if (best == null || Math.abs(correlation) > Math.abs(best.correlation())) {
          best = new TracingUnit(unit, feature, correlation);
        }
      }
      if (best != null && best.correlation() != 0) {
        found.add(best);
      }
    }
    return found;
  }

  /** Pearson's correlation; 0 where one of both never changes. */
  public static double correlation(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
