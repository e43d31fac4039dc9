package io.github.rnn4j.imdb.model;

import io.github.rnn4j.imdb.data.EncodedReview;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.metric.ClassMetrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prediction of a trained network for a text.
 *
 * @param text the text
 * @param label the name of the most probable class
 * @param probability of two classes, that of the positive one; of more, that of {@code label}
 * @param probabilities the probability of each class by its name, in the order of the classes; they
 *     sum to 1
 * @param tokens number of tokens in the text
 * @param knownTokens how many of the tokens that were read are in the vocabulary; if 0, the
 *     probability says nothing about the text
 * @param truncated whether the network read only part of the text because the text is too long
 */
public record Prediction(
    String text,
    String label,
    double probability,
    Map<String, Double> probabilities,
    int tokens,
    int knownTokens,
    boolean truncated) {

  /**
   * Describes a prediction.
   *
   * @param text the text
   * @param encoded the text as the network reads it
   * @param classes the names of the classes
   * @param row the probability of each class, [K]
   * @return the prediction
   */
  static Prediction of(String text, EncodedReview encoded, TextClasses classes, double[] row) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int k = 0; k < row.length; k++) {
      probabilities.put(classes.name(k), row[k]);
    }
    int best = predicted(row);
    return new Prediction(
        text,
        classes.name(best),
        classes.isBinary() ? row[1] : row[best],
        Collections.unmodifiableMap(probabilities),
        encoded.tokens(),
        encoded.knownTokens(),
        encoded.truncated());
  }

  /**
   * Returns the label that probabilities predict: of two classes, the positive one from {@link
   * BinaryMetrics#THRESHOLD} on; of more, the most probable one.
   *
   * @param row the probability of each class, [K]
   * @return a label from 0 to K - 1
   */
  public static int predicted(double[] row) {
    return ClassMetrics.predicted(row);
  }

  /**
   * Returns the most probable classes.
   *
   * @param most how many at most
   * @return the names and their probabilities, the most probable first
   */
  public List<Map.Entry<String, Double>> top(int most) {
    return probabilities.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(most)
        .toList();
  }
}
