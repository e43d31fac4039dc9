package io.github.rnn4j.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Advice on what to change when memory runs out: the Java heap, the limit of the process, or the
 * machine.
 */
final class MemoryAdvice {

  /** Options that lower the memory of training; a program has some of them. */
  private static final List<String> LOWER =
      List.of("--batch-size", "--hidden", "--steps", "--max-length", "--streams", "--window");

  private MemoryAdvice() {}

  /** The start of ND4J's message when the system has no memory left for an array. */
  private static final String ARRAY_FAILED = "Allocation failed";

  /**
   * Returns advice if the error is about memory. Arrays are allocated outside the Java heap.
   *
   * @param command the command that ran, whose options the advice may name
   */
  static Optional<String> of(Throwable error, CommandSpec command) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return Optional.of((isOfArrays(cause) ? process() : heap()) + less(command));
      }
      if (String.valueOf(cause.getMessage()).startsWith(ARRAY_FAILED)) {
        return Optional.of(machine() + less(command));
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
            + " .mvn/jvm.config if you use Maven).",
        most,
        2 * most);
  }

  /** JavaCPP limits the memory of the whole process, which includes ND4J's arrays. */
  private static String process() {
    long most = megabytes(Math.max(Pointer.maxPhysicalBytes(), Pointer.maxBytes()));
    return String.format(
        Locale.ROOT,
        "Out of memory: the limit for the process is %,d MB, which must hold the Java heap of up to"
            + " %,d MB and the arrays outside it. Start Java with -Dorg.bytedeco.javacpp.maxphysicalbytes=%dm"
            + " -Dorg.bytedeco.javacpp.maxbytes=%dm.",
        most,
        megabytes(Runtime.getRuntime().maxMemory()),
        2 * most,
        2 * most);
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "Out of memory: the system has no memory left for arrays, which are outside the Java heap of"
            + " up to %,d MB. Give the machine or container more memory, raise the ulimit, or give Java a"
            + " smaller heap with -Xmx.",
        megabytes(Runtime.getRuntime().maxMemory()));
  }

  private static String less(CommandSpec command) {
    List<String> options = LOWER.stream().filter(command.optionsMap()::containsKey).toList();
    return options.isEmpty()
        ? ""
        : " Or use less memory: lower %s.".formatted(String.join(" or ", options));
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }
}
