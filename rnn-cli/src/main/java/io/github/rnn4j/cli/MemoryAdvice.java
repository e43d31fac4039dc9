package io.github.rnn4j.cli;

import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;

/** What to change when memory runs out: Java's heap, what the process may take, or the machine. */
final class MemoryAdvice {

  private static final String LESS =
      "Or need less of it: a lower --batch-size, --hidden or --max-length.";

  private MemoryAdvice() {}

  /** What ND4J says when the system gives it nothing for an array. */
  private static final String ARRAY_FAILED = "Allocation failed";

  /** The advice, if an error is about memory; arrays are outside of Java's heap. */
  static Optional<String> of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(isOfArrays(cause) ? process() : heap());
      }
      if (String.valueOf(cause.getMessage()).startsWith(ARRAY_FAILED)) {
        return Optional.of(machine());
      }
    }
    return Optional.empty();
  }

  /** Java's own message is of the heap; all others come from where arrays are made. */
  private static boolean isOfArrays(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("Bytes") || message.contains("allocate") || message.contains("Pointer");
  }

  private static String heap() {
    long most = megabytes(Runtime.getRuntime().maxMemory());
    return String.format(
        Locale.ROOT,
        "Out of memory: Java's heap is full at %,d MB. Start Java with a larger one, -Xmx%dm (in"
            + " .mvn/jvm.config where Maven starts it). %s",
        most,
        2 * most,
        LESS);
  }

  /** ND4J's arrays count in the memory of the whole process alone, which JavaCPP watches. */
  private static String process() {
    long most = megabytes(Math.max(Pointer.maxPhysicalBytes(), Pointer.maxBytes()));
    return String.format(
        Locale.ROOT,
        "Out of memory: the process may take %,d MB, Java's heap of up to %,d MB and the arrays"
            + " outside of it. Start Java with -Dorg.bytedeco.javacpp.maxphysicalbytes=%dm"
            + " -Dorg.bytedeco.javacpp.maxbytes=%dm. %s",
        most,
        megabytes(Runtime.getRuntime().maxMemory()),
        2 * most,
        2 * most,
        LESS);
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "Out of memory: the system has no more for arrays, which are outside of Java's heap of up to"
            + " %,d MB. Give the machine, container or ulimit more, or Java a smaller heap with -Xmx. %s",
        megabytes(Runtime.getRuntime().maxMemory()),
        LESS);
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }
}
