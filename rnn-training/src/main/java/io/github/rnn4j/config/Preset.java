package io.github.rnn4j.config;

/**
 * A named configuration. The default values of all options are in an enum of presets and nowhere
 * else.
 *
 * <p>{@link Object#toString} returns the name as it is written on the command line, such as {@code
 * book-bidirectional}.
 *
 * @param <C> the type of the configuration, a record of records
 */
public interface Preset<C extends Record> {

  /**
   * The values of all options that the user does not set.
   *
   * @return the configuration
   */
  C config();

  /**
   * The cost of training with the preset and the result that it reaches.
   *
   * @return one line, without a full stop at its end
   */
  String cost();
}
