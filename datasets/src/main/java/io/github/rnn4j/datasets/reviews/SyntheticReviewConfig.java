package io.github.rnn4j.datasets.reviews;

/**
 * How many synthetic reviews to generate, and how hard they are to classify.
 *
 * <p>The weights say how often each kind of sentence is drawn before the verdict; only their ratios
 * matter. More filler increases the distance between opinions. More opinions and attributed
 * opinions hide the verdict better from a reader who only counts words.
 *
 * @param count the number of reviews, at least 2; half of them are positive, and an odd number has
 *     one more negative review
 * @param seed the same seed and the same other values generate the same reviews
 * @param minWords the minimum number of words in a review, 10 to {@code maxWords / 2}
 * @param medianWords the median of the log-normal distribution of lengths before they are clipped
 *     to the range, {@code minWords} to {@code maxWords}
 * @param maxWords the maximum number of words in a review, at least 60
 * @param filler the weight of sentences without an opinion, 0 or more
 * @param opinion the weight of the writer's opinions, 0 or more
 * @param contrast the weight of sentences with two opposite opinions, 0 or more
 * @param attributed the weight of other people's opinions, which do not count, 0 or more
 * @param agreement the share of the writer's earlier opinions that agree with the verdict, 0 to 1;
 *     with 0.5 they carry no information
 * @param negation the share of opinions that are expressed by negating their opposite ("not bad"),
 *     0 to 1; with 0.5 the opinion words carry no information for a reader who ignores negation
 * @param tail the probability that another sentence without the writer's opinion follows the
 *     verdict, 0 to 0.9; drawn again after each such sentence
 */
public record SyntheticReviewConfig(
    int count,
    long seed,
    int minWords,
    int medianWords,
    int maxWords,
    double filler,
    double opinion,
    double contrast,
    double attributed,
    double agreement,
    double negation,
    double tail) {

  /**
   * Checks the ranges.
   *
   * @param count the number of reviews
   * @param seed the seed
   * @param minWords the minimum number of words
   * @param medianWords the median number of words
   * @param maxWords the maximum number of words
   * @param filler the weight of filler
   * @param opinion the weight of opinions
   * @param contrast the weight of contrasts
   * @param attributed the weight of other people's opinions
   * @param agreement the share of earlier opinions that agree
   * @param negation the share of negated opinions
   * @param tail the probability of a sentence after the verdict
   * @throws IllegalArgumentException if a value is out of range; the message names it
   */
  public SyntheticReviewConfig {
    require(count >= 2, "count", count, "2 or more");
    require(maxWords >= 60, "maxWords", maxWords, "60 or more");
    require(
        minWords >= 10 && minWords <= maxWords / 2,
        "minWords",
        minWords,
        "from 10 to maxWords / 2");
    require(
        medianWords >= minWords && medianWords <= maxWords,
        "medianWords",
        medianWords,
        "from minWords to maxWords");
    requireWeight("filler", filler);
    requireWeight("opinion", opinion);
    requireWeight("contrast", contrast);
    requireWeight("attributed", attributed);
    double sum = filler + opinion + contrast + attributed;
    require(sum > 0, "the sum of the weights", sum, "more than 0");
    requireShare("agreement", agreement, 1);
    requireShare("negation", negation, 1);
    requireShare("tail", tail, 0.9);
  }

  /**
   * Returns the configuration of the reviews that the programs train on if no data is named.
   *
   * @param count the number of reviews, at least 2
   * @param seed the seed
   * @return lengths of 10 to 300 words, and the weights used for the documented accuracies
   */
  public static SyntheticReviewConfig standard(int count, long seed) {
    return new SyntheticReviewConfig(count, seed, 10, 42, 300, 5, 3, 0.7, 1, 0.9, 0.15, 0.3);
  }

  private static void requireWeight(String field, double value) {
    require(value >= 0 && Double.isFinite(value), field, value, "0 or more");
  }

  private static void requireShare(String field, double value, double most) {
    require(value >= 0 && value <= most, field, value, "from 0 to " + most);
  }

  private static void require(boolean legal, String field, Object value, String expected) {
    if (!legal) {
      throw new IllegalArgumentException(field + " is " + value + "; it must be " + expected);
    }
  }
}
