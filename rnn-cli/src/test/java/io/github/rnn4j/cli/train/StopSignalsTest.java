package io.github.rnn4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopSignalsTest {

  private static final Path SHELL = Path.of("/bin/sh");

  /** Two trainings at the same time, one of which ends first, and one that begins later. */
  @Test
  void signalStopsAllTrainingsOfTheProcess() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "there is no /bin/sh");
    List<String> told = new CopyOnWriteArrayList<>();
    CountDownLatch both = new CountDownLatch(2);

    try (StopSignals.Watch first = watch(told, both)) {
      try (StopSignals.Watch second = watch(told, both)) {
        assertThat(first.signal()).isEmpty();
        new ProcessBuilder(SHELL.toString(), "-c", "kill -TERM " + ProcessHandle.current().pid())
            .start()
            .waitFor();
        assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(first.signal()).contains("SIGTERM");
        assertThat(second.signal()).contains("SIGTERM");
      }
      try (StopSignals.Watch later = watch(told, both)) {
        assertThat(later.signal()).contains("SIGTERM");
      }
    }

    assertThat(told).hasSize(2).containsOnly("SIGTERM: %s; send SIGTERM again to stop immediately");
    try (StopSignals.Watch next = watch(told, both)) {
      assertThat(next.signal()).isEmpty();
    }
  }

  private static StopSignals.Watch watch(List<String> told, CountDownLatch latch) {
    return StopSignals.watch(
        line -> {
          told.add(line);
          latch.countDown();
        });
  }
}
