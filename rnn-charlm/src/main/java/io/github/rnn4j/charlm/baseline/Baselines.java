package io.github.rnn4j.charlm.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.IntPredicate;

/**
 * The baselines of a language model, measured on the same tokens as the model: uniform, unigram and
 * Kneser-Ney, and {@code xz} for characters.
 *
 * <pre>{@code
 * Baselines baselines = new Baselines(training, V, 6, token -> true);
 * List<BaselineResult> table = baselines.measure(heldOut);
 * BaselineResult xz = Baselines.xz(trainingText, heldOutText);
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class Baselines {

  /**
   * The maximum number of tokens that are counted, the last ones of the training text; this needs 1
   * GB.
   */
  public static final int MOST_TOKENS = 5_000_000;

  private final int[] training;
  private final int vocabularySize;
  private final int order;
  private final IntPredicate predicted;
  private KneserNey kneserNey;

  /**
   * Creates baselines that are trained on a text.
   *
   * @param training the tokens to train on, one or more; if there are more than {@value
   *     #MOST_TOKENS}, only the last ones are used, and the names of the results say so
   * @param vocabularySize V, 1 or more
   * @param order order of the Kneser-Ney model, 1 to {@value KneserNey#MAX_ORDER}
   * @param predicted which tokens are predicted; other tokens, such as {@code <bos>}, are only
   *     read, and a unigram does not count them
   */
  public Baselines(int[] training, int vocabularySize, int order, IntPredicate predicted) {
    this.training = training.clone();
    this.vocabularySize = vocabularySize;
    this.order = order;
    this.predicted = predicted;
  }

  /**
   * Measures the baselines.
   *
   * @param heldOut the text to predict; the first token is only read, and at least one token after
   *     it must be predicted
   * @return the results of uniform, unigram (Kneser-Ney of order 1) and, for a higher order,
   *     Kneser-Ney
   * @throws IllegalArgumentException if a number is out of range or a text is too short
   */
  public List<BaselineResult> measure(int[] heldOut) {
    String limit =
        training.length <= MOST_TOKENS
            ? ""
            : String.format(Locale.ROOT, ", last %,d tokens of the training text", MOST_TOKENS);
    BaselineResult uniform = timed("uniform", () -> Math.log(vocabularySize) / Math.log(2));
    BaselineResult unigram = timed("unigram" + limit, () -> bits(unigram(), heldOut));
    if (order == 1) {
      return List.of(uniform, unigram);
    }
    BaselineResult highest =
        timed("Kneser-Ney, order " + order + limit, () -> bits(kneserNey(), heldOut));
    return List.of(uniform, unigram, highest);
  }

  /**
   * Returns the Kneser-Ney model.
   *
   * @return the model, which is trained at the first call
   * @throws IllegalArgumentException if a number is out of range or there are no tokens
   */
  public KneserNey kneserNey() {
    if (kneserNey == null) {
      kneserNey = new KneserNey(last(training), vocabularySize, order);
    }
    return kneserNey;
  }

  private KneserNey unigram() {
    int[] counted = Arrays.stream(training).filter(predicted).toArray();
    return new KneserNey(last(counted), vocabularySize, 1);
  }

  private static int[] last(int[] tokens) {
    return Arrays.copyOfRange(tokens, Math.max(0, tokens.length - MOST_TOKENS), tokens.length);
  }

  /** Returns the mean over the tokens that are predicted. */
  private double bits(KneserNey model, int[] heldOut) {
    double[] surprises = model.surprises(heldOut);
    double nats = 0;
    long count = 0;
    for (int i = 0; i < surprises.length; i++) {
      if (predicted.test(heldOut[i + 1])) {
        nats += surprises[i];
        count++;
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "None of the held-out tokens is predicted; use a longer text");
    }
    return nats / count / Math.log(2);
  }

  /**
   * Measures the compressor {@code xz}.
   *
   * @param training the text that is compressed first
   * @param heldOut the text to measure, one character or more; unlike with tokens, the first one
   *     counts
   * @return the result in bits per character
   * @throws IllegalArgumentException if there is nothing to measure
   */
  public static BaselineResult xz(String training, String heldOut) {
    return timed("xz", () -> Xz.bitsPerCharacter(training, heldOut));
  }

  private static BaselineResult timed(String name, DoubleSupplier bits) {
    long start = System.nanoTime();
    double value = bits.getAsDouble();
    return new BaselineResult(name, value, (System.nanoTime() - start) / 1e9);
  }
}
