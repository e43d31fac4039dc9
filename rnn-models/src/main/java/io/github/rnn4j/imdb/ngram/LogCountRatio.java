package io.github.rnn4j.imdb.ngram;

import java.util.Arrays;
import java.util.List;

/**
 * How much more often features occur in one class than in the others: the log-count ratios of S.
 * Wang, C. Manning (2012), <a href="https://aclanthology.org/P12-2018/">Baselines and Bigrams:
 * Simple, Good Sentiment and Topic Classification</a>, section 2.1.
 *
 * <pre>{@code r = log((p / |p|) / (q / |q|))}</pre>
 *
 * where {@code p} is 1 plus the number of texts of the class that have the feature, {@code q} the
 * same of all other texts, and {@code |p|} the sum over all features.
 */
public final class LogCountRatio {

  private LogCountRatio() {}

  /**
   * Computes the ratios of single words.
   *
   * @param texts token indices of each text
   * @param labels the class of each text
   * @param label the class
   * @param vocabularySize V
   * @return {@code r}, [V]; 0 for special tokens
   */
  public static double[] ofWords(List<int[]> texts, int[] labels, int label, int vocabularySize) {
    int[][] features =
        texts.stream()
            .map(text -> NgramIndex.words(text).distinct().toArray())
            .toArray(int[][]::new);
    double[] ratios = of(features, labels, label, vocabularySize);
    for (int special = 0; special < NgramIndex.FIRST; special++) {
      ratios[special] = 0;
    }
    return ratios;
  }

  /**
   * Computes the ratios of features.
   *
   * @param texts the features of each text, each once
   * @param labels the class of each text
   * @param label the class
   * @param count the number of features
   * @return {@code r}, by feature
   */
  static double[] of(int[][] texts, int[] labels, int label, int count) {
    long[] inside = new long[count];
    long[] outside = new long[count];
    for (int i = 0; i < texts.length; i++) {
      for (int feature : texts[i]) {
        (labels[i] == label ? inside : outside)[feature]++;
      }
    }
    return ofCounts(inside, outside);
  }

  /**
   * Computes the ratios of features that were counted elsewhere.
   *
   * @param inside the number of texts of the class that have the feature, by feature
   * @param outside the number of all other texts that have it
   * @return {@code r}, by feature
   */
  public static double[] ofCounts(long[] inside, long[] outside) {
    int count = inside.length;
    long insideSum = count + Arrays.stream(inside).sum();
    long outsideSum = count + Arrays.stream(outside).sum();
    double[] ratios = new double[count];
    double sums = Math.log((double) outsideSum / insideSum);
    for (int feature = 0; feature < count; feature++) {
      ratios[feature] = sums + Math.log((1.0 + inside[feature]) / (1.0 + outside[feature]));
    }
    return ratios;
  }
}
