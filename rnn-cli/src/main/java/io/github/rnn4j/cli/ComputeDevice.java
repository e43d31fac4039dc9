package io.github.rnn4j.cli;

import io.github.rnn4j.loop.RunException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * The device on which ND4J computes: the CPU, or a GPU if the program was built with {@code
 * -Pcuda}.
 */
public final class ComputeDevice {

  private static final String CUDA_BACKEND = "JCublasBackend";
  private static final String CUDA = "CUDA"; // the name of the backend in ND4J's environment

  /** What Linux says of a native library that is not there. */
  private static final Pattern MISSING = Pattern.compile("(lib[\\w.]+\\.so[\\w.]*): cannot open");

  private static final String WITHOUT_BACKEND =
      "ND4J has no backend on the class path; add nd4j-native-platform for the CPU, or"
          + " nd4j-cuda-11.6-platform for a GPU.";

  private ComputeDevice() {}

  /**
   * Names the device, and loads ND4J for that if necessary.
   *
   * @return a line such as {@code Device: CPU, cores: 2} or {@code Device: GPU, NVIDIA A100
   *     (compute capability 8.0, 40,536 MB)}
   * @throws RunException if ND4J cannot use any device; the message says what is missing
   */
  public static String line() {
    start();
    return line(Nd4j.getExecutioner().getEnvironmentInformation());
  }

  static String line(Properties environment) {
    if (!CUDA.equals(environment.get(Nd4jEnvironment.BACKEND_KEY))) {
      return "Device: CPU, cores: " + Runtime.getRuntime().availableProcessors();
    }
    return environment.get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY) instanceof List<?> devices
        ? devices.stream()
            .map(device -> name((Map<?, ?>) device))
            .collect(Collectors.joining("; ", "Device: GPU, ", ""))
        : "Device: GPU";
  }

  private static String name(Map<?, ?> device) {
    return String.format(
        Locale.ROOT,
        "%s (compute capability %s.%s, %,d MB)",
        device.get(Nd4jEnvironment.CUDA_DEVICE_NAME_KEY),
        device.get(Nd4jEnvironment.CUDA_DEVICE_MAJOR_VERSION_KEY),
        device.get(Nd4jEnvironment.CUDA_DEVICE_MINOR_VERSION_KEY),
        ((Number) device.get(Nd4jEnvironment.CUDA_TOTAL_MEMORY_KEY)).longValue() >> 20);
  }

  /**
   * Loads ND4J if it would use a GPU, because only a GPU can be missing. On the CPU, a command
   * loads ND4J only when it needs it.
   *
   * @throws RunException if there is no GPU that ND4J can use; the message says what is missing
   */
  static void requireGpuIfChosen() {
    if (isCuda()) {
      start();
    }
  }

  /**
   * Returns whether ND4J computes on a GPU. This only lists its backends, without loading ND4J.
   *
   * @return whether its CUDA backend is on the class path
   */
  public static boolean isCuda() {
    return ServiceLoader.load(Nd4jBackend.class).stream()
        .anyMatch(backend -> backend.type().getSimpleName().equals(CUDA_BACKEND));
  }

  /**
   * ND4J's CUDA backend prints a stack trace if it cannot start; only its text is used here. Two
   * threads that did this at the same time would not restore the standard error stream.
   */
  private static synchronized void start() {
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Nd4j.getBackend();
    } catch (LinkageError cause) {
      String reason = printed.toString(StandardCharsets.UTF_8) + causes(cause);
      printed.reset();
      throw new RunException(isCuda() ? withoutGpu(reason) : WITHOUT_BACKEND, cause);
    } finally {
      System.setErr(err);
      err.print(printed.toString(StandardCharsets.UTF_8)); // such as warnings
    }
  }

  private static String causes(Throwable error) {
    StringBuilder causes = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      causes.append(cause).append('\n');
    }
    return causes.toString();
  }

  /** Says what is missing, from what the CUDA backend printed. */
  static String withoutGpu(String reason) {
    return "ND4J cannot use a GPU: %s. It needs an NVIDIA driver, CUDA 11.6 and cuDNN 8.3; docs/gpu.md says how to check them. To continue on the CPU, run the same command without -Pcuda."
        .formatted(missing(reason));
  }

  private static String missing(String reason) {
    Matcher library = MISSING.matcher(reason);
    if (library.find()) {
      return "%s is missing (%s)".formatted(product(library.group(1)), library.group(1));
    }
    return reason.contains("No CUDA devices")
        ? "the NVIDIA driver found no GPU"
        : reason.lines().findFirst().orElse("its CUDA backend did not start");
  }

  private static String product(String library) {
    if (library.startsWith("libcuda.")) {
      return "the NVIDIA driver";
    }
    return library.startsWith("libcudnn") ? "cuDNN 8.3" : "CUDA 11.6";
  }
}
