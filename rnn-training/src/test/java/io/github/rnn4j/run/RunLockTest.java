package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  void fileWithAnotherNameIsNotChanged() throws IOException {
    Path victim = Files.writeString(parent.resolve("victim"), "precious\n");
    for (String name : List.of(RunLock.FILE, WrittenFiles.RECORD, "claimed")) {
      Files.deleteIfExists(run.folder().resolve(name));
      Files.createLink(run.folder().resolve(name), victim);
    }

    run.lock().close();
    Files.writeString(run.claim("claimed"), "changed");

    assertThat(victim).hasContent("precious\n");
    assertThat(run.file("claimed")).hasContent("changed");
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
  void onlyOneOfTwoThatCreateTheSameRunGetsIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 50; i++) {
        Path folder = parent.resolve("run" + i);
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<String> creation =
            () -> {
              together.await();
              try {
                RunDirectory.create(folder);
                return "created";
              } catch (RunException refused) {
                return refused.getMessage();
              }
            };

        List<String> ends = new ArrayList<>();
        for (Future<String> end : threads.invokeAll(List.of(creation, creation))) {
          ends.add(end.get());
        }

        assertThat(ends).containsOnlyOnce("created");
        ends.remove("created");
        assertThat(ends.get(0))
            .isIn(
                "Another process has just created a run in %s. Choose another name for the run."
                    .formatted(folder),
                "This process is already writing to the run in %s. Close the lock that it holds, or use another run."
                    .formatted(folder),
                "The folder %s is not empty. Choose another name for the run, or replace the old run."
                    .formatted(folder));
        RunDirectory.open(folder);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void runThatAnotherProcessIsCreatingIsRefused() throws Exception {
    Path folder = Files.createDirectory(parent.resolve("new"));
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Creating.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('!');

      assertThatThrownBy(() -> RunDirectory.create(folder))
          .isInstanceOf(RunException.class)
          .hasMessage(
              "Another process (%d) is writing to the run in %s. Wait until it ends, stop it, or use another run.",
              other.pid(), folder);
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(RunDirectory.create(folder).file(RunDirectory.RUN)).exists();
  }

  /** A process between the lock and the first file of a new run. */
  static final class Creating {
    public static void main(String[] args) throws Exception {
      try (RunLock lock = RunLock.on(Path.of(args[0]))) {
        System.out.print('!');
        System.out.flush();
        Thread.sleep(60_000);
      }
    }
  }

  @Test
  void lockIsNotWrittenThroughALink() throws IOException {
    Path elsewhere = Files.writeString(parent.resolve("elsewhere.txt"), "mine");
    Path lock = run.folder().resolve(RunLock.FILE);
    Files.deleteIfExists(lock);
    Files.createSymbolicLink(lock, elsewhere);

    run.lock().close();

    assertThat(elsewhere).hasContent("mine");
  }
}
