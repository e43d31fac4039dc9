package io.github.rnn4j.kernel.choice;

import io.github.rnn4j.kernel.SystemPropertyException;
import io.github.rnn4j.kernel.array.ArrayEngine;
import io.github.rnn4j.kernel.array.ThreadCount;
import io.github.rnn4j.kernel.nd4j.Nd4jEngine;
import java.util.List;

/** What the system properties of this library say. Reading them needs no ND4J. */
public final class BackendProperty {
  /** System property that forces a backend: {@code vector} or {@code nd4j}. */
  public static final String NAME = "rnn4j.backend";

  private static final List<String> LEGAL = List.of(ArrayEngine.NAME, Nd4jEngine.NAME);

  private static final String FORMER_NAME = "rnn4j.engine";
  private static final String FORMER_ND4J = "reference";
  private static final String MODULE = "jdk.incubator.vector";

  private BackendProperty() {}

  /**
   * Refuses wrong values, for a program to say so before it begins.
   *
   * @throws SystemPropertyException if a property has a value that it cannot have here
   */
  public static void check() {
    ThreadCount.configured();
    if (forced().equals(ArrayEngine.NAME)) {
      String missing = missingModule();
      if (missing != null) {
        throw cannotRun(missing);
      }
    }
  }

  /** The name of the forced backend; empty for none. */
  static String forced() {
    String former = System.getProperty(FORMER_NAME);
    if (former != null) {
      throw new SystemPropertyException(
          "System property %s is now called %s: set %s instead"
              .formatted(FORMER_NAME, NAME, advice(former)));
    }
    String forced = System.getProperty(NAME, "");
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
                        .formatted(FORMER_ND4J, Nd4jEngine.NAME, advice(forced))
                    : "it must be " + String.join(" or ", LEGAL)));
  }

  private static String advice(String old) {
    return switch (old) {
      case FORMER_ND4J -> "-D" + NAME + "=" + Nd4jEngine.NAME;
      case ArrayEngine.NAME -> "-D" + NAME + "=" + ArrayEngine.NAME;
      default -> "-D" + NAME + " to " + String.join(" or ", LEGAL);
    };
  }

  static SystemPropertyException cannotRun(String obstacle) {
    return new SystemPropertyException(
        "System property %s is %s, but %s".formatted(NAME, ArrayEngine.NAME, obstacle));
  }

  /** What is missing for vector instructions; null where nothing is. */
  static String missingModule() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? null
        : "the module %s is missing; start Java with --add-modules %s".formatted(MODULE, MODULE);
  }
}
