package io.github.rnn4j.imdb.model;

import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.metric.ClassMetrics;
import io.github.rnn4j.metric.MetricName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well a classifier does.
 *
 * @param classes the metrics of all classes
 * @param binary the metrics of the positive one of two classes; null if there are more
 */
public record Evaluation(ClassMetrics classes, BinaryMetrics binary) {

  /**
   * Compares probabilities with labels.
   *
   * @param probabilities the probability of each class for each text, [N][K]
   * @param labels the label of each text
   * @return the metrics
   */
  public static Evaluation of(double[][] probabilities, int[] labels) {
    return new Evaluation(
        ClassMetrics.of(probabilities, labels),
        probabilities[0].length == 2
            ? BinaryMetrics.of(
                Arrays.stream(probabilities).mapToDouble(row -> row[1]).toArray(), labels)
            : null);
  }

  /**
   * Returns the number of texts.
   *
   * @return N
   */
  public long examples() {
    return classes.examples();
  }

  /**
   * Returns the share of texts whose class was predicted.
   *
   * @return 0 to 1
   */
  public double accuracy() {
    return classes.accuracy();
  }

  /**
   * Returns the mean log loss.
   *
   * @return {@code -ln p} of the label, averaged over the texts, in nats
   */
  public double logLoss() {
    return binary == null ? classes.logLoss() : binary.logLoss();
  }

  /**
   * Returns the metrics by which epochs are compared and that the charts show.
   *
   * @return the metrics by their names
   */
  public Map<String, Double> monitored() {
    Map<String, Double> byName = new LinkedHashMap<>();
    byName.put(MetricName.LOSS, logLoss());
    byName.put(MetricName.ACCURACY, accuracy());
    if (binary == null) {
      byName.put(MetricName.MACRO_F1, classes.macroF1());
    } else {
      byName.put(MetricName.AUC, binary.auc());
    }
    return byName;
  }

  /**
   * Returns all metrics.
   *
   * @return the metrics by their names in the files of a run
   */
  public Map<String, Double> all() {
    Map<String, Double> byName = new LinkedHashMap<>();
    byName.put(MetricName.LOSS, logLoss());
    byName.put(MetricName.ACCURACY, accuracy());
    if (binary == null) {
      byName.put(MetricName.MACRO_PRECISION, classes.macroPrecision());
      byName.put(MetricName.MACRO_RECALL, classes.macroRecall());
      byName.put(MetricName.MACRO_F1, classes.macroF1());
    } else {
      byName.put(MetricName.PRECISION, binary.precision());
      byName.put(MetricName.RECALL, binary.recall());
      byName.put(MetricName.F1, binary.f1());
      byName.put(MetricName.AUC, binary.auc());
    }
    return byName;
  }
}
