package io.github.rnn4j.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Turns a component of a configuration record into a command-line option. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Knob {

  /**
   * The option's description and legal values, as {@code --help} shows them.
   *
   * @return one or more sentences; {@code ${COMPLETION-CANDIDATES}} is replaced by the names of an
   *     enum's constants
   */
  String value();

  /**
   * The placeholder for the value in {@code --help}.
   *
   * @return for example {@code PATH|NAME}; empty to derive it from the type
   */
  String label() default "";

  /**
   * The value of runs that were saved before the component existed: the one that behaves as the
   * program did then.
   *
   * @return the value as {@code config.json} has it, such as {@code TANH} for a constant of an
   *     enum; empty if every saved run has a value
   */
  String inEarlierRuns() default "";

  /**
   * Whether runs that were saved before the component existed have an empty text.
   *
   * @return true for a text that is empty in those runs
   */
  boolean emptyInEarlierRuns() default false;

  /**
   * The name that the component had in runs that were saved before it was renamed.
   *
   * @return the name; empty if it always had the same one
   */
  String formerName() default "";
}
