package io.github.rnn4j.kernel.choice;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets how many threads an ND4J operation uses: one, unless the environment variable {@code
 * OMP_NUM_THREADS} is set.
 *
 * <p>ND4J's operations around a packed layer and inside a SameDiff layer take microseconds, and a
 * second thread costs more than it gains. OpenMP threads also keep a processor busy while they
 * wait, and the threads of the packed layers need that processor.
 */
final class NativeThreads {
  private static final Logger log = LoggerFactory.getLogger(NativeThreads.class);
  private static final String VARIABLE = "OMP_NUM_THREADS";

  /** OpenMP has a number for each thread that calls it. */
  private static final ThreadLocal<Boolean> CHOSEN = ThreadLocal.withInitial(() -> false);

  private static boolean told;

  private NativeThreads() {}

  /**
   * Sets the number at the first call of each thread, and logs it once in one line; later calls do
   * nothing.
   */
  static void choose() {
    if (CHOSEN.get()) {
      return;
    }
    CHOSEN.set(true);
    String asked = System.getenv(VARIABLE);
    boolean isSet = asked != null && !asked.isBlank();
    if (!isSet) {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
      Nd4j.factory().blas().setMaxThreads(1);
    }
    tell(isSet, asked);
  }

  private static synchronized void tell(boolean isSet, String asked) {
    if (told) {
      return;
    }
    told = true;
    if (isSet) {
      log.info("ND4J operations use the number of threads that {} sets: {}", VARIABLE, asked);
      return;
    }
    log.info(
        "ND4J operations use 1 thread, the fastest setting for recurrent layers; set {} to change it",
        VARIABLE);
  }
}
