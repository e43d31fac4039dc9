package io.github.rnn4j.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well probabilities of a positive class (1) against a negative class (0) agree with the
 * labels.
 *
 * <p>A figure that is undefined is NaN and not 0, because a 0 would look like a measured failure.
 * As JSON (Jackson), all figures are written, and the counts, AUC and log loss are read back.
 *
 * <pre>{@code
 * BinaryMetrics m = BinaryMetrics.of(new double[] {0.9, 0.6, 0.2}, new int[] {1, 0, 0});
 * m.accuracy(); // 2/3
 * m.auc();      // 1.0
 * BinaryMetrics.of(new double[] {Double.NaN}, new int[] {1}); // IllegalArgumentException: probability 0
 * }</pre>
 *
 * @param truePositives how many of class 1 are predicted as 1
 * @param falsePositives how many of class 0 are predicted as 1
 * @param trueNegatives how many of class 0 are predicted as 0
 * @param falseNegatives how many of class 1 are predicted as 0
 * @param auc the area under the receiver operating characteristic, 0 to 1: the probability that a
 *     random example of class 1 gets a higher probability than a random one of class 0, a tie
 *     counting one half. Exact, also with ties. NaN when one class is missing.
 * @param logLoss the mean of {@code -ln p(label)} in nats, 0 or more; each probability is first
 *     clipped to {@value #CLIP} to {@code 1 - } {@value #CLIP}, so that one certain error costs
 *     16.1 and not infinity
 */
public record BinaryMetrics(
    int truePositives,
    int falsePositives,
    int trueNegatives,
    int falseNegatives,
    double auc,
    double logLoss) {

  /** A probability of at least this predicts class 1. */
  public static final double THRESHOLD = 0.5;

  /**
   * The smallest probability in the log loss. About the resolution of a 32-bit float below 1, so
   * that only saturated outputs of a network are touched at that end.
   */
  public static final double CLIP = 1e-7;

  /**
   * Checks the counts.
   *
   * @param truePositives as for the record
   * @param falsePositives as for the record
   * @param trueNegatives as for the record
   * @param falseNegatives as for the record
   * @param auc as for the record
   * @param logLoss as for the record
   * @throws IllegalArgumentException if a count is negative or all are 0
   */
  public BinaryMetrics {
    if (Math.min(Math.min(truePositives, falsePositives), Math.min(trueNegatives, falseNegatives))
            < 0
        || (truePositives | falsePositives | trueNegatives | falseNegatives) == 0) {
      throw new IllegalArgumentException(
          "tp=%d fp=%d tn=%d fn=%d; counts must be 0 or more, and one of them above 0"
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
      double p = Math.min(Math.max(probabilities[i], CLIP), 1 - CLIP);
      // log1p keeps the digits of a small p that 1 - p would lose.
      loss -= labels[i] == 1 ? Math.log(p) : Math.log1p(-p);
    }
    return new BinaryMetrics(
        counts[3],
        counts[1],
        counts[0],
        counts[2],
        areaUnderRoc(probabilities, labels),
        loss / labels.length);
  }

  /**
   * How many examples there were.
   *
   * @return the sum of the four counts
   */
  @JsonProperty(access = Access.READ_ONLY)
  public int examples() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /**
   * {@code (tp + tn) / examples}.
   *
   * @return 0 to 1
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double accuracy() {
    return (double) (truePositives + trueNegatives) / examples();
  }

  /**
   * {@code tp / (tp + fp)}: how many of the predicted positives are right.
   *
   * @return 0 to 1; NaN when nothing is predicted positive
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double precision() {
    return (double) truePositives / (truePositives + falsePositives);
  }

  /**
   * {@code tp / (tp + fn)}: how many of the positives are found.
   *
   * @return 0 to 1; NaN when there are no positives
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double recall() {
    return (double) truePositives / (truePositives + falseNegatives);
  }

  /**
   * {@code 2 tp / (2 tp + fp + fn)}: the harmonic mean of precision and recall; 0 when no positive
   * is found, also where precision or recall alone is undefined.
   *
   * @return 0 to 1; NaN when there are neither positives nor predicted positives
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double f1() {
    return 2.0 * truePositives / (2.0 * truePositives + falsePositives + falseNegatives);
  }

  /**
   * The Mann-Whitney statistic over the number of pairs; see T. Fawcett (2006), <cite>An
   * introduction to ROC analysis</cite>, Pattern Recognition Letters 27, section 7. ND4J's exact
   * {@code ROC} is not used because its area depends on the order of tied examples.
   */
  private static double areaUnderRoc(double[] probabilities, int[] labels) {
    int[] order =
        IntStream.range(0, labels.length)
            .boxed()
            // Plus 0.0 turns a negative zero into the positive one, to which it is equal.
            .sorted(Comparator.comparingDouble(i -> probabilities[i] + 0.0))
            .mapToInt(i -> i)
            .toArray();
    long negativesBelow = 0;
    long positives = 0;
    // Twice the pairs won plus the pairs tied: a whole number, so the sum is exact.
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

  static void check(double[] probabilities, int[] labels) {
    if (probabilities.length != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "%d probabilities and %d labels; give one of each per example, and at least one example"
              .formatted(probabilities.length, labels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
        throw new IllegalArgumentException(
            "Probability %d is %s; it must be 0 to 1. A NaN comes from a network that diverged"
                .formatted(i, probabilities[i]));
      }
      if (labels[i] != 0 && labels[i] != 1) {
        throw new IllegalArgumentException(
            "Label %d is %d; it must be 0 or 1".formatted(i, labels[i]));
      }
    }
  }
}
