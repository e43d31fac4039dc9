package io.github.rnn4j.cli.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeAdviceTest {

  @TempDir Path folder;

  @Test
  void divergenceNamesTheLastGoodCheckpointAndWhatToTry() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    TinyTraining.of(TinyTraining.minibatches(), 1e-5).run(1, new Checkpoints(run));

    assertThatThrownBy(
            () ->
                ResumeAdvice.keep(
                    run,
                    goOn(run),
                    () ->
                        TinyTraining.of(TinyTraining.minibatches(), 1e30)
                            .run(1, new Checkpoints(run))))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "update 2", "the loss", "The last good checkpoint is " + run.file("last.zip"))
        .hasMessageContainingAll(
            "after epoch 1 (update 5)", "--learning-rate", "--clip-threshold 1");
  }

  /** A folder in the place of the temporary file stops a write as a full disk does. */
  @Test
  void fileThatCannotBeWrittenIsNamedWithHowToGoOn() throws IOException {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    TinyTraining.of(TinyTraining.minibatches(), 1e-5).run(1, new Checkpoints(run));
    Files.createDirectories(run.folder().resolve(".best.zip.tmp").resolve("x"));

    assertThatThrownBy(
            () ->
                ResumeAdvice.keep(
                    run,
                    goOn(run),
                    () ->
                        TinyTraining.of(TinyTraining.minibatches(), 1e-5)
                            .run(1, new Checkpoints(run))))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "Cannot write " + run.file("best.zip"),
            "The last good checkpoint is " + run.file("last.zip") + ", after epoch 1 (update 5).")
        .hasMessageEndingWith("\"train --resume " + run.folder() + "\"");
  }

  @Test
  void withoutACheckpointThereIsNothingToGoOnFrom() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    assertThatThrownBy(
            () ->
                ResumeAdvice.keep(
                    run,
                    goOn(run),
                    () -> {
                      run.write(
                          "config.json",
                          out -> {
                            throw new IOException("No space left on device");
                          });
                      return null;
                    }))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "Cannot write " + run.file("config.json"), "Nothing has been saved yet");
  }

  @Test
  void interruptionSaysHowToGoOn() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    assertThatThrownBy(
            () ->
                ResumeAdvice.keep(
                    run,
                    goOn(run),
                    () -> {
                      throw new RunInterruptedException("Ctrl-C: saved.");
                    }))
        .isInstanceOf(RunInterruptedException.class)
        .hasMessageContainingAll(
            "Ctrl-C: saved.", "-pl rnn-test", "train --resume " + run.folder());
    run.lock().close(); // given back
  }

  private static String goOn(RunDirectory run) {
    return ShellCommand.program("rnn-test", "train", "--resume", run.folder().toString());
  }
}
