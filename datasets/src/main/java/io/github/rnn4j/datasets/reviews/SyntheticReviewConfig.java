package io.github.rnn4j.datasets.reviews;

/**
 * How many synthetic reviews to make, and how hard to read they are.
 *
 * <p>The weights say how the sentences before the verdict are drawn; only their ratios count. More
 * filler gives longer distances between opinions, more opinions and attributed opinions hide the
 * verdict better from a reader who only counts words.
 *
 * @param count how many reviews, at least 2; half of them positive, of an odd number one more is
 *     negative
 * @param seed the same seed and the same other values make the same reviews
 * @param minWords fewest words of a review, 10 to {@code maxWords / 2}
 * @param medianWords the median of the log-normal distribution that lengths are drawn from before
 *     they are brought into range, {@code minWords} to {@code maxWords}
 * @param maxWords most words of a review, at least 60
 * @param filler weight of sentences without an opinion, 0 or more
 * @param opinion weight of opinions of the writer's own, 0 or more
 * @param contrast weight of sentences that hold two opposite opinions, 0 or more
 * @param attributed weight of opinions of somebody else, which do not count, 0 or more
 * @param agreement the share of the writer's earlier opinions that agree with the verdict, 0 to 1;
 *     0.5 makes them worthless
 * @param negation the share of opinions that are said by negating their opposite ("not bad"), 0 to
 *     1; 0.5 makes the opinion words worthless to a reader who does not see the negation
 * @param tail the chance that another sentence without an own opinion follows after the verdict, 0
 *     to 0.9; asked again after each such sentence
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
   * @param count how many reviews
   * @param seed what they are drawn from
   * @param minWords fewest words
   * @param medianWords median of the words
   * @param maxWords most words
   * @param filler weight of filler
   * @param opinion weight of opinions
   * @param contrast weight of contrasts
   * @param attributed weight of others' opinions
   * @param agreement share of earlier opinions that agree
   * @param negation share of negated opinions
   * @param tail chance of a sentence after the verdict
   * @throws IllegalArgumentException if a value is outside its range; the message names it
   */
  public SyntheticReviewConfig {
    require(count >= 2, "count", count, "2 or more");
    require(maxWords >= 60, "maxWords", maxWords, "60 or more");
    require(minWords >= 10 && minWords <= maxWords / 2, "minWords", minWords, "10 to maxWords / 2");
    require(
        medianWords >= minWords && medianWords <= maxWords,
        "medianWords",
        medianWords,
        "minWords to maxWords");
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
   * The reviews that the programs train on when no data are named.
   *
   * @param count how many reviews, at least 2
   * @param seed what they are drawn from
   * @return lengths 10 to 300 words, and the weights that the documented accuracies belong to
   */
  public static SyntheticReviewConfig standard(int count, long seed) {
    return new SyntheticReviewConfig(count, seed, 10, 42, 300, 5, 3, 0.7, 1, 0.9, 0.15, 0.3);
  }

  private static void requireWeight(String field, double value) {
    require(value >= 0 && Double.isFinite(value), field, value, "0 or more");
  }

  private static void requireShare(String field, double value, double most) {
    require(value >= 0 && value <= most, field, value, "0 to " + most);
  }

  private static void require(boolean legal, String field, Object value, String expected) {
    if (!legal) {
      throw new IllegalArgumentException(field + " is " + value + "; use " + expected);
    }
  }
}
