package io.github.rnn4j.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a component of a configuration record an option of the command line. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Knob {

  /**
   * What the option does and its legal values, as {@code --help} shows it.
   *
   * @return one or more sentences; {@code ${COMPLETION-CANDIDATES}} stands for the names of an enum
   */
  String value();

  /**
   * What stands for the value in {@code --help}.
   *
   * @return such as {@code PATH|NAME}; empty for a word from the type
   */
  String label() default "";
}
