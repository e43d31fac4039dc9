package io.github.rnn4j.cli.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the heading under which a command's help shows the options of a class, or one option; see
 * {@link ConfigOptions#addTo}. Options without a heading come first.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface OptionHeading {

  /**
   * The heading. A heading on an option overrides that of its class. Options with the same heading
   * are listed together.
   *
   * @return a heading such as {@code Data}, without a colon
   */
  String value();
}
