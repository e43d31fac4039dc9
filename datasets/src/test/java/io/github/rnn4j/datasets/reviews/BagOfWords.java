package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.labelled.LabelledText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The baseline that sees words but no order: L2-regularized logistic regression on word counts (or
 * on whether a word occurs), fitted by Newton's method until the gradient vanishes.
 */
final class BagOfWords {

  private final boolean counts;
  private final Map<String, Integer> columns = new HashMap<>();
  private double[] weights;

  /** Fits {@code mean log loss + l2 / 2 * |w|^2}; the bias is not penalized. */
  BagOfWords(List<LabelledText> reviews, boolean counts, double l2) {
    this.counts = counts;
    for (LabelledText review : reviews) {
      for (String word : words(review)) {
        columns.putIfAbsent(word, columns.size());
      }
    }
    weights = new double[columns.size() + 1];
    double[][] x = reviews.stream().map(this::features).toArray(double[][]::new);
    double largest = Double.MAX_VALUE;
    for (int step = 0; largest > 1e-9; step++) {
      if (step == 50) {
        throw new IllegalStateException("gradient still " + largest + " after 50 Newton steps");
      }
      largest = newtonStep(reviews, x, l2);
    }
  }

  private double newtonStep(List<LabelledText> reviews, double[][] x, double l2) {
    int n = weights.length;
    double[] gradient = new double[n];
    double[][] hessian = new double[n][n];
    for (int r = 0; r < x.length; r++) {
      double p = probability(x[r]);
      for (int i = 0; i < n; i++) {
        gradient[i] += (p - reviews.get(r).label()) * x[r][i] / x.length;
        double scale = p * (1 - p) * x[r][i] / x.length;
        for (int j = 0; scale != 0 && j < n; j++) {
          hessian[i][j] += scale * x[r][j];
        }
      }
    }
    for (int i = 0; i < n - 1; i++) {
      gradient[i] += l2 * weights[i];
      hessian[i][i] += l2;
    }
    double largest = 0;
    for (double g : gradient) {
      largest = Math.max(largest, Math.abs(g));
    }
    double[] step = solve(hessian, gradient);
    for (int i = 0; i < n; i++) {
      weights[i] -= step[i];
    }
    return largest;
  }

  /** Gaussian elimination; a positive definite matrix needs no pivoting. */
  private static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; factor != 0 && j < n; j++) {
          a[i][j] -= factor * a[k][j];
        }
        b[i] -= factor * b[k];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        b[i] -= a[i][j] * b[j];
      }
      b[i] /= a[i][i];
    }
    return b;
  }

  double accuracy(List<LabelledText> reviews) {
    long right =
        reviews.stream()
            .filter(review -> (probability(features(review)) > 0.5 ? 1 : 0) == review.label())
            .count();
    return (double) right / reviews.size();
  }

  private double probability(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += weights[i] * x[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  private double[] features(LabelledText review) {
    double[] x = new double[columns.size() + 1];
    x[columns.size()] = 1; // the bias
    for (String word : words(review)) {
      Integer column = columns.get(word);
      if (column != null) {
        x[column] = counts ? x[column] + 1 : 1;
      }
    }
    return x;
  }

  static List<String> words(LabelledText review) {
    return List.of(review.text().toLowerCase(Locale.ROOT).replaceAll("[.,]", "").split(" "));
  }
}
