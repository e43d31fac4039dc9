package io.github.rnn4j.run;

import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The machine of a run: what affects the speed and the last bits of the results.
 *
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param cores the number of cores that the process may use
 * @param ompThreads the number of threads of ND4J's native operations, or {@code unknown}
 */
public record Platform(String java, String os, int cores, String ompThreads) {

  static final String UNKNOWN = "unknown";

  /**
   * Returns the machine of this process.
   *
   * @return the machine
   */
  public static Platform current() {
    return new Platform(
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        environment(Nd4jEnvironment.OMP_THREADS_KEY));
  }

  static String environment(String key) {
    Object value = Nd4j.getExecutioner().getEnvironmentInformation().get(key);
    return value == null ? UNKNOWN : value.toString();
  }
}
