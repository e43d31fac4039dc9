package io.github.rnn4j.cli;

import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;

/**
 * Advice on what to change when memory runs out: the Java heap, the limit of the process, or the
 * machine.
 */
final class MemoryAdvice {

  private static final String LESS =
      "Or use less memory: lower --batch-size, --hidden or --max-length.";

  private MemoryAdvice() {}

  /** The start of ND4J's message when the system has no memory left for an array. */
  private static final String ARRAY_FAILED = "Allocation failed";

  /** Returns advice if the error is about memory. Arrays are allocated outside the Java heap. */
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

  /** Java's own message is about the heap; all others come from allocating arrays. */
  private static boolean isOfArrays(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("Bytes") || message.contains("allocate") || message.contains("Pointer");
  }

  private static String heap() {
    long most = megabytes(Runtime.getRuntime().maxMemory());
    return String.format(
        Locale.ROOT,
        "Out of memory: the Java heap is full at %,d MB. Start Java with a larger heap, -Xmx%dm (in"
            + " .mvn/jvm.config if you use Maven). %s",
        most,
        2 * most,
        LESS);
  }

  /** JavaCPP limits the memory of the whole process, which includes ND4J's arrays. */
  private static String process() {
    long most = megabytes(Math.max(Pointer.maxPhysicalBytes(), Pointer.maxBytes()));
    return String.format(
        Locale.ROOT,
        "Out of memory: the limit for the process is %,d MB, which must hold the Java heap of up to"
            + " %,d MB and the arrays outside it. Start Java with -Dorg.bytedeco.javacpp.maxphysicalbytes=%dm"
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
        "Out of memory: the system has no memory left for arrays, which are outside the Java heap of"
            + " up to %,d MB. Give the machine or container more memory, raise the ulimit, or give Java a"
            + " smaller heap with -Xmx. %s",
        megabytes(Runtime.getRuntime().maxMemory()),
        LESS);
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }
}
