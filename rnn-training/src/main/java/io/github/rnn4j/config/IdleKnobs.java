package io.github.rnn4j.config;

import java.util.Map;

/**
 * A configuration, or a part of one, in which some values have no effect, depending on the others.
 *
 * <p>Giving an option for such a value is an error, and the value is not shown when training
 * starts.
 */
public interface IdleKnobs {

  /**
   * The components that have no effect.
   *
   * @return the names of the components, each with the reason and what to do instead, such as
   *     {@code one-hot input has no embedding: add --input embedding}
   */
  Map<String, String> idle();
}
