package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.train.RunDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training UI through the command line; its pages are tested in rnn-ui. */
class UiTest {

  @TempDir private Path runs;

  @Test
  void trainingWithTheUiSaysWhereItIsAndKeepsItsStatistics() {
    CommandRun trained = CommandRun.train(runs, "shown", "--ui", "--ui-port=0");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err())
        .containsPattern("training UI: http://127\\.0\\.0\\.1:\\d+")
        .containsPattern("ended: [1-9]\\d* reports")
        .contains("ui " + runs.resolve("shown"));
    assertThat(runs.resolve("shown").resolve(RunDirectory.STATISTICS)).isNotEmptyFile();
  }

  @Test
  void portThatCannotBeHadIsAnErrorBeforeTheTraining() {
    CommandRun trained = CommandRun.train(runs, "shown", "--ui", "--ui-host=192.0.2.1");

    assertThat(trained.exitCode()).isEqualTo(1);
    assertThat(trained.err()).contains("192.0.2.1", "--ui-host").doesNotContain("\tat ");
    assertThat(runs.resolve("shown")).doesNotExist();
  }

  @Test
  void addressWithoutTheUiIsWrongUsage() {
    CommandRun trained = CommandRun.train(runs, "plain", "--ui-port=9001");

    assertThat(trained.exitCode()).isEqualTo(2);
    assertThat(trained.err()).contains("--ui-port does nothing without --ui");
  }

  @Test
  void portThatIsNoneIsWrongUsage() {
    CommandRun trained = CommandRun.train(runs, "plain", "--ui", "--ui-port=70000");

    assertThat(trained.exitCode()).isEqualTo(2);
    assertThat(trained.err()).contains("--ui-port is 70000", "65535");
  }

  @Test
  void runTrainedWithoutTheUiCannotBeOpened() {
    CommandRun trained = CommandRun.train(runs, "plain");

    CommandRun opened = CommandRun.of("ui", runs.resolve("plain").toString());

    assertThat(trained.exitCode()).isZero();
    assertThat(opened.exitCode()).isEqualTo(1);
    assertThat(opened.err()).contains(RunDirectory.STATISTICS, "--ui").doesNotContain("\tat ");
  }
}
