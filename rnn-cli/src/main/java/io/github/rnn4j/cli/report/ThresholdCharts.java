package io.github.rnn4j.cli.report;

import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.metric.ThresholdCurve;
import io.github.rnn4j.metric.ThresholdCurve.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What other thresholds would change for a binary classifier: the ROC curve, the precision-recall
 * curve, and a table of thresholds.
 */
public final class ThresholdCharts {

  /** More points of a curve cannot be told apart in a chart. */
  private static final int POINTS = 500;

  private final ThresholdCurve curve;
  private final String positive;
  private final Point now;
  private final Point best;

  private ThresholdCharts(ThresholdCurve curve, String positive) {
    this.curve = curve;
    this.positive = ClassNames.visible(positive);
    this.now = curve.at(BinaryMetrics.THRESHOLD);
    this.best = curve.bestF1();
  }

  /**
   * Returns the charts and the table.
   *
   * @param curve the curve of all examples, not a thinned one
   * @param positive the name of class 1, any text
   * @return an element for a page; a sentence if all examples are of the same class
   */
  public static Element of(ThresholdCurve curve, String positive) {
    Point last = curve.points().get(curve.points().size() - 1);
    if (Double.isNaN(last.recall()) || Double.isNaN(last.falsePositiveRate())) {
      return Element.of("p", "All examples are of the same class, so there is no ROC curve.");
    }
    return new ThresholdCharts(curve, positive).element();
  }

  private Element element() {
    return Element.of(
        "div",
        Element.of(
            "p",
            "An example is classified as \"%s\" if its probability is %s or more. A higher threshold usually raises precision and lowers recall. Average precision, which is the area under the precision-recall curve: %s. F1 is highest at a threshold of %s. To change the threshold, choose it on other data: the best one for these examples looks better here than it is."
                .formatted(
                    positive,
                    BinaryMetrics.THRESHOLD,
                    Figures.text(curve.averagePrecision()),
                    Figures.text(best.threshold()))),
        Element.of("div", roc(), precisionRecall()).with("class", "charts"),
        table());
  }

  private Element roc() {
    List<Point> points = curve.thinned(POINTS).points();
    Chart chart =
        new Chart("ROC curve: true positive rate (recall)", "false positive rate")
            .line(
                "network",
                from(0, points, Point::falsePositiveRate),
                from(0, points, Point::recall))
            .given("random guessing", new double[] {0, 1}, new double[] {0, 1});
    return marked(chart, Point::falsePositiveRate, Point::recall);
  }

  private static double[] from(double first, List<Point> points, ToDoubleFunction<Point> value) {
    double[] values = new double[points.size() + 1];
    values[0] = first;
    for (int i = 0; i < points.size(); i++) {
      values[i + 1] = value.applyAsDouble(points.get(i));
    }
    return values;
  }

  /** Drawn in steps, because lines between points would be too high. */
  private Element precisionRecall() {
    List<Point> points = curve.points();
    double[] recall = new double[2 * points.size()];
    double[] precision = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      recall[2 * i] = i == 0 ? 0 : points.get(i - 1).recall();
      recall[2 * i + 1] = points.get(i).recall();
      precision[2 * i] = points.get(i).precision();
      precision[2 * i + 1] = points.get(i).precision();
    }
    double share = points.get(points.size() - 1).precision();
    Chart chart =
        new Chart("Precision-recall curve: precision", "recall")
            .line("network", recall, precision)
            .given("random guessing", new double[] {0, 1}, new double[] {share, share});
    return marked(chart, Point::recall, Point::precision);
  }

  private Element marked(Chart chart, ToDoubleFunction<Point> x, ToDoubleFunction<Point> y) {
    return chart
        .point("threshold " + BinaryMetrics.THRESHOLD, x.applyAsDouble(now), y.applyAsDouble(now))
        .point(
            "best F1: threshold " + Figures.text(best.threshold()),
            x.applyAsDouble(best),
            y.applyAsDouble(best))
        .range(0, 1)
        .element();
  }

  private Element table() {
    Table table =
        Table.of(
            "Predictions at different thresholds; the positive class is \"%s\"".formatted(positive),
            "threshold",
            "precision",
            "recall",
            "F1",
            "false positive rate");
    for (int tenths = 1; tenths <= 9; tenths++) {
      Point point = curve.at(tenths / 10.0);
      table.row(
          String.format(Locale.ROOT, "%.1f", point.threshold()),
          Figures.text(point.precision()),
          Figures.text(point.recall()),
          Figures.text(point.f1()),
          Figures.text(point.falsePositiveRate()));
    }
    return Element.of("div", table.element()).with("class", "thresholds");
  }
}
