package io.github.rnn4j.kernel.choice;

import io.github.rnn4j.kernel.SystemPropertyException;
import io.github.rnn4j.kernel.arithmetic.PlainArithmetic;
import io.github.rnn4j.kernel.nd4j.Nd4jBackend;
import io.github.rnn4j.kernel.simd.VectorArithmetic;
import io.github.rnn4j.kernel.threads.ThreadCount;
import java.util.List;

/** Reads the system properties of this library, without loading ND4J. */
public final class BackendProperty {
  /** System property that forces a backend: {@code vector}, {@code plain} or {@code nd4j}. */
  public static final String NAME = "rnn4j.backend";

  /** A compile-time constant: loading the class itself would need the module. */
  private static final String VECTOR = VectorArithmetic.NAME;

  private static final List<String> LEGAL = List.of(VECTOR, PlainArithmetic.NAME, Nd4jBackend.NAME);
  private static final String CHOICES =
      VECTOR + ", " + PlainArithmetic.NAME + " or " + Nd4jBackend.NAME;

  private static final String FORMER_NAME = "rnn4j.engine";
  private static final String FORMER_ND4J = "reference";
  private static final String MODULE = "jdk.incubator.vector";

  private BackendProperty() {}

  /**
   * Returns the name of the forced backend. A program that calls this first rejects invalid values
   * before it writes anything.
   *
   * @return the name; empty for none
   * @throws SystemPropertyException if a property of this library has a value that is not allowed
   *     here
   */
  public static String forced() {
    ThreadCount.configured();
    String former = System.getProperty(FORMER_NAME);
    if (former != null) {
      throw new SystemPropertyException(
          "System property %s is now called %s: set %s instead"
              .formatted(FORMER_NAME, NAME, advice(former)));
    }
    String forced = System.getProperty(NAME, "");
    if (forced.equals(VECTOR) && missingModule() != null) {
      throw cannotRun(VECTOR, missingModule());
    }
    if (forced.isEmpty() || LEGAL.contains(forced)) {
      return forced;
    }
    throw new SystemPropertyException(
        "System property %s is %s: %s"
            .formatted(
                NAME,
                forced,
                forced.equals(FORMER_ND4J)
                    ? "%s is now called %s, so set %s"
                        .formatted(FORMER_ND4J, Nd4jBackend.NAME, advice(forced))
                    : "it must be " + CHOICES));
  }

  private static String advice(String old) {
    return switch (old) {
      case FORMER_ND4J -> "-D" + NAME + "=" + Nd4jBackend.NAME;
      case VECTOR -> "-D" + NAME + "=" + VECTOR;
      default -> "-D" + NAME + " to " + CHOICES;
    };
  }

  static SystemPropertyException cannotRun(String forced, String obstacle) {
    return new SystemPropertyException(
        "System property %s is %s, but %s".formatted(NAME, forced, obstacle));
  }

  /** Returns what to tell the user if the vector module is missing; null if it is present. */
  static String missingModule() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? null
        : "the module %s is missing; start Java with --add-modules %s".formatted(MODULE, MODULE);
  }
}
