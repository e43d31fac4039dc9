package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A training that was cut short says so, on the console and in its report. */
class ShortenedRunsTest {

  private static final String WARNING = "This training was shortened (%s)";

  @TempDir private Path runs;

  private String report(String name) throws IOException {
    return Files.readString(runs.resolve(name).resolve(RunDirectory.REPORT));
  }

  @ParameterizedTest
  @EnumSource
  void limitIsSaidUntilTheRunIsResumed(Program program) throws IOException {
    Program.Outcome cut = program.train(runs, "cut", "--max-updates=2");

    String warning = WARNING.formatted("--max-updates=2");
    assertThat(cut.exitCode()).as(cut.err()).isZero();
    assertThat(cut.out())
        .contains(warning)
        .contains("\"train --resume " + runs.resolve("cut") + "\"");
    assertThat(report("cut")).contains(warning).contains(" --max-updates=2&quot;");

    Program.Outcome resumed = program.run("train", "--resume=" + runs.resolve("cut"));

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).doesNotContain("shortened");
    assertThat(report("cut")).doesNotContain("shortened", "--max-updates");
  }

  @ParameterizedTest
  @EnumSource
  void fastRunIsSaidButCannotBeResumed(Program program) throws IOException {
    Program.Outcome fast = program.train(runs, "fast", "--fast-dev-run");

    assertThat(fast.exitCode()).as(fast.err()).isZero();
    assertThat(fast.out())
        .contains(WARNING.formatted("--fast-dev-run"))
        .doesNotContain("train --resume");
    assertThat(report("fast")).contains(WARNING.formatted("--fast-dev-run"));
  }

  /** Another machine would come further. */
  @ParameterizedTest
  @EnumSource
  void timeLimitPromisesNoSameWeights(Program program) throws IOException {
    Program.Outcome cut = program.train(runs, "timed", "--max-time=0s");

    assertThat(cut.exitCode()).as(cut.err()).isZero();
    assertThat(report("timed")).contains("--max-time=0s", "the weights will differ");
  }
}
