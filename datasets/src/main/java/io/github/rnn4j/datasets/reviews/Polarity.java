package io.github.rnn4j.datasets.reviews;

import java.util.List;

/** The two classes of film reviews. */
public final class Polarity {

  /** The label of a negative review. */
  public static final int NEGATIVE = 0;

  /** The label of a positive review. */
  public static final int POSITIVE = 1;

  /** The names of the classes; a label is an index into this list. */
  public static final List<String> NAMES = List.of("negative", "positive");

  private Polarity() {}
}
