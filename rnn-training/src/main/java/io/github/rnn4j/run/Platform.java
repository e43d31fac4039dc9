package io.github.rnn4j.run;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.kernel.threads.KernelThreads;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The machine of a run: what affects the speed and the last bits of the results.
 *
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param cores the number of cores that the process may use
 * @param ompThreads the number of threads of ND4J's native operations, or {@code unknown}
 * @param layerThreads the number of threads of the packed layers; 0 in runs of earlier versions,
 *     which did not save it
 * @param layerBackend the backend of the packed layers, such as {@code vector}, or {@code unknown}
 */
public record Platform(
    String java,
    String os,
    int cores,
    String ompThreads,
    @Knob(value = "Threads of the packed layers.", inEarlierRuns = "0") int layerThreads,
    @Knob(value = "Backend of the packed layers.", inEarlierRuns = UNKNOWN) String layerBackend) {

  static final String UNKNOWN = "unknown";

  /**
   * Returns the machine of this process.
   *
   * @return the machine
   */
  public static Platform current() {
    BackendChoice.chooseNativeThreads();
    return new Platform(
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        environment(Nd4jEnvironment.OMP_THREADS_KEY),
        KernelThreads.count(),
        BackendChoice.of(DataType.FLOAT).name());
  }

  static String environment(String key) {
    Object value = Nd4j.getExecutioner().getEnvironmentInformation().get(key);
    return value == null ? UNKNOWN : value.toString();
  }
}
