package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path parent;
  private RunDirectory run;

  @BeforeEach
  void newRun() {
    run = RunDirectory.create(parent.resolve("run"));
  }

  @Test
  void secondOneIsRefusedUntilTheFirstIsClosed() {
    RunLock first = run.lock();

    for (int i = 0; i < 2; i++) { // to be refused unlocks nothing
      assertThatThrownBy(() -> RunDirectory.open(run.folder()).lock())
          .isInstanceOf(RunException.class)
          .hasMessage(
              "This process is already writing to the run in %s. Close the lock that it holds, or use another run.",
              run.folder());
    }
    first.close();
    run.lock().close();
  }

  @Test
  void lockedRunIsNotReplaced() {
    run.write(RunDirectory.BEST, out -> out.write(1));

    try (RunLock lock = run.lock()) {
      assertThatThrownBy(() -> RunDirectory.replace(run.folder())).isInstanceOf(RunException.class);
    }

    assertThat(run.file(RunDirectory.BEST)).exists();
  }

  @Test
  void lockIsNotWrittenThroughALink() throws IOException {
    Path elsewhere = Files.writeString(parent.resolve("elsewhere.txt"), "mine");
    Files.createSymbolicLink(run.folder().resolve(RunLock.FILE), elsewhere);

    run.lock().close();

    assertThat(elsewhere).hasContent("mine");
  }
}
