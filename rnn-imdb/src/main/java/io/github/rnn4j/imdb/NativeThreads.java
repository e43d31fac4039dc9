package io.github.rnn4j.imdb;

import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many threads ND4J's native code takes for one operation.
 *
 * <p>The operations of a small recurrent network take microseconds, and a second thread costs more
 * than it brings. So one is the choice here, unless the environment variable {@code
 * OMP_NUM_THREADS} says otherwise.
 */
final class NativeThreads {

  private static final Logger log = LoggerFactory.getLogger(NativeThreads.class);
  private static final String VARIABLE = "OMP_NUM_THREADS";

  private NativeThreads() {}

  /** Loads ND4J and sets its threads; says so in one line. */
  static void choose() {
    String asked = System.getenv(VARIABLE);
    if (Nd4j.getExecutioner().type() != OpExecutioner.ExecutionerType.NATIVE_CPU) {
      return;
    }
    if (asked != null && !asked.isBlank()) {
      log.info("native threads: {} from {}", asked, VARIABLE);
      return;
    }
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    Nd4j.factory().blas().setMaxThreads(1);
    log.info("native threads: 1, the fastest for small operations; set {} to change it", VARIABLE);
  }
}
