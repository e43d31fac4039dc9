package io.github.rnn4j.benchmark.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a measuring process used of the machine.
 *
 * @param processor processor time of one step in milliseconds, the sum over all threads, including
 *     those that spin while they wait for work; a busy machine hardly changes it
 * @param peak largest resident size of the process so far in MB (10^6 bytes); NaN if the operating
 *     system does not tell
 */
public record Usage(double processor, double peak) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final double KILOBYTES = 1024 / 1e6; // in a MB; Linux means 1024 bytes
  private static final double NANOSECONDS = 1e6; // in a millisecond

  /**
   * Returns the processor time that this process has used since it started.
   *
   * @return milliseconds
   */
  static double processorMilliseconds() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return system.getProcessCpuTime() / NANOSECONDS;
  }

  /**
   * Returns the largest resident size of this process so far.
   *
   * @return MB, or NaN if the operating system does not tell
   */
  static double peakMegabytes() {
    try {
      return Files.exists(STATUS) ? peakMegabytes(Files.readAllLines(STATUS)) : Double.NaN;
    } catch (IOException cause) {
      throw new UncheckedIOException("Could not read " + STATUS, cause);
    }
  }

  /** Reads the line {@code VmHWM: 123456 kB}; NaN if there is none. */
  static double peakMegabytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(PEAK))
        .map(line -> line.substring(PEAK.length()).strip().split(" ", -1)[0])
        .mapToDouble(kilobytes -> Long.parseLong(kilobytes) * KILOBYTES)
        .findFirst()
        .orElse(Double.NaN);
  }
}
