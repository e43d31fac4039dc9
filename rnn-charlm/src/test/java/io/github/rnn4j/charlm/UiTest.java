package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows a resumed training in the training UI; checks/architecture tests the rest of the UI. */
class UiTest {

  @TempDir private Path runs;

  @Test
  void resumedRunAddsToItsStatistics() {
    CommandRun.train(runs, "shown", "--ui", "--ui-port=0", "--updates=6", "--schedule=constant");
    Path run = runs.resolve("shown");

    CommandRun resumed =
        CommandRun.of("train", "--resume=" + run, "--updates=9", "--ui", "--ui-port=0");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err()).containsPattern("closed: [1-9]\\d* reports");
  }
}
