package io.github.rnn4j.kernel.choice;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.rnn4j.kernel.SystemPropertyException;
import io.github.rnn4j.kernel.arithmetic.PlainArithmetic;
import io.github.rnn4j.kernel.array.ThreadCount;
import io.github.rnn4j.kernel.nd4j.Nd4jBackend;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What the system properties of this library say. Reading them needs no ND4J. */
public final class BackendProperty {
  /** System property that forces a backend: {@code vector}, {@code plain} or {@code nd4j}. */
  public static final String NAME = "rnn4j.backend";

  /** The name of the vector backend, whose own class needs the module. */
  static final String VECTOR = "vector";

  private static final List<String> LEGAL = List.of(VECTOR, PlainArithmetic.NAME, Nd4jBackend.NAME);

  private static final String FORMER_NAME = "rnn4j.engine";
  private static final String FORMER_ND4J = "reference";
  private static final String MODULE = "jdk.incubator.vector";

  private static final boolean FUSED_MULTIPLY_ADD = hasFusedMultiplyAdd();

  private BackendProperty() {}

  /**
   * Refuses wrong values, for a program to say so before it begins.
   *
   * @throws SystemPropertyException if a property has a value that it cannot have here
   */
  public static void check() {
    ThreadCount.configured();
    if (forced().equals(VECTOR) && missingModule() != null) {
      throw cannotRun(VECTOR, missingModule());
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
                        .formatted(FORMER_ND4J, Nd4jBackend.NAME, advice(forced))
                    : "it must be " + String.join(" or ", LEGAL)));
  }

  private static String advice(String old) {
    return switch (old) {
      case FORMER_ND4J -> "-D" + NAME + "=" + Nd4jBackend.NAME;
      case VECTOR -> "-D" + NAME + "=" + VECTOR;
      default -> "-D" + NAME + " to " + String.join(" or ", LEGAL);
    };
  }

  static SystemPropertyException cannotRun(String forced, String obstacle) {
    return new SystemPropertyException(
        "System property %s is %s, but %s".formatted(NAME, forced, obstacle));
  }

  /** Why vector instructions are not taken by themselves; null where they are. */
  static String obstacleToVectors() {
    String missing = missingModule();
    if (missing != null) {
      return missing;
    }
    return FUSED_MULTIPLY_ADD
        ? null
        : "this Java has no fused multiply-add for this processor, and vectors are slow without";
  }

  /** Without it Java computes {@code Math.fma} with BigDecimal, in the vector module as well. */
  private static boolean hasFusedMultiplyAdd() {
    try {
      HotSpotDiagnosticMXBean java =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return java == null || Boolean.parseBoolean(java.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException unknown) {
      return true; // another Java, which has no such option
    }
  }

  /** What is missing for vector instructions; null where nothing is. */
  static String missingModule() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? null
        : "the module %s is missing; start Java with --add-modules %s".formatted(MODULE, MODULE);
  }
}
