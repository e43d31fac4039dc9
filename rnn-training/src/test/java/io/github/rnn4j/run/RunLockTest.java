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
          .hasMessageContainingAll(
              "Another process (" + ProcessHandle.current().pid() + ")", "Wait until it ends");
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
  void replacingRemovesThePartsToo() throws IOException {
    RunDirectory part = run.part("member-1");
    part.write(RunDirectory.LAST, out -> out.write(1));
    RunDirectory withNotes = run.part("member-2");
    Files.writeString(withNotes.folder().resolve("notes.txt"), "mine");
    assertThat(run.parts())
        .extracting(RunDirectory::folder)
        .containsExactly(part.folder(), withNotes.folder());

    RunDirectory replaced = RunDirectory.replace(run.folder());

    assertThat(part.folder()).doesNotExist();
    assertThat(withNotes.folder().toFile().list()).containsExactly("notes.txt");
    assertThat(replaced.parts()).isEmpty();
  }

  @Test
  void partIsMadeOnceAndFoundAgain() {
    run.part("member-1").write(RunDirectory.LAST, out -> out.write(1));

    assertThat(run.part("member-1").file(RunDirectory.LAST)).exists();
  }
}
