package io.github.rnn4j.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Shows what a binary classifier would do with other thresholds than {@link
 * BinaryMetrics#THRESHOLD}. The points are those of two curves: the receiver operating
 * characteristic (ROC), which is the recall over the false positive rate, and the precision-recall
 * curve (T. Fawcett, 2006, <cite>An introduction to ROC analysis</cite>, Pattern Recognition
 * Letters 27, <a
 * href="https://doi.org/10.1016/j.patrec.2005.10.010">doi:10.1016/j.patrec.2005.10.010</a>; J.
 * Davis, M. Goadrich, 2006, <cite>The relationship between precision-recall and ROC curves</cite>,
 * ICML, <a href="https://doi.org/10.1145/1143844.1143874">doi:10.1145/1143844.1143874</a>).
 *
 * <p>Choose a threshold with the validation set: on the test set it would look better than it is.
 *
 * <pre>{@code
 * ThresholdCurve curve = ThresholdCurve.of(new double[] {0.9, 0.4, 0.2}, new int[] {1, 1, 0});
 * curve.at(0.5).recall();     // 0.5
 * curve.bestF1().threshold(); // 0.4
 * curve.averagePrecision();   // 1.0
 * }</pre>
 *
 * @param points one point for each distinct probability as the threshold, the highest first;
 *     examples with equal probabilities belong to the same point
 */
public record ThresholdCurve(List<Point> points) {

  /**
   * The metrics when class 1 is predicted from a threshold on.
   *
   * @param threshold the lowest probability that predicts class 1
   * @param recall the fraction of actual positives that are found, also called true positive rate;
   *     NaN if there are no positives
   * @param falsePositiveRate the fraction of actual negatives that are predicted positive; NaN if
   *     there are no negatives
   * @param precision the fraction of predicted positives that are correct; NaN if nothing is
   *     predicted positive
   * @param f1 the harmonic mean of precision and recall, as in {@link BinaryMetrics#f1}
   */
  public record Point(
      double threshold, double recall, double falsePositiveRate, double precision, double f1) {}

  /**
   * Copies the points.
   *
   * @param points see {@link ThresholdCurve}
   * @throws IllegalArgumentException if there are none
   */
  public ThresholdCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("0 points; a curve must have 1 or more");
    }
  }

  /**
   * Compares probabilities with labels.
   *
   * @param probabilities the probability of class 1 for each example, 0 to 1
   * @param labels the true class of each example, 0 or 1
   * @return the curve
   * @throws IllegalArgumentException as for {@link BinaryMetrics#of}
   */
  public static ThresholdCurve of(double[] probabilities, int[] labels) {
    BinaryMetrics.check(probabilities, labels);
    int positives = Arrays.stream(labels).sum();
    int negatives = labels.length - positives;
    int[] order = BinaryMetrics.order(probabilities);
    List<Point> points = new ArrayList<>();
    int found = 0;
    int wrong = 0;
    for (int i = order.length - 1; i >= 0; i--) {
      found += labels[order[i]];
      wrong += 1 - labels[order[i]];
      double threshold = probabilities[order[i]];
      if (i == 0 || probabilities[order[i - 1]] < threshold) {
        points.add(
            new Point(
                threshold,
                (double) found / positives,
                (double) wrong / negatives,
                (double) found / (found + wrong),
                2.0 * found / (positives + found + wrong)));
      }
    }
    return new ThresholdCurve(points);
  }

  /**
   * Returns the metrics at any threshold. They are those of the lowest point that is not below it,
   * because the same examples are predicted positive there. They are exact unless the curve is
   * {@linkplain #thinned thinned}.
   *
   * @param threshold the lowest probability that predicts class 1
   * @return a point with this threshold
   */
  public Point at(double threshold) {
    Point last = points.get(points.size() - 1);
    // Nothing is predicted positive. Times 0: a rate that is undefined stays NaN.
    double recall = 0 * last.recall();
    Point same = new Point(threshold, recall, 0 * last.falsePositiveRate(), Double.NaN, recall);
    for (Point point : points) {
      if (point.threshold() < threshold) {
        break;
      }
      same = point;
    }
    return new Point(
        threshold, same.recall(), same.falsePositiveRate(), same.precision(), same.f1());
  }

  /**
   * Returns the point with the highest F1.
   *
   * @return the point; of several, the one with the highest threshold
   */
  public Point bestF1() {
    // max returns the last of equal points, min the first.
    return points.stream().min(Comparator.comparingDouble(point -> -point.f1())).orElseThrow();
  }

  /**
   * The average precision: the sum of {@code (recall - recall of the previous point) precision}.
   * This is the area under the precision-recall curve drawn in steps. Straight lines between the
   * points would make it too large (Davis and Goadrich, section 4).
   *
   * @return 0 to 1; NaN if there are no positives
   */
  public double averagePrecision() {
    double sum = 0;
    double recall = 0;
    for (Point point : points) {
      sum += (point.recall() - recall) * point.precision();
      recall = point.recall();
    }
    return sum;
  }

  /**
   * Leaves out points that move the curves least (the algorithm of Ramer, Douglas and Peucker),
   * looking at straight lines in the ROC and in the precision-recall plane. The first and the last
   * point stay.
   *
   * @param most the largest number of points, 2 or more; a few hundred look like all points
   * @return a curve with at most this number of points, which may be this one
   * @throws IllegalArgumentException if {@code most} is below 2
   */
  public ThresholdCurve thinned(int most) {
    if (most < 2) {
      throw new IllegalArgumentException(most + " points; there must be 2 or more");
    }
    return points.size() <= most ? this : new ThresholdCurve(CurveThinning.thinned(points, most));
  }
}
