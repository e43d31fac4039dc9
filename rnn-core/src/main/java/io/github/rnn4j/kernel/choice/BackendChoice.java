package io.github.rnn4j.kernel.choice;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.rnn4j.kernel.Backend;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.SystemPropertyException;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.PlainArithmetic;
import io.github.rnn4j.kernel.array.ArrayBackend;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.nd4j.Nd4jBackend;
import io.github.rnn4j.kernel.simd.VectorArithmetic;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the backend of a layer or an optimizer, in one place for all. For FLOAT on the processor
 * that is Java arrays: {@code vector}, in vector instructions, where the module {@code
 * jdk.incubator.vector} is there and the processor has fused multiply-add; {@code plain}, in loops
 * that Java's compiler vectorises by itself, otherwise. Everything else is {@code nd4j}, ND4J's
 * operations. One line in the log says what was chosen, and why.
 *
 * <p>The system property {@value BackendProperty#NAME} forces one of them by its name. When the
 * first recurrent layer on the processor is made, ND4J's own operations are set to one thread,
 * unless the environment variable {@code OMP_NUM_THREADS} is set.
 */
public final class BackendChoice {
  private static final Logger log = LoggerFactory.getLogger(BackendChoice.class);
  private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

  private static final boolean FUSED_MULTIPLY_ADD = hasFusedMultiplyAdd();

  private BackendChoice() {}

  /**
   * Creates the recurrent engine of a layer.
   *
   * @param shape the cell and its sizes
   * @param type data type of the network
   * @return a new engine
   * @throws SystemPropertyException if the forced backend does not exist or cannot run here
   */
  public static RecurrentEngine recurrentEngine(CellShape shape, DataType type) {
    Backend backend = of(type);
    if (isProcessor()) {
      NativeThreads.choose();
    }
    return backend.recurrentEngine(shape);
  }

  /**
   * Chooses.
   *
   * @param type data type of what is computed
   * @return the backend
   * @throws SystemPropertyException if the forced backend does not exist or cannot run here
   */
  public static Backend of(DataType type) {
    Objects.requireNonNull(type, "type");
    String forced = BackendProperty.forced();
    if (forced.equals(Nd4jBackend.NAME)) {
      return logged(new Nd4jBackend(), "system property " + BackendProperty.NAME);
    }
    String obstacle = obstacleToArrays(type);
    if (obstacle == null) {
      return logged(new ArrayBackend(arithmetic(forced)), reason(forced));
    }
    if (!forced.isEmpty()) {
      throw BackendProperty.cannotRun(forced, obstacle);
    }
    return logged(new Nd4jBackend(), obstacle);
  }

  /**
   * What computes a network that is stepped. It computes in FLOAT and in Java's memory, whatever
   * the network's data type and device, so {@code nd4j} means {@code plain} here.
   *
   * @return the arithmetic
   * @throws SystemPropertyException if the forced backend does not exist or cannot run here
   */
  public static FloatArithmetic stepArithmetic() {
    String forced = BackendProperty.forced();
    FloatArithmetic arithmetic =
        arithmetic(forced.equals(Nd4jBackend.NAME) ? PlainArithmetic.NAME : forced);
    logOnce(
        "Stepwise networks use the backend %s (%s)".formatted(arithmetic.name(), reason(forced)));
    return arithmetic;
  }

  private static FloatArithmetic arithmetic(String forced) {
    boolean vector =
        forced.isEmpty() ? obstacleToVectors() == null : forced.equals(VectorArithmetic.NAME);
    return vector ? vectorArithmetic() : new PlainArithmetic();
  }

  /** In a method of its own, so that nothing else needs the module. */
  private static FloatArithmetic vectorArithmetic() {
    return new VectorArithmetic();
  }

  /** Why vector instructions are not taken by themselves; null where they are. */
  private static String obstacleToVectors() {
    String missing = BackendProperty.missingModule();
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
    } catch (IllegalArgumentException | LinkageError unknown) {
      return true; // a Java without that option, or without its management
    }
  }

  private static boolean isProcessor() {
    return Nd4j.getExecutioner().getClass().getName().contains(".nativecpu.");
  }

  /** Why Java arrays cannot be used; null where they can. */
  private static String obstacleToArrays(DataType type) {
    if (!isProcessor()) {
      return "ND4J does not compute on the processor but with "
          + Nd4j.getExecutioner().getClass().getSimpleName();
    }
    return type == DataType.FLOAT
        ? null
        : "the data type is " + type + "; the other backends compute only in FLOAT";
  }

  private static String reason(String forced) {
    if (!forced.isEmpty()) {
      return "system property " + BackendProperty.NAME;
    }
    return Objects.requireNonNullElse(obstacleToVectors(), "FLOAT on the processor");
  }

  private static Backend logged(Backend backend, String reason) {
    logOnce(
        backend instanceof ArrayBackend
            ? "Layers use the backend %s, threads: %d (%s)"
                .formatted(backend.name(), KernelThreads.count(), reason)
            : "Layers use the backend %s, the slowest one (%s)".formatted(backend.name(), reason));
    return backend;
  }

  private static void logOnce(String line) {
    if (LOGGED.add(line)) {
      log.info(line);
    }
  }
}
