package io.github.rnn4j.kernel.choice;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many threads ND4J's native code takes for one of its operations: one, unless the environment
 * variable {@code OMP_NUM_THREADS} says otherwise.
 *
 * <p>Its operations around a packed layer take microseconds, a second thread costs more than it
 * brings, and OpenMP's threads keep a processor busy while they wait, which the threads of the
 * packed layers need.
 */
final class NativeThreads {
  private static final Logger log = LoggerFactory.getLogger(NativeThreads.class);
  private static final String VARIABLE = "OMP_NUM_THREADS";
  private static boolean chosen;

  private NativeThreads() {}

  /** Sets them at the first call, and says so in one line; later calls do nothing. */
  static synchronized void choose() {
    if (chosen) {
      return;
    }
    chosen = true;
    String asked = System.getenv(VARIABLE);
    if (asked != null && !asked.isBlank()) {
      log.info("ND4J's own operations: {} threads, from {}", asked, VARIABLE);
      return;
    }
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    Nd4j.factory().blas().setMaxThreads(1);
    log.info(
        "ND4J's own operations: 1 thread, the fastest beside packed layers; set {} to change it",
        VARIABLE);
  }
}
