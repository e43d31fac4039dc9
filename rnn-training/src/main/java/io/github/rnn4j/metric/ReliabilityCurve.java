package io.github.rnn4j.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows how well probabilities are calibrated: of all examples with a probability of about 0.8, are
 * eight in ten positive or, with several classes, predicted correctly? (A. Niculescu-Mizil, R.
 * Caruana, 2005, <cite>Predicting good probabilities with supervised learning</cite>, ICML, <a
 * href="https://doi.org/10.1145/1102351.1102430">doi:10.1145/1102351.1102430</a>)
 *
 * <pre>{@code
 * ReliabilityCurve curve = ReliabilityCurve.of(new double[] {0.9, 0.8}, new int[] {1, 0}, 2);
 * curve.bins().get(1).positives(); // 0.5
 * curve.calibrationError();        // |0.85 - 0.5| = 0.35
 * }</pre>
 *
 * @param bins intervals of equal width from 0 to 1, in order, including empty ones
 */
public record ReliabilityCurve(List<Bin> bins) {

  /**
   * The examples whose probability lies in one interval.
   *
   * @param count the number of examples
   * @param probability their mean probability of class 1 or, with several classes, of the predicted
   *     class; NaN if there are none
   * @param positives the fraction of them that is of class 1 or, with several classes, predicted
   *     correctly; NaN if there are none
   */
  public record Bin(int count, double probability, double positives) {}

  /**
   * Copies the intervals.
   *
   * @param bins see {@link ReliabilityCurve}
   */
  public ReliabilityCurve {
    bins = List.copyOf(bins);
  }

  /**
   * Compares probabilities with labels.
   *
   * @param probabilities the probability of class 1 for each example, 0 to 1
   * @param labels the true class of each example, 0 or 1
   * @param bins the number of intervals, 1 or more; a probability on the border of two belongs to
   *     the upper one
   * @return the curve
   * @throws IllegalArgumentException if {@code bins} is below 1, or as for {@link BinaryMetrics#of}
   */
  public static ReliabilityCurve of(double[] probabilities, int[] labels, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException(bins + " intervals; there must be 1 or more");
    }
    BinaryMetrics.check(probabilities, labels);
    int[] counts = new int[bins];
    int[] positives = new int[bins];
    double[] sums = new double[bins];
    for (int i = 0; i < labels.length; i++) {
      int bin = Math.min(bins - 1, (int) (probabilities[i] * bins));
      counts[bin]++;
      positives[bin] += labels[i];
      sums[bin] += probabilities[i];
    }
    List<Bin> all = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      double n = counts[bin];
      all.add(new Bin(counts[bin], sums[bin] / n, positives[bin] / n));
    }
    return new ReliabilityCurve(all);
  }

  /**
   * Compares the confidence of predictions, which is the probability of the predicted class, with
   * the share of correct predictions (C. Guo, G. Pleiss, Y. Sun, K. Weinberger, 2017, <cite>On
   * calibration of modern neural networks</cite>, ICML, <a
   * href="https://arxiv.org/abs/1706.04599">arXiv:1706.04599</a>). With K classes, a confidence is
   * 1/K or more, so the lowest intervals are empty.
   *
   * @param probabilities the probability of each class for each example, {@code [N][K]}
   * @param labels the true class of each example, 0 to K - 1
   * @param bins the number of intervals, as for {@link #of}
   * @return the curve
   * @throws IllegalArgumentException if {@code bins} is below 1, or as for {@link ClassMetrics#of}
   */
  public static ReliabilityCurve ofConfidence(double[][] probabilities, int[] labels, int bins) {
    ClassMetrics.check(probabilities, labels);
    double[] confidences = new double[labels.length];
    int[] correct = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int predicted = ClassMetrics.predicted(probabilities[i]);
      confidences[i] = probabilities[i][predicted];
      correct[i] = predicted == labels[i] ? 1 : 0;
    }
    return of(confidences, correct, bins);
  }

  /**
   * The expected calibration error: the mean absolute difference between the probability and the
   * fraction of positives (or correct predictions) over all intervals, weighted by their counts.
   *
   * @return 0 to 1; 0 is perfect
   */
  public double calibrationError() {
    double sum = 0;
    long examples = 0;
    for (Bin bin : bins) {
      if (bin.count() > 0) {
        sum += bin.count() * Math.abs(bin.probability() - bin.positives());
        examples += bin.count();
      }
    }
    return sum / examples;
  }
}
