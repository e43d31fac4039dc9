package io.github.rnn4j.text;

/**
 * Settings for drawing the next token from a model's distribution. They apply in the order of the
 * components: first the logits are scaled, then the {@code topK} most probable tokens are kept, and
 * of these the most probable ones that together reach {@code topP}.
 *
 * <pre>{@code
 * SamplingOptions calm = SamplingOptions.PLAIN.withScale(2).withTopP(0.9);
 * SamplingOptions same = SamplingOptions.PLAIN.withTemperature(0.5).withTopP(0.9);
 * calm.withTopK(-1); // IllegalArgumentException: topK is -1
 * }</pre>
 *
 * @param scale the factor for the logits, above 0; 1 leaves the model's distribution unchanged,
 *     larger values favor the probable tokens more, smaller ones less. It is the {@code
 *     scale_factor} &alpha; of S. Raschka, Y. Liu, V. Mirjalili (2022), <cite>Machine Learning with
 *     PyTorch and Scikit-Learn</cite>, chapter 15, and the inverse of what is usually called
 *     temperature
 * @param topK the number of most probable tokens that may be drawn, 1 or more, or 0 for all (A.
 *     Fan, M. Lewis, Y. Dauphin 2018, <cite>Hierarchical Neural Story Generation</cite>, <a
 *     href="https://arxiv.org/abs/1805.04833">arXiv:1805.04833</a>)
 * @param topP only the smallest set of most probable tokens that together have at least this
 *     probability may be drawn; above 0 and at most 1, 1 for all ("nucleus sampling": A. Holtzman,
 *     J. Buys, L. Du, M. Forbes, Y. Choi 2020, <cite>The Curious Case of Neural Text
 *     Degeneration</cite>, <a href="https://arxiv.org/abs/1904.09751">arXiv:1904.09751</a>)
 * @param greedy true to always take the most probable token; the other components must then have
 *     the values of {@link #PLAIN}, because they would have no effect
 */
public record SamplingOptions(double scale, int topK, double topP, boolean greedy) {

  /** The model's own distribution: scale 1, no filter. */
  public static final SamplingOptions PLAIN = new SamplingOptions(1, 0, 1, false);

  /** Always the most probable token. */
  public static final SamplingOptions GREEDY = new SamplingOptions(1, 0, 1, true);

  /**
   * Checks the options.
   *
   * @param scale see {@link SamplingOptions}
   * @param topK see {@link SamplingOptions}
   * @param topP see {@link SamplingOptions}
   * @param greedy see {@link SamplingOptions}
   * @throws IllegalArgumentException if a value is out of its range
   */
  public SamplingOptions {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "scale is %s; it must be above 0 and finite. To always take the most probable token, use greedy sampling"
              .formatted(scale));
    }
    if (topK < 0) {
      throw new IllegalArgumentException(
          "topK is %d; it must be 1 or more, or 0 for all tokens".formatted(topK));
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "topP is %s; it must be above 0 and at most 1 (1 for all tokens)".formatted(topP));
    }
    if (greedy && (scale != 1 || topK != 0 || topP != 1)) {
      throw new IllegalArgumentException(
          "scale %s, topK %d and topP %s have no effect on greedy sampling; leave them out, or turn greedy sampling off"
              .formatted(scale, topK, topP));
    }
  }

  /**
   * Returns these options with a different scale.
   *
   * @param newScale above 0
   * @return the options
   * @throws IllegalArgumentException if the scale is out of its range
   */
  public SamplingOptions withScale(double newScale) {
    return new SamplingOptions(newScale, topK, topP, greedy);
  }

  /**
   * Returns these options with the scale {@code 1 / temperature}.
   *
   * @param temperature above 0; values below 1 favor the probable tokens more
   * @return the options
   * @throws IllegalArgumentException if the temperature, or its inverse, is out of range
   */
  public SamplingOptions withTemperature(double temperature) {
    double inverse = 1 / temperature;
    if (!(inverse > 0) || Double.isInfinite(inverse)) {
      throw new IllegalArgumentException(
          "temperature is %s; it must be above 0 and finite. To always take the most probable token, use greedy sampling"
              .formatted(temperature));
    }
    return withScale(inverse);
  }

  /**
   * Returns these options with a different limit on the number of tokens.
   *
   * @param newTopK 1 or more, or 0 for all
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public SamplingOptions withTopK(int newTopK) {
    return new SamplingOptions(scale, newTopK, topP, greedy);
  }

  /**
   * Returns these options with a different limit on the total probability.
   *
   * @param newTopP above 0 and at most 1
   * @return the options
   * @throws IllegalArgumentException if the probability is out of its range
   */
  public SamplingOptions withTopP(double newTopP) {
    return new SamplingOptions(scale, topK, newTopP, greedy);
  }
}
