package io.github.rnn4j.config;

import java.util.Map;

/** What the options of gradient clipping say, in every configuration that has them. */
public final class Clipping {

  /** Description of the component {@code clip}. */
  public static final String CLIP =
      "What gradient clipping limits: ${COMPLETION-CANDIDATES}. global: the norm over all"
          + " parameters; layer: the norm of each layer; value: each number.";

  /** Description of the component {@code clipThreshold}. */
  public static final String THRESHOLD =
      "Limit of gradient clipping, up to 1000000; 0 for no clipping.";

  private Clipping() {}

  /**
   * Returns which of the two components has no effect, for {@link IdleKnobs#idle}.
   *
   * @param threshold the value of {@code clipThreshold}
   * @return {@code clip} with the reason if nothing is clipped; otherwise empty
   */
  public static Map<String, String> idle(double threshold) {
    return threshold == 0
        ? Map.of("clip", "nothing is clipped: add --clip-threshold with a number above 0")
        : Map.of();
  }
}
