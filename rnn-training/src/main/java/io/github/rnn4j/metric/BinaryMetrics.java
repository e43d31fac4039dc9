package io.github.rnn4j.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Metrics of a binary classifier: how well its probabilities of the positive class (1) agree with
 * the labels.
 *
 * <p>An undefined metric is NaN, not 0, because 0 would look like a measured failure. Jackson
 * writes all metrics as JSON and reads back the counts, AUC and log loss.
 *
 * <pre>{@code
 * BinaryMetrics m = BinaryMetrics.of(new double[] {0.9, 0.6, 0.2}, new int[] {1, 0, 0});
 * m.accuracy(); // 2/3
 * m.auc();      // 1.0
 * BinaryMetrics.of(new double[] {Double.NaN}, new int[] {1}); // IllegalArgumentException: probability 0
 * }</pre>
 *
 * @param truePositives the number of examples of class 1 that are predicted as 1
 * @param falsePositives the number of examples of class 0 that are predicted as 1
 * @param trueNegatives the number of examples of class 0 that are predicted as 0
 * @param falseNegatives the number of examples of class 1 that are predicted as 0
 * @param auc the area under the receiver operating characteristic, 0 to 1: the probability that a
 *     random example of class 1 gets a higher probability than a random one of class 0, where a tie
 *     counts one half. Exact even with ties. NaN if a class is missing.
 * @param logLoss the mean of {@code -ln p(label)} in nats, 0 or more; each probability is first
 *     clipped to the range {@value #CLIP} to {@code 1 - } {@value #CLIP}, so a single confident
 *     error costs 16.1 instead of infinity
 */
public record BinaryMetrics(
    int truePositives,
    int falsePositives,
    int trueNegatives,
    int falseNegatives,
    double auc,
    double logLoss) {

  /** The lowest probability that predicts class 1. */
  public static final double THRESHOLD = 0.5;

  /**
   * The smallest probability in the log loss. It is about the resolution of a 32-bit float below 1,
   * so only saturated outputs of a network are clipped at that end.
   */
  public static final double CLIP = 1e-7;

  /**
   * Checks the counts.
   *
   * @param truePositives see {@link BinaryMetrics}
   * @param falsePositives see {@link BinaryMetrics}
   * @param trueNegatives see {@link BinaryMetrics}
   * @param falseNegatives see {@link BinaryMetrics}
   * @param auc see {@link BinaryMetrics}
   * @param logLoss see {@link BinaryMetrics}
   * @throws IllegalArgumentException if a count is negative or all are 0
   */
  public BinaryMetrics {
    if (Math.min(Math.min(truePositives, falsePositives), Math.min(trueNegatives, falseNegatives))
            < 0
        || (truePositives | falsePositives | trueNegatives | falseNegatives) == 0) {
      throw new IllegalArgumentException(
          "tp=%d fp=%d tn=%d fn=%d; counts must be 0 or more, and at least one must be above 0"
              .formatted(truePositives, falsePositives, trueNegatives, falseNegatives));
    }
  }

  /**
   * Compares probabilities with labels.
   *
   * @param probabilities the probability of class 1 for each example, 0 to 1
   * @param labels the true class of each example, 0 or 1
   * @return the metrics
   * @throws IllegalArgumentException if there are no examples, the lengths differ, a probability is
   *     NaN or outside 0 to 1, or a label is not 0 or 1; the message names the index
   */
  public static BinaryMetrics of(double[] probabilities, int[] labels) {
    check(probabilities, labels);
    int[] counts = new int[4];
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      int predicted = probabilities[i] >= THRESHOLD ? 1 : 0;
      counts[2 * labels[i] + predicted]++;
      loss += loss(probabilities[i], labels[i]);
    }
    return new BinaryMetrics(
        counts[3],
        counts[1],
        counts[0],
        counts[2],
        areaUnderRoc(probabilities, labels),
        loss / labels.length);
  }

  /** Returns {@code -ln p(label)}, with the probability of class 1 clipped. */
  static double loss(double probability, int label) {
    double p = Math.min(Math.max(probability, CLIP), 1 - CLIP);
    // log1p keeps the digits of a small p that 1 - p would lose.
    return label == 1 ? -Math.log(p) : -Math.log1p(-p);
  }

  /**
   * The number of examples.
   *
   * @return the sum of the four counts
   */
  @JsonProperty(access = Access.READ_ONLY)
  public int examples() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /**
   * The fraction of correct predictions: {@code (tp + tn) / examples}.
   *
   * @return 0 to 1
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double accuracy() {
    return (double) (truePositives + trueNegatives) / examples();
  }

  /**
   * The fraction of predicted positives that are correct: {@code tp / (tp + fp)}.
   *
   * @return 0 to 1; NaN if nothing is predicted positive
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double precision() {
    return (double) truePositives / (truePositives + falsePositives);
  }

  /**
   * The fraction of actual positives that are found: {@code tp / (tp + fn)}.
   *
   * @return 0 to 1; NaN if there are no positives
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double recall() {
    return (double) truePositives / (truePositives + falseNegatives);
  }

  /**
   * The harmonic mean of precision and recall: {@code 2 tp / (2 tp + fp + fn)}. It is 0 if no
   * positive is found, even if precision or recall is undefined.
   *
   * @return 0 to 1; NaN if there are neither positives nor predicted positives
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double f1() {
    return 2.0 * truePositives / (2.0 * truePositives + falsePositives + falseNegatives);
  }

  /**
   * The Mann-Whitney statistic divided by the number of pairs; see T. Fawcett (2006), <cite>An
   * introduction to ROC analysis</cite>, Pattern Recognition Letters 27, section 7. ND4J's exact
   * {@code ROC} is not used because its area depends on the order of tied examples.
   */
  private static double areaUnderRoc(double[] probabilities, int[] labels) {
    int[] order = order(probabilities);
    long negativesBelow = 0;
    long positives = 0;
    // Twice the number of pairs won plus the number of pairs tied: an integer, so the sum is exact.
    long halfWins = 0;
    for (int from = 0, to; from < order.length; from = to) {
      long tiedPositives = 0;
      for (to = from;
          to < order.length && probabilities[order[to]] == probabilities[order[from]];
          to++) {
        tiedPositives += labels[order[to]];
      }
      long tiedNegatives = to - from - tiedPositives;
      halfWins += tiedPositives * (2 * negativesBelow + tiedNegatives);
      positives += tiedPositives;
      negativesBelow += tiedNegatives;
    }
    return halfWins / 2.0 / positives / negativesBelow;
  }

  /** Returns the indices of the probabilities, the lowest first. */
  static int[] order(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        // Adding 0.0 turns negative zero into positive zero, because the two must tie.
        .sorted(Comparator.comparingDouble(i -> probabilities[i] + 0.0))
        .mapToInt(i -> i)
        .toArray();
  }

  static void check(double[] probabilities, int[] labels) {
    if (probabilities.length != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "%d probabilities and %d labels; there must be one of each per example, and at least one example"
              .formatted(probabilities.length, labels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
        throw new IllegalArgumentException(
            "Probability %d is %s; it must be from 0 to 1. NaN means that the network has diverged"
                .formatted(i, probabilities[i]));
      }
      if (labels[i] != 0 && labels[i] != 1) {
        throw new IllegalArgumentException(
            "Label %d is %d; it must be 0 or 1".formatted(i, labels[i]));
      }
    }
  }
}
