package io.github.rnn4j.cli.report;

import io.github.rnn4j.run.UpdatesCsv;
import java.util.Arrays;

/** A chart of the norm of the gradient over the updates; many updates share a point. */
final class GradientChart {

  private static final String NAME = "norm of the gradient";

  /** More points than this cannot be told apart in a chart. */
  private static final int POINTS = 200;

  private final UpdatesCsv.Rows rows;
  private final int each; // updates per point
  private final int points;

  private GradientChart(UpdatesCsv.Rows rows) {
    this.rows = rows;
    int updates = rows.numbers().length;
    this.each = Math.max(1, (updates + POINTS - 1) / POINTS);
    this.points = (updates + each - 1) / each;
  }

  /** Returns the chart, or a sentence if no norm is known. */
  static Element of(UpdatesCsv.Rows rows) {
    return Arrays.stream(rows.gradientNorms()).anyMatch(Double::isFinite)
        ? new GradientChart(rows).element()
        : notRecorded();
  }

  /** Returns a sentence for runs from versions that did not measure the gradient. */
  static Element notRecorded() {
    return Element.of("p", "The norm of the gradient was not recorded.");
  }

  private Element element() {
    double[] x = new double[points];
    double[] low = new double[points];
    double[] median = new double[points];
    double[] high = new double[points];
    for (int point = 0; point < points; point++) {
      int from = point * each;
      int to = Math.min(rows.numbers().length, from + each);
      double[] sorted = Arrays.copyOfRange(rows.gradientNorms(), from, to);
      Arrays.sort(sorted);
      x[point] = (rows.numbers()[from] + rows.numbers()[to - 1]) / 2;
      low[point] = sorted[0];
      median[point] = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
      high[point] = sorted[sorted.length - 1];
    }
    Chart chart = new Chart("Norm of the gradient over all parameters, before clipping", "update");
    if (each > 1) {
      chart.band("lowest to highest of " + each + " updates", x, low, high);
    }
    chart.line(each > 1 ? "median of " + each + " updates" : NAME, x, median);
    return Element.of("div", chart.element()).with("class", "charts");
  }
}
