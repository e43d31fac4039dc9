package io.github.rnn4j.benchmark.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {

  @Test
  void peakMemoryIsReadFromTheLinesOfLinux() {
    List<String> status = List.of("Name:\tjava", "VmPeak:\t  900000 kB", "VmHWM:\t  250000 kB");

    assertThat(Usage.peakMegabytes(status)).isEqualTo(256, within(1e-9)); // 250,000 x 1024 bytes
  }

  @Test
  void otherSystemsHaveNoPeakMemory() {
    assertThat(Usage.peakMegabytes(List.of())).isNaN();
  }

  @Test
  void processorTimeGrowsWithWork() {
    double before = Usage.processorMilliseconds();

    long end = System.nanoTime() + 50_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }

    assertThat(Usage.processorMilliseconds()).isGreaterThan(before);
  }
}
