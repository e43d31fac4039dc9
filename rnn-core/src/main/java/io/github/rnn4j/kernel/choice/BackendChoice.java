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
 * Chooses the backend of every layer and optimizer. For FLOAT on the CPU it chooses Java arrays:
 * {@code vector}, with vector instructions, if the module {@code jdk.incubator.vector} is present
 * and the processor has fused multiply-add; otherwise {@code plain}, with loops that Java's
 * compiler vectorizes. Everything else uses {@code nd4j}, ND4J's operations. One log line says
 * which backend was chosen and why.
 *
 * <p>The system property {@value BackendProperty#NAME} forces a backend by name. Creating the first
 * recurrent layer on the CPU also sets ND4J's own operations to one thread, unless the environment
 * variable {@code OMP_NUM_THREADS} is set.
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
    chooseNativeThreads();
    return backend.recurrentEngine(shape);
  }

  /**
   * Sets ND4J's own operations on the CPU to one thread, unless the environment variable {@code
   * OMP_NUM_THREADS} is set. The first call of each thread decides; later ones do nothing.
   */
  public static void chooseNativeThreads() {
    if (isProcessor()) {
      NativeThreads.choose();
    }
  }

  /**
   * Chooses the backend for a data type.
   *
   * @param type data type of the computation
   * @return the backend
   * @throws SystemPropertyException if the forced backend does not exist or cannot run here
   */
  public static Backend of(DataType type) {
    Objects.requireNonNull(type, "type");
    String forced = BackendProperty.forced();
    if (forced.equals(Nd4jBackend.NAME)) {
      return logged(new Nd4jBackend(), "system property " + BackendProperty.NAME, false);
    }
    String obstacle = obstacleToArrays(type);
    if (obstacle == null) {
      boolean slow = forced.isEmpty() && obstacleToVectors() != null;
      return logged(new ArrayBackend(arithmetic(forced)), reason(forced), slow);
    }
    if (!forced.isEmpty()) {
      throw BackendProperty.cannotRun(forced, obstacle);
    }
    return logged(new Nd4jBackend(), obstacle, true);
  }

  /**
   * Returns whether layers of a data type compute in Java arrays, as prediction with packed weights
   * always does.
   *
   * @param type data type of the network
   * @return false if they use ND4J's operations
   * @throws SystemPropertyException if the forced backend does not exist or cannot run here
   */
  public static boolean computesInArrays(DataType type) {
    return of(type) instanceof ArrayBackend;
  }

  /**
   * Chooses the arithmetic of networks whose weights are packed once for prediction. They compute
   * in FLOAT and in Java's memory, whatever the network's data type and device; {@code nd4j}
   * therefore means {@code plain} here.
   *
   * @return the arithmetic
   * @throws SystemPropertyException if the forced backend does not exist or cannot run here
   */
  public static FloatArithmetic predictionArithmetic() {
    String forced = BackendProperty.forced();
    FloatArithmetic arithmetic =
        arithmetic(forced.equals(Nd4jBackend.NAME) ? PlainArithmetic.NAME : forced);
    logOnce(
        "Prediction with packed weights uses the %s backend (%s)"
            .formatted(arithmetic.name(), reason(forced)),
        forced.isEmpty() && obstacleToVectors() != null);
    return arithmetic;
  }

  private static FloatArithmetic arithmetic(String forced) {
    boolean vector =
        forced.isEmpty() ? obstacleToVectors() == null : forced.equals(VectorArithmetic.NAME);
    return vector ? vectorArithmetic() : new PlainArithmetic();
  }

  /** Stays a separate method: nothing else here may need the vector module. */
  private static FloatArithmetic vectorArithmetic() {
    return new VectorArithmetic();
  }

  /** Returns why vector instructions are not used by default; null if they are. */
  private static String obstacleToVectors() {
    String missing = BackendProperty.missingModule();
    if (missing != null) {
      return missing;
    }
    return FUSED_MULTIPLY_ADD
        ? null
        : "Java has no fused multiply-add on this processor, and vectors are slow without it";
  }

  /** Without it, Java computes {@code Math.fma} with BigDecimal, even in the vector module. */
  private static boolean hasFusedMultiplyAdd() {
    try {
      HotSpotDiagnosticMXBean java =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return java == null || Boolean.parseBoolean(java.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException | LinkageError unknown) {
      return true; // this Java lacks the option or the management interface
    }
  }

  private static boolean isProcessor() {
    return Nd4j.getExecutioner().getClass().getName().contains(".nativecpu.");
  }

  /** Returns why Java arrays cannot be used; null if they can. */
  private static String obstacleToArrays(DataType type) {
    if (!isProcessor()) {
      return "ND4J uses "
          + Nd4j.getExecutioner().getClass().getSimpleName()
          + ", not the CPU; only nd4j supports that";
    }
    return type == DataType.FLOAT
        ? null
        : "the data type is " + type + "; only nd4j supports types other than FLOAT";
  }

  private static String reason(String forced) {
    if (!forced.isEmpty()) {
      return "system property " + BackendProperty.NAME;
    }
    return Objects.requireNonNullElse(obstacleToVectors(), "FLOAT on the CPU");
  }

  private static Backend logged(Backend backend, String reason, boolean slow) {
    logOnce(
        backend instanceof ArrayBackend
            ? "Layers use the %s backend, threads: %d (%s)"
                .formatted(backend.name(), KernelThreads.count(), reason)
            : "Layers use the %s backend, the slowest one (%s)".formatted(backend.name(), reason),
        slow);
    return backend;
  }

  /** Logs a line, or prints it if it says that a faster path is not available. */
  private static void logOnce(String line, boolean slow) {
    if (LOGGED.add(line)) {
      log.info(line);
      if (slow) {
        SlowPathNotice.print(line);
      }
    }
  }
}
