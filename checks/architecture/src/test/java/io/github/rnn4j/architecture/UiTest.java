package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the training UI through the command line of every program; rnn-ui tests its pages. */
class UiTest {

  @TempDir private Path runs;

  @ParameterizedTest
  @EnumSource
  void trainingWithTheUiSaysWhereItIsAndKeepsItsStatistics(Program program) {
    TrainedRun run = TrainedRun.shown(program);

    assertThat(run.said().err())
        .containsPattern("Training UI: http://127\\.0\\.0\\.1:\\d+")
        .containsPattern("closed: [1-9]\\d* reports")
        .contains("ui " + run.folder());
    assertThat(run.folder().resolve(RunDirectory.STATISTICS)).isNotEmptyFile();
  }

  @ParameterizedTest
  @EnumSource
  void unavailablePortIsAnErrorBeforeTraining(Program program) {
    Program.Outcome trained = program.train(runs, "shown", "--ui", "--ui-host=192.0.2.1");

    assertThat(trained.exitCode()).isEqualTo(1);
    assertThat(trained.err()).contains("192.0.2.1", "--ui-host").doesNotContain("\tat ");
    assertThat(runs.resolve("shown")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void addressWithoutTheUiIsWrongUsage(Program program) {
    Program.Outcome trained = program.train(runs, "plain", "--ui-port=9001");

    assertThat(trained.exitCode()).isEqualTo(2);
    assertThat(trained.err()).contains("--ui-port has no effect without --ui");
  }

  @ParameterizedTest
  @EnumSource
  void invalidPortIsWrongUsage(Program program) {
    Program.Outcome trained = program.train(runs, "plain", "--ui", "--ui-port=70000");

    assertThat(trained.exitCode()).isEqualTo(2);
    assertThat(trained.err()).contains("--ui-port is 70000", "65535");
  }

  @ParameterizedTest
  @EnumSource
  void runTrainedWithoutTheUiCannotBeOpened(Program program) {
    Path plain = TrainedRun.other(program).folder();

    Program.Outcome opened = program.run("ui", plain.toString());

    assertThat(opened.exitCode()).isEqualTo(1);
    assertThat(opened.err()).contains(RunDirectory.STATISTICS, "--ui").doesNotContain("\tat ");
  }
}
