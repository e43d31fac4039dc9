package io.github.rnn4j.imdb.ngram;

import java.util.Arrays;

/**
 * How the probabilities of two classifiers become one: their weighted geometric mean, divided by
 * its sum over the classes.
 *
 * <pre>{@code p(k) ~ network(k)^a ngrams(k)^b}</pre>
 *
 * <p>{@code a} and {@code b} are not below 0 and need not sum to 1, so they also correct
 * probabilities that are too extreme or too cautious. They minimize the log loss on the validation
 * set, with a weak preference for a half each, which decides if there are only a few texts.
 *
 * @param network {@code a}
 * @param ngrams {@code b}
 */
public record Combination(double network, double ngrams) {

  private static final double PREFERRED = 0.5;
  private static final double MOST = 100;
  private static final double SMALLEST = 1e-12; // a probability of 0 would have no logarithm
  private static final int STEPS = 50;

  /**
   * Checks the weights.
   *
   * @param network {@code a}
   * @param ngrams {@code b}
   * @throws IllegalArgumentException if one is below 0 or above 100
   */
  public Combination {
    if (!(network >= 0 && network <= MOST && ngrams >= 0 && ngrams <= MOST)) {
      throw new IllegalArgumentException(
          "The weights are %s and %s; each must be from 0 to 100".formatted(network, ngrams));
    }
  }

  /**
   * Chooses the weights.
   *
   * @param network probabilities of the network for validation texts, [N][K]
   * @param ngrams the same of the n-grams
   * @param labels the classes of the texts
   * @return the weights with the lowest loss
   */
  public static Combination fit(double[][] network, double[][] ngrams, int[] labels) {
    Combination best = fit(network, ngrams, labels, true, true);
    if (best.network() > 0 && best.ngrams() > 0) {
      return best;
    }
    Combination first = fit(network, ngrams, labels, true, false);
    Combination second = fit(network, ngrams, labels, false, true);
    return first.objective(network, ngrams, labels) < second.objective(network, ngrams, labels)
        ? first
        : second;
  }

  /** Newton's method on the weights that are not held at 0; the loss is convex in them. */
  private static Combination fit(
      double[][] network, double[][] ngrams, int[] labels, boolean first, boolean second) {
    double a = first ? PREFERRED : 0;
    double b = second ? PREFERRED : 0;
    for (int step = 0; step < STEPS; step++) {
      double da = a - PREFERRED; // of the preference, a normal distribution
      double db = b - PREFERRED;
      double aa = 1;
      double bb = 1;
      double ab = 0;
      for (int i = 0; i < labels.length; i++) {
        double[] x = logs(network[i]);
        double[] y = logs(ngrams[i]);
        double[] p = new Combination(a, b).combined(network[i], ngrams[i]);
        double meanX = mean(p, x);
        double meanY = mean(p, y);
        da += meanX - x[labels[i]];
        db += meanY - y[labels[i]];
        for (int k = 0; k < p.length; k++) {
          aa += p[k] * (x[k] - meanX) * (x[k] - meanX);
          bb += p[k] * (y[k] - meanY) * (y[k] - meanY);
          ab += p[k] * (x[k] - meanX) * (y[k] - meanY);
        }
      }
      double determinant = first && second ? aa * bb - ab * ab : 1;
      double stepA = !first ? 0 : second ? (bb * da - ab * db) / determinant : da / aa;
      double stepB = !second ? 0 : first ? (aa * db - ab * da) / determinant : db / bb;
      double shorter = Math.max(1, Math.hypot(stepA, stepB)); // a long step could miss the minimum
      stepA /= shorter;
      stepB /= shorter;
      a = Math.min(MOST, Math.max(0, a - stepA));
      b = Math.min(MOST, Math.max(0, b - stepB));
      if (Math.abs(stepA) + Math.abs(stepB) < 1e-9) {
        break;
      }
    }
    return new Combination(a, b);
  }

  /** The log loss, summed over the texts, plus that of the preference. */
  private double objective(double[][] first, double[][] second, int[] labels) {
    double sum = (Math.pow(network - PREFERRED, 2) + Math.pow(ngrams - PREFERRED, 2)) / 2;
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(Math.max(SMALLEST, combined(first[i], second[i])[labels[i]]));
    }
    return sum;
  }

  /**
   * Combines the probabilities of many texts.
   *
   * @param first probabilities of the network, [N][K]
   * @param second probabilities of the n-grams, [N][K]
   * @return probabilities, [N][K]; each row sums to 1
   */
  public double[][] combined(double[][] first, double[][] second) {
    double[][] combined = new double[first.length][];
    for (int i = 0; i < combined.length; i++) {
      combined[i] = combined(first[i], second[i]);
    }
    return combined;
  }

  private double[] combined(double[] first, double[] second) {
    double[] x = logs(first);
    double[] y = logs(second);
    double[] scores = new double[x.length];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = network * x[k] + ngrams * y[k];
    }
    double most = Arrays.stream(scores).max().orElse(0);
    double[] powers = Arrays.stream(scores).map(score -> Math.exp(score - most)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  private static double[] logs(double[] probabilities) {
    return Arrays.stream(probabilities).map(p -> Math.log(Math.max(SMALLEST, p))).toArray();
  }

  private static double mean(double[] probabilities, double[] values) {
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      sum += probabilities[k] * values[k];
    }
    return sum;
  }
}
