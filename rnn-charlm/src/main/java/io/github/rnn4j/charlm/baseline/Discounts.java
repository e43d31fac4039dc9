package io.github.rnn4j.charlm.baseline;

/**
 * The discounts of modified Kneser-Ney smoothing for the counts 1, 2 and 3 or more of one order,
 * estimated from the number of n-grams that occur once, twice, three and four times (Chen and
 * Goodman 1998, equation 26).
 *
 * @param one discount of a count of 1, above 0 and at most 1
 * @param two discount of a count of 2, above 0 and at most 2
 * @param more discount of larger counts, above 0 and at most 3
 */
record Discounts(double one, double two, double more) {

  /**
   * The discounts of an order whose estimate is undefined, such as unigrams of characters, of which
   * a text has only about 80.
   */
  static final Discounts FIXED = new Discounts(0.5, 1, 1.5);

  /** Estimates the discounts; element c of the argument is the number of n-grams with count c. */
  static Discounts of(long[] countsOfCounts) {
    double n1 = countsOfCounts[1];
    double n2 = countsOfCounts[2];
    double n3 = countsOfCounts[3];
    double n4 = countsOfCounts[4];
    double y = n1 / (n1 + 2 * n2);
    Discounts estimate =
        new Discounts(1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3);
    return estimate.isLegal() ? estimate : FIXED;
  }

  private boolean isLegal() {
    return one > 0 && one <= 1 && two > 0 && two <= 2 && more > 0 && more <= 3; // NaN is not
  }

  double of(int count) {
    return switch (count) {
      case 0 -> 0;
      case 1 -> one;
      case 2 -> two;
      default -> more;
    };
  }
}
