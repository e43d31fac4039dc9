package io.github.rnn4j.text;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws the next token from the output of a language model at one step.
 *
 * <p>{@code p = softmax(scale z)} for the logits {@code z}, filtered according to the {@link
 * SamplingOptions} and normalized to a sum of 1. Equally probable tokens are ranked by index, lower
 * first, so exactly {@code topK} tokens remain and a greedy choice is deterministic.
 *
 * <pre>{@code
 * Sampler sampler = new Sampler(SamplingOptions.PLAIN.withScale(2), 42L);
 * stepwise.step(token, state);
 * int next = sampler.next(state.logits());
 * }</pre>
 *
 * <p>The same options, seed and logits give the same tokens. Not thread-safe.
 */
public final class Sampler {

  private final SamplingOptions options;
  private final Random random; // its documented algorithm never changes

  /**
   * Creates a sampler at the start of its random sequence.
   *
   * @param options how tokens are drawn
   * @param seed any number
   */
  public Sampler(SamplingOptions options, long seed) {
    this.options = Objects.requireNonNull(options, "options is null");
    random = new Random(seed);
  }

  /**
   * Draws the next token.
   *
   * @param logits the outputs before the softmax, or logarithms of probabilities, [V]; negative
   *     infinity for a token that must not be drawn
   * @return the index of the token, 0 to V - 1
   * @throws IllegalArgumentException as for {@link #distribution}
   */
  public int next(float[] logits) {
    double[] probabilities = distribution(logits);
    double left = random.nextDouble();
    int last = -1;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] > 0) {
        last = i;
        left -= probabilities[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last; // rounding errors left the sum below the random number
  }

  /**
   * Returns the probabilities from which {@link #next} draws.
   *
   * @param logits as for {@link #next}
   * @return [V], with sum 1
   * @throws IllegalArgumentException if there are no logits, one is NaN or positive infinity, or
   *     all are negative infinity; the message names the index
   */
  public double[] distribution(float[] logits) {
    int best = best(logits);
    double[] probabilities = new double[logits.length];
    if (options.greedy()) {
      probabilities[best] = 1;
      return probabilities;
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(options.scale() * ((double) logits[i] - logits[best]));
    }
    normalize(probabilities);
    if (options.topK() > 0 && options.topK() < logits.length) {
      List<Integer> ranked = ranked(probabilities);
      ranked.subList(options.topK(), ranked.size()).forEach(i -> probabilities[i] = 0);
      normalize(probabilities);
    }
    if (options.topP() < 1) {
      keepNucleus(probabilities);
      normalize(probabilities);
    }
    return probabilities;
  }

  /** The index of the largest logit; the first one if several are equal. */
  private static int best(float[] logits) {
    int best = -1;
    for (int i = 0; i < logits.length; i++) {
      if (Float.isNaN(logits[i]) || logits[i] == Float.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "Logit %d is %s; a logit must be finite, or negative infinity for a token that must not be drawn. Has the training diverged?"
                .formatted(i, logits[i]));
      }
      if (logits[i] != Float.NEGATIVE_INFINITY && (best < 0 || logits[i] > logits[best])) {
        best = i;
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException(
          "None of %d tokens can be drawn; at least one logit must be finite"
              .formatted(logits.length));
    }
    return best;
  }

  /**
   * Sets all probabilities to 0 except the smallest set of most probable tokens that together reach
   * {@code topP}.
   */
  private void keepNucleus(double[] probabilities) {
    double sum = 0;
    for (int i : ranked(probabilities)) {
      boolean enough = sum >= options.topP();
      sum += probabilities[i];
      if (enough) {
        probabilities[i] = 0;
      }
    }
  }

  /** All indices, most probable first and equally probable ones in index order. */
  private static List<Integer> ranked(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
        .collect(Collectors.toList());
  }

  private static void normalize(double[] probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      sum += p;
    }
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] /= sum;
    }
  }
}
