package io.github.rnn4j.kernel.threads;

import io.github.rnn4j.kernel.SystemPropertyException;

/** How many threads one layer uses. */
public final class ThreadCount {
  /** System property that sets it; as many as there are processors by default. */
  static final String PROPERTY = "rnn4j.threads";

  private ThreadCount() {}

  /**
   * What the system property says.
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
