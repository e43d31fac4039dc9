package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what the reports of all programs share; each program tests the rest of its own report. */
class ReportTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void trainingWritesTheReportAndSaysWhere(Program program) throws IOException {
    TrainedRun run = TrainedRun.shown(program);

    assertThat(run.said().out()).contains("Report: " + run.report());
    assertThat(Files.readString(run.report()))
        .contains(
            ">Data</h2>", ">Results</h2>", ">Learning curves</h2>", ">Reproduce this run</h2>")
        .contains("Synthetic data");
  }

  @ParameterizedTest
  @EnumSource
  void reportOfTheSavedRunIsThatOfItsTraining(Program program) throws IOException {
    TrainedRun run = TrainedRun.shown(program);
    String written = Files.readString(run.report());
    Files.delete(run.report());

    Program.Outcome again = program.run("report", run.folder().toString());

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains(run.report().toString());
    assertThat(Files.readString(run.report())).isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource
  void runsAreComparedSideBySide(Program program) throws IOException {
    Path page = folder.resolve("compare.html");
    TrainedRun one = TrainedRun.shown(program);
    TrainedRun other = TrainedRun.other(program);

    Program.Outcome compared =
        program.run("compare", "--page=" + page, "" + one.folder(), "" + other.folder());

    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(compared.out()).contains("shown", "other", "cell", "elman", "test_");
    assertThat(Files.readString(page)).contains("<h1>Comparison of 2 runs</h1>");
  }
}
