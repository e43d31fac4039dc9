package io.github.rnn4j.charlm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A unit and the feature that it tracks.
 *
 * @param unit the number of the unit, counted from 0
 * @param feature the feature that it tracks; null if the unit was requested by number
 * @param correlation Pearson's correlation with the feature over the text, -1 to 1
 */
public record TracingUnit(int unit, TextFeature feature, double correlation) {

  /**
   * Finds the unit that correlates most with each feature that varies in the text. With hundreds of
   * units and a short text, some unit always correlates by chance: look at the page before
   * believing it.
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

  /** Computes Pearson's correlation; 0 if either of the two never changes. */
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
