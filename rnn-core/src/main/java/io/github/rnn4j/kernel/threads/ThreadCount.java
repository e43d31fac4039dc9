package io.github.rnn4j.kernel.threads;

import io.github.rnn4j.kernel.SystemPropertyException;

/** The number of threads that one layer uses. */
public final class ThreadCount {
  /** System property that sets it; the default is the number of processors. */
  static final String PROPERTY = "rnn4j.threads";

  private ThreadCount() {}

  /**
   * Reads the system property.
   *
   * @return 1 or more
   * @throws SystemPropertyException if it is not a number from 1 to 999
   */
  public static int configured() {
    String value = System.getProperty(PROPERTY);
    if (value == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (!value.matches("[1-9][0-9]{0,2}")) {
      throw new SystemPropertyException(
          "System property %s is %s: it must be a number from 1 to 999".formatted(PROPERTY, value));
    }
    return Integer.parseInt(value);
  }
}
