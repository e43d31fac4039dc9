package io.github.rnn4j.charlm.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * All baselines of a model of one text, on the same tokens as the model: uniform, unigram and
 * Kneser-Ney; for characters also {@code xz}.
 *
 * <pre>{@code
 * List<BaselineResult> table = Baselines.measure(training, heldOut, V, 6, heldOut.length - 1);
 * BaselineResult xz = Baselines.xz(trainingText, heldOutText);
 * }</pre>
 */
public final class Baselines {

  /** As many tokens are counted at most, the last ones of the training text: it takes 1 GB. */
  public static final int MOST_TOKENS = 5_000_000;

  private Baselines() {}

  /**
   * Trains on the one text and measures on the other.
   *
   * @param training the tokens to learn from, one or more; of more than {@value #MOST_TOKENS} the
   *     last ones, and the names of the results then say so
   * @param heldOut the tokens to predict, two or more; the first is only read
   * @param vocabularySize V, 1 or more
   * @param order of the Kneser-Ney model, 1 to {@value KneserNey#MAX_ORDER}
   * @param predictions how many tokens the bits are spread over, 1 or more: {@code heldOut.length -
   *     1}, or fewer where some tokens, such as {@code <bos>}, are given and not predicted
   * @return uniform, unigram (that is Kneser-Ney of order 1) and, for a higher order, Kneser-Ney
   * @throws IllegalArgumentException if a number is out of its range, or a text is too short
   */
  public static List<BaselineResult> measure(
      int[] training, int[] heldOut, int vocabularySize, int order, long predictions) {
    String limit =
        training.length <= MOST_TOKENS
            ? ""
            : String.format(Locale.ROOT, ", last %,d tokens of the training text", MOST_TOKENS);
    BaselineResult uniform = timed("uniform", () -> Math.log(vocabularySize) / Math.log(2));
    BaselineResult unigram =
        timed(
            "unigram" + limit,
            () -> bits(kneserNey(training, vocabularySize, 1), heldOut) / predictions);
    if (order == 1) {
      return List.of(uniform, unigram);
    }
    BaselineResult kneserNey =
        timed(
            "Kneser-Ney, order " + order + limit,
            () -> bits(kneserNey(training, vocabularySize, order), heldOut) / predictions);
    return List.of(uniform, unigram, kneserNey);
  }

  /**
   * The Kneser-Ney model.
   *
   * @param training the tokens to learn from, one or more; of more than {@value #MOST_TOKENS} the
   *     last ones
   * @param vocabularySize V, 1 or more
   * @param order n, 1 to {@value KneserNey#MAX_ORDER}
   * @return the model
   * @throws IllegalArgumentException if a number is out of its range, or there are no tokens
   */
  public static KneserNey kneserNey(int[] training, int vocabularySize, int order) {
    int from = Math.max(0, training.length - MOST_TOKENS);
    int[] counted = Arrays.copyOfRange(training, from, training.length);
    return new KneserNey(counted, vocabularySize, order);
  }

  /**
   * The compressor.
   *
   * @param training the text to learn from
   * @param heldOut the text to measure, one character or more; here the first one counts, too
   * @return {@code xz}, in bits per character
   * @throws IllegalArgumentException if there is nothing to measure
   */
  public static BaselineResult xz(String training, String heldOut) {
    return timed("xz", () -> Xz.bitsPerCharacter(training, heldOut));
  }

  private static double bits(KneserNey model, int[] heldOut) {
    return model.bitsPerToken(heldOut) * (heldOut.length - 1);
  }

  private static BaselineResult timed(String name, DoubleSupplier bits) {
    long start = System.nanoTime();
    double value = bits.getAsDouble();
    return new BaselineResult(name, value, (System.nanoTime() - start) / 1e9);
  }
}
