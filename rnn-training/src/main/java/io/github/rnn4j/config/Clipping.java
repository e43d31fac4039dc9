package io.github.rnn4j.config;

import java.util.Map;

/** What the options of gradient clipping say, in every configuration that has them. */
public final class Clipping {

  /** Description of the component {@code clip}. */
  public static final String CLIP =
      "How to clip gradients: ${COMPLETION-CANDIDATES}. global: by the norm over all parameters;"
          + " layer: by the norm of each layer; value: each number by itself.";

  /** Description of the component {@code clipThreshold}. */
  public static final String THRESHOLD = "Clipping threshold, up to 1000000; 0 for no clipping.";

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
