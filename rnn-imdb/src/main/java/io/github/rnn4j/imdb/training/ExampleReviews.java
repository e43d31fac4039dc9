package io.github.rnn4j.imdb.training;

import java.util.List;

/** Example sentences that show whether a network has learned about word order. */
public final class ExampleReviews {

  /** The examples; the second has the words of the first in another order. */
  public static final List<String> TEXTS =
      List.of(
          "The first half was dull, but in the end it was wonderful.",
          "The first half was wonderful, but in the end it was dull.",
          "My brother called it boring, but overall I found it charming.",
          "I expected something superb. All in all the film was far from memorable.");

  private ExampleReviews() {}
}
