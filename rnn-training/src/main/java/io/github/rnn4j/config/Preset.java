package io.github.rnn4j.config;

/**
 * A named configuration; an enum of them is the only place with default values.
 *
 * <p>{@link Object#toString} gives the name as the command line writes it, such as {@code
 * book-bidirectional}.
 *
 * @param <C> the configuration: a record of records
 */
public interface Preset<C extends Record> {

  /**
   * The values of all options that are not given.
   *
   * @return the configuration
   */
  C config();

  /**
   * What the preset costs and what it reaches.
   *
   * @return a line without a full stop
   */
  String cost();
}
