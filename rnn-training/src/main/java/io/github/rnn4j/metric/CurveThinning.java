package io.github.rnn4j.metric;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps the points of a curve that matter most for its shape: starting from a straight line between
 * its ends, adds the point that is farthest from the lines until there are enough (D. Douglas, T.
 * Peucker, 1973, <a
 * href="https://doi.org/10.3138/FM57-6770-U75U-7727">doi:10.3138/FM57-6770-U75U-7727</a>).
 */
final class CurveThinning {

  private final List<ThresholdCurve.Point> points;

  private CurveThinning(List<ThresholdCurve.Point> points) {
    this.points = points;
  }

  /** The points between two that are kept, the farthest of them and its distance. */
  private record Gap(int from, int to, int farthest, double distance) {}

  /** Returns at most this number of the points, 2 or more. */
  static List<ThresholdCurve.Point> thinned(List<ThresholdCurve.Point> points, int most) {
    return new CurveThinning(points).kept(most).stream().map(points::get).toList();
  }

  private Set<Integer> kept(int most) {
    int last = points.size() - 1;
    Set<Integer> kept = new TreeSet<>(List.of(0, last));
    PriorityQueue<Gap> gaps = new PriorityQueue<>(Comparator.comparingDouble(gap -> -gap.distance));
    gaps.add(gap(0, last));
    while (kept.size() < most && gaps.element().distance > 0) {
      Gap widest = gaps.remove();
      kept.add(widest.farthest);
      gaps.add(gap(widest.from, widest.farthest));
      gaps.add(gap(widest.farthest, widest.to));
    }
    return kept;
  }

  private Gap gap(int from, int to) {
    int farthest = from;
    double distance = 0;
    for (int i = from + 1; i < to; i++) {
      double here = distance(i, from, to);
      if (here > distance) {
        farthest = i;
        distance = here;
      }
    }
    return new Gap(from, to, farthest, distance);
  }

  private double distance(int at, int from, int to) {
    ThresholdCurve.Point p = points.get(at);
    ThresholdCurve.Point a = points.get(from);
    ThresholdCurve.Point b = points.get(to);
    return Math.max(
        distance(
            p.falsePositiveRate() - a.falsePositiveRate(),
            p.recall() - a.recall(),
            b.falsePositiveRate() - a.falsePositiveRate(),
            b.recall() - a.recall()),
        distance(
            p.recall() - a.recall(),
            p.precision() - a.precision(),
            b.recall() - a.recall(),
            b.precision() - a.precision()));
  }

  /** Returns the distance of a point from the line between 0 and (x, y); 0 if one is NaN. */
  private static double distance(double px, double py, double x, double y) {
    double square = x * x + y * y;
    double along = square > 0 ? Math.min(1, Math.max(0, (px * x + py * y) / square)) : 0;
    double distance = Math.hypot(px - along * x, py - along * y);
    return Double.isNaN(distance) ? 0 : distance;
  }
}
