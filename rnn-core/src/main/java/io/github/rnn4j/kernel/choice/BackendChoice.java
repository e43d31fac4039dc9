package io.github.rnn4j.kernel.choice;

import io.github.rnn4j.kernel.AdamStep;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.RowProducts;
import io.github.rnn4j.kernel.SystemPropertyException;
import io.github.rnn4j.kernel.TableRows;
import io.github.rnn4j.kernel.array.ArrayAdam;
import io.github.rnn4j.kernel.array.ArrayEngine;
import io.github.rnn4j.kernel.array.ArrayRowProducts;
import io.github.rnn4j.kernel.array.ArrayTableRows;
import io.github.rnn4j.kernel.array.KernelThreads;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.nd4j.Nd4jAdam;
import io.github.rnn4j.kernel.nd4j.Nd4jEngine;
import io.github.rnn4j.kernel.nd4j.Nd4jRowProducts;
import io.github.rnn4j.kernel.nd4j.Nd4jTableRows;
import io.github.rnn4j.kernel.simd.VectorArithmetic;
import io.github.rnn4j.kernel.step.PlainStep;
import io.github.rnn4j.kernel.step.StepArithmetic;
import io.github.rnn4j.kernel.step.StepModel;
import io.github.rnn4j.kernel.step.VectorStep;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the backend of a packed layer: {@code vector}, Java arrays and vector instructions, for
 * FLOAT on the processor where the module {@code jdk.incubator.vector} is there; {@code nd4j},
 * ND4J's operations, otherwise. One line in the log says what was chosen, and why.
 *
 * <p>The system property {@value BackendProperty#NAME} forces one of them by its name. When the
 * first layer on the processor is made, ND4J's own operations are set to one thread, unless the
 * environment variable {@code OMP_NUM_THREADS} is set.
 */
public final class BackendChoice {

  private static final Logger log = LoggerFactory.getLogger(BackendChoice.class);
  private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

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
    Objects.requireNonNull(type, "type");
    boolean vector = isVector("Packed layers use the backend", obstacle(type));
    if (isProcessor()) {
      NativeThreads.choose();
    }
    return vector ? vectorEngine(shape) : new Nd4jEngine(shape);
  }

  /**
   * Creates the products of a dense layer at every step, by the same choice.
   *
   * @param type data type of the network
   * @return new products, for one layer
   * @throws SystemPropertyException if the forced backend does not exist or cannot run here
   */
  public static RowProducts rowProducts(DataType type) {
    return isVector("Outputs at every step use the backend", obstacle(type))
        ? vectorRows()
        : new Nd4jRowProducts();
  }

  /**
   * Creates what reads and adds rows of an embedding's table: in Java arrays for FLOAT on the
   * processor, in ND4J operations otherwise. It needs no vector instructions.
   *
   * @param type data type of the network
   * @return what works for it
   */
  public static TableRows tableRows(DataType type) {
    return inMemory(type) ? new ArrayTableRows() : new Nd4jTableRows();
  }

  /**
   * Creates a step of Adam, by the same choice as {@link #tableRows}.
   *
   * @param type data type of gradient and moments
   * @param constants what stays the same from step to step
   * @return what works for it
   */
  public static AdamStep adamStep(DataType type, AdamStep.Constants constants) {
    return inMemory(type) ? new ArrayAdam(constants) : new Nd4jAdam(constants);
  }

  private static boolean inMemory(DataType type) {
    return type == DataType.FLOAT && isProcessor();
  }

  /**
   * The arithmetic of a {@link StepModel}. It computes in FLOAT and in Java's memory, whatever the
   * network's data type and backend: vector instructions need nothing but the module.
   *
   * @return the arithmetic
   * @throws SystemPropertyException if the forced backend does not exist or cannot run here
   */
  public static StepArithmetic stepArithmetic() {
    boolean vector =
        isVector(
            "Stepwise networks use the arithmetic of the backend", BackendProperty.missingModule());
    return vector ? vectorStep() : new PlainStep();
  }

  private static boolean isVector(String subject, String obstacle) {
    BackendProperty.check();
    String forced = BackendProperty.forced();
    boolean vector = forced.isEmpty() ? obstacle == null : forced.equals(ArrayEngine.NAME);
    if (vector && obstacle != null) {
      throw BackendProperty.cannotRun(obstacle);
    }
    logOnce(subject, vector, forced, obstacle);
    return vector;
  }

  /** Whether ND4J computes on the processor, in main memory. */
  private static boolean isProcessor() {
    return Nd4j.getExecutioner().getClass().getName().contains(".nativecpu.");
  }

  /** Why the vector backend cannot run; null where it can. */
  private static String obstacle(DataType type) {
    if (!isProcessor()) {
      return "ND4J does not compute on the processor but with "
          + Nd4j.getExecutioner().getClass().getSimpleName();
    }
    if (type != DataType.FLOAT) {
      return "the network's data type is " + type + "; the vector backend computes only in FLOAT";
    }
    return BackendProperty.missingModule();
  }

  private static void logOnce(String subject, boolean vector, String forced, String obstacle) {
    String reason =
        !forced.isEmpty()
            ? "system property " + BackendProperty.NAME
            : Objects.requireNonNullElse(obstacle, "FLOAT on the processor");
    String line =
        vector
            ? "%s vector, threads: %d (%s)".formatted(subject, KernelThreads.count(), reason)
            : "%s nd4j, the slower one (%s)".formatted(subject, reason);
    if (LOGGED.add(line)) {
      log.info(line);
    }
  }

  /** In a method of its own, so that nothing else needs the module. */
  private static RecurrentEngine vectorEngine(CellShape shape) {
    return new ArrayEngine(shape, new VectorArithmetic());
  }

  private static RowProducts vectorRows() {
    return new ArrayRowProducts(new VectorArithmetic());
  }

  private static StepArithmetic vectorStep() {
    return new VectorStep(new VectorArithmetic());
  }
}
