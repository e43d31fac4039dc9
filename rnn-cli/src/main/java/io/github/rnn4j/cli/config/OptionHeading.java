package io.github.rnn4j.cli.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Under which heading the help of a command with a configuration shows the options of a class, or
 * one option; see {@link ConfigOptions#addTo}. Options without one stand above all headings.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface OptionHeading {

  /**
   * The heading; that of an option goes before that of its class. Options of the same heading stand
   * together.
   *
   * @return such as {@code Data}, without a colon
   */
  String value();
}
