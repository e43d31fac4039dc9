package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows a resumed training in the training UI; checks/architecture tests the rest of the UI. */
class UiTest {

  @TempDir private Path runs;

  @Test
  void resumedRunAddsToItsStatistics() throws IOException {
    CommandRun.train(runs, "shown", "--ui", "--ui-port=0", "--updates=6");
    Path run = runs.resolve("shown");
    Path config = run.resolve(RunDirectory.CONFIG);
    Files.writeString(
        config, Files.readString(config).replaceFirst("\"updates\"\\s*:\\s*6", "\"updates\" : 9"));

    CommandRun resumed = CommandRun.of("train", "--resume=" + run, "--ui", "--ui-port=0");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err()).containsPattern("closed: [1-9]\\d* reports");
  }
}
