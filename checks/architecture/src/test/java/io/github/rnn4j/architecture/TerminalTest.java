package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs in a real terminal of 120 columns, which {@code script} of util-linux provides. */
@EnabledOnOs(OS.LINUX)
class TerminalTest {

  private static final long SECONDS = 120;
  private static final int CTRL_C = 3;

  @TempDir private Path folder;
  private Path log;

  /** A program in the background ignores Ctrl-C, and so would the programs that it starts. */
  private static final List<String> WITH_SIGNALS =
      List.of("/usr/bin/env", "--default-signal=INT,HUP");

  @BeforeEach
  void findPrograms() throws Exception {
    log = folder.resolve("log");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no /usr/bin/script");
    List<String> command = new ArrayList<>(WITH_SIGNALS);
    command.add("true");
    Process env = new ProcessBuilder(command).start();
    assumeTrue(env.waitFor() == 0, "/usr/bin/env cannot set the default signals");
  }

  /** Options of a training that takes much longer than the test. */
  private static String training(Program program) {
    return switch (program) {
      case IMDB -> "--limit=200 --hidden=8 --max-length=40 --epochs=10000 --patience=10000";
      case CHARLM -> "--limit=10000 --updates=1000000 --updates-per-epoch=500 --hidden=16";
      case TIMESERIES -> "--steps=600 --epochs=100000 --patience=100000 --hidden=8 --members=2";
    };
  }

  /** Starts a shell command in a terminal; what it shows goes into the log. */
  private Process inTerminal(String command) throws IOException {
    List<String> script = new ArrayList<>(WITH_SIGNALS);
    script.addAll(
        List.of("/usr/bin/script", "-qec", "stty cols 120 rows 40; " + command, "/dev/null"));
    return new ProcessBuilder(script)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static String java(Program program, String args) {
    return "exec %s -XX:TieredStopAtLevel=1 -cp '%s' %s %s"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            program.main().getName(),
            args);
  }

  @ParameterizedTest
  @EnumSource
  void ctrlCSavesTheRunWhileTheBarIsShown(Program program) throws Exception {
    Process terminal =
        inTerminal(java(program, "train --runs=. --name=run --save-every=0s " + training(program)));
    try (OutputStream keyboard = terminal.getOutputStream()) {
      await(terminal, this::isSaved, "the first save");
      await(terminal, () -> shown().contains("%"), "the bar");

      keyboard.write(CTRL_C);
      keyboard.flush();

      assertThat(terminal.waitFor(SECONDS, TimeUnit.SECONDS)).as(shown()).isTrue();
      assertThat(terminal.exitValue()).as(shown()).isEqualTo(130);
      assertThat(shown())
          .contains("Ctrl-C: stopping after this minibatch", "Ctrl-C: the run is saved after")
          .contains("train --resume ./run");
    } finally {
      terminal.destroyForcibly();
    }
  }

  @ParameterizedTest
  @EnumSource
  void argumentsThatJavaCannotDecodeAreRefused(Program program) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", java(program, "predict RUN 'Фильм прекрасный'"))
            .redirectErrorStream(true);
    shell.environment().put("LC_ALL", "C");

    Process started = shell.start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(started.waitFor()).as(said).isEqualTo(2);
    assertThat(said).contains("cannot read in this locale", "LC_ALL=C.UTF-8");
  }

  @Test
  void closedTerminalSavesTheRun() throws Exception {
    String neverSavedBefore = " --updates-per-epoch=1000000 --updates=1000000";
    Process terminal =
        inTerminal(
            java(
                Program.CHARLM,
                "train --runs=. --name=run --limit=10000 --hidden=16" + neverSavedBefore));
    await(terminal, () -> shown().contains("/1000000 ("), "the bar");
    assertThat(isSaved()).isFalse();
    ProcessHandle program = terminal.toHandle().descendants().reduce((a, b) -> b).orElseThrow();

    terminal.destroyForcibly();

    program.onExit().get(SECONDS, TimeUnit.SECONDS);
    assertThat(isSaved()).isTrue();
  }

  @Test
  void nohupKeepsTheProgramRunning() throws Exception {
    String command = java(Program.CHARLM, "train --runs=. --name=run --save-every=0s ");
    Process shell =
        new ProcessBuilder(
                "sh", "-c", command.replace("exec", "exec nohup") + training(Program.CHARLM))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await(shell, this::isSaved, "the first save");

    for (String signal : new String[] {"-HUP", "-TERM"}) {
      new ProcessBuilder("kill", signal, Long.toString(shell.pid())).start().waitFor();
    }

    assertThat(shell.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(shown()).contains("SIGTERM: the run is saved after").doesNotContain("SIGHUP");
  }

  @Test
  void progressInAFileHasNoCarriageReturns() throws Exception {
    String args = "train --runs=. --name=run --max-updates=2 " + training(Program.CHARLM);

    Process terminal = inTerminal(java(Program.CHARLM, args + " 2>errors"));

    assertThat(terminal.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(terminal.exitValue()).as(shown()).isZero();
    assertThat(folder.resolve("errors")).content().doesNotContain("\r");
  }

  /** Whether the training can be resumed; networks of an ensemble have folders of their own. */
  private boolean isSaved() throws IOException {
    Path run = folder.resolve("run");
    return Files.exists(run.resolve(RunDirectory.TRAINING))
        || Files.exists(run.resolve("member-1").resolve(RunDirectory.TRAINING));
  }

  /** Something that will be true some time. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Process terminal, Condition condition, String what) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.holds()) {
      assertThat(terminal.isAlive() && System.nanoTime() < end)
          .as("waiting for %s; shown: %s", what, shown())
          .isTrue();
      Thread.sleep(20);
    }
  }

  private String shown() throws IOException {
    return Files.readString(log);
  }
}
