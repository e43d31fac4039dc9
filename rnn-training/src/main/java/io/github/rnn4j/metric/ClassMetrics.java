package io.github.rnn4j.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Metrics of a classifier with any number of classes K: how well its probabilities agree with the
 * labels. With two classes, they equal those of {@link BinaryMetrics}.
 *
 * <p>An undefined metric is NaN, as in {@link BinaryMetrics}. Jackson writes all metrics as JSON
 * and reads back the confusion matrix and the log loss.
 *
 * <pre>{@code
 * double[][] probabilities = {{0.7, 0.2, 0.1}, {0.1, 0.5, 0.4}};
 * ClassMetrics m = ClassMetrics.of(probabilities, new int[] {0, 2});
 * m.accuracy();                 // 0.5
 * m.confusion().get(2).get(1);  // 1: class 2 was predicted as class 1
 * ClassMetrics.of(probabilities, new int[] {0, 3}); // IllegalArgumentException: label 1 is 3
 * }</pre>
 *
 * @param confusion the confusion matrix, {@code [K][K]}: the number of examples for each actual
 *     class (row) and predicted class (column)
 * @param logLoss the mean of {@code -ln p(label)} in nats, 0 or more; each probability is first
 *     clipped as in {@link BinaryMetrics}
 */
public record ClassMetrics(List<List<Integer>> confusion, double logLoss) {

  /**
   * How far the sum of an example's probabilities may be from 1, because networks compute floats.
   */
  private static final double ROUNDING = 1e-3;

  /**
   * Metrics of one class against all others.
   *
   * @param actual the number of examples of this class
   * @param predicted the number of examples predicted as this class
   * @param precision the fraction of the predicted examples that are of this class; NaN if there
   *     are none
   * @param recall the fraction of the actual examples that are predicted; NaN if there are none
   * @param f1 {@code 2 correct / (actual + predicted)}, the harmonic mean of precision and recall;
   *     NaN if the class is neither in the labels nor in the predictions
   */
  public record Scores(int actual, int predicted, double precision, double recall, double f1) {}

  /**
   * Checks and copies the counts.
   *
   * @param confusion see {@link ClassMetrics}
   * @param logLoss see {@link ClassMetrics}
   * @throws IllegalArgumentException if there are fewer than two classes, the matrix is not square,
   *     a count is negative or all are 0
   */
  public ClassMetrics {
    confusion = confusion.stream().map(List::copyOf).toList();
    int classes = confusion.size();
    for (int actual = 0; actual < classes; actual++) {
      if (confusion.get(actual).size() != classes) {
        throw new IllegalArgumentException(
            "Row %d of the confusion matrix has %d counts; with %d rows, it must have %d"
                .formatted(actual, confusion.get(actual).size(), classes, classes));
      }
      requireCounts(actual, confusion.get(actual));
    }
    long examples = confusion.stream().flatMap(List::stream).mapToLong(n -> n).sum();
    if (classes < 2 || examples < 1 || examples > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%d classes and %d examples; there must be 2 classes or more, and 1 to %d examples"
              .formatted(classes, examples, Integer.MAX_VALUE));
    }
  }

  private static void requireCounts(int actual, List<Integer> row) {
    for (int predicted = 0; predicted < row.size(); predicted++) {
      if (row.get(predicted) < 0) {
        throw new IllegalArgumentException(
            "Count %d in row %d of the confusion matrix is %d; it must be 0 or more"
                .formatted(predicted, actual, row.get(predicted)));
      }
    }
  }

  /**
   * Compares probabilities with labels.
   *
   * @param probabilities the probability of each class for each example, {@code [N][K]}; each row
   *     sums to 1
   * @param labels the true class of each example, 0 to K - 1
   * @return the metrics
   * @throws IllegalArgumentException if there are no examples, the lengths differ, there are fewer
   *     than two classes, a probability is NaN or outside 0 to 1, the sum of a row is not 1, or a
   *     label is out of range; the message names the index and the value
   */
  public static ClassMetrics of(double[][] probabilities, int[] labels) {
    check(probabilities, labels);
    int classes = probabilities[0].length;
    Integer[][] counts = new Integer[classes][classes];
    for (Integer[] row : counts) {
      Arrays.fill(row, 0);
    }
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]][predicted(probabilities[i])]++;
      loss +=
          classes == 2
              ? BinaryMetrics.loss(probabilities[i][1], labels[i])
              : BinaryMetrics.loss(probabilities[i][labels[i]], 1);
    }
    return new ClassMetrics(Arrays.stream(counts).map(List::of).toList(), loss / labels.length);
  }

  /**
   * Returns the class that is predicted: the most probable one, of several the one with the lowest
   * index. With two classes, it is class 1 from a probability of {@link BinaryMetrics#THRESHOLD}
   * on.
   *
   * @param probabilities the probability of each class, without NaN
   * @return the index of the class
   */
  public static int predicted(double[] probabilities) {
    if (probabilities.length == 2) {
      return probabilities[1] >= BinaryMetrics.THRESHOLD ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }

  /**
   * The number of examples.
   *
   * @return the sum of the confusion matrix
   */
  @JsonProperty(access = Access.READ_ONLY)
  public int examples() {
    return confusion.stream().flatMap(List::stream).mapToInt(n -> n).sum();
  }

  /**
   * The fraction of correct predictions.
   *
   * @return 0 to 1
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double accuracy() {
    int correct = IntStream.range(0, confusion.size()).map(i -> confusion.get(i).get(i)).sum();
    return (double) correct / examples();
  }

  /**
   * The metrics of each class against all others.
   *
   * @return one entry for each class, in the order of the classes
   */
  @JsonProperty(access = Access.READ_ONLY)
  public List<Scores> classes() {
    return IntStream.range(0, confusion.size()).mapToObj(this::scores).toList();
  }

  private Scores scores(int index) {
    int correct = confusion.get(index).get(index);
    int actual = confusion.get(index).stream().mapToInt(n -> n).sum();
    int predicted = confusion.stream().mapToInt(row -> row.get(index)).sum();
    return new Scores(
        actual,
        predicted,
        (double) correct / predicted,
        (double) correct / actual,
        2.0 * correct / ((double) actual + predicted));
  }

  /**
   * The mean precision of the classes that occur in the labels or the predictions, each with the
   * same weight. A class that is never predicted counts as 0. This is the definition of
   * scikit-learn's {@code precision_recall_fscore_support} with {@code average="macro"} and {@code
   * zero_division=0}.
   *
   * @return 0 to 1
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double macroPrecision() {
    return macro(Scores::precision);
  }

  /**
   * The mean recall of the classes that occur in the labels or the predictions, each with the same
   * weight. A class that does not occur in the labels counts as 0, as in {@link #macroPrecision}.
   *
   * @return 0 to 1
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double macroRecall() {
    return macro(Scores::recall);
  }

  /**
   * The mean F1 of the classes that occur in the labels or the predictions, each with the same
   * weight, as in {@link #macroPrecision}. It is not the harmonic mean of macro precision and macro
   * recall.
   *
   * @return 0 to 1
   */
  @JsonProperty(access = Access.READ_ONLY)
  public double macroF1() {
    return macro(Scores::f1);
  }

  private double macro(ToDoubleFunction<Scores> score) {
    return classes().stream()
        .filter(one -> one.actual() > 0 || one.predicted() > 0)
        .mapToDouble(score)
        .map(value -> Double.isNaN(value) ? 0 : value)
        .average()
        .orElse(Double.NaN);
  }

  static void check(double[][] probabilities, int[] labels) {
    if (probabilities.length != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "%d rows of probabilities and %d labels; there must be one of each per example, and at least one example"
              .formatted(probabilities.length, labels.length));
    }
    int classes = probabilities[0].length;
    if (classes < 2) {
      throw new IllegalArgumentException(
          "Example 0 has %d probabilities; there must be 2 classes or more".formatted(classes));
    }
    for (int i = 0; i < labels.length; i++) {
      checkRow(i, probabilities[i], classes);
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "Label %d is %d; it must be from 0 to %d".formatted(i, labels[i], classes - 1));
      }
    }
  }

  private static void checkRow(int example, double[] row, int classes) {
    if (row.length != classes) {
      throw new IllegalArgumentException(
          "Example %d has %d probabilities and example 0 has %d; the numbers must be equal"
              .formatted(example, row.length, classes));
    }
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      if (!(row[i] >= 0 && row[i] <= 1)) {
        throw new IllegalArgumentException(
            "Probability %d of example %d is %s; it must be from 0 to 1. NaN means that the network has diverged"
                .formatted(i, example, row[i]));
      }
      sum += row[i];
    }
    if (Math.abs(sum - 1) > ROUNDING) {
      throw new IllegalArgumentException(
          "The probabilities of example %d sum to %s; they must sum to 1".formatted(example, sum));
    }
  }
}
