package io.github.rnn4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunOptionsTest {

  @TempDir Path runs;

  private RunDirectory create(String... args) {
    RunOptions options = new RunOptions();
    new CommandLine(options).parseArgs(args);
    return options.create("test");
  }

  @Test
  void runWithoutANameIsNamedAfterTheProgramAndTheTime() {
    RunDirectory run = create("--runs=" + runs);

    assertThat(run.folder().getParent()).isEqualTo(runs);
    assertThat(run.folder().getFileName().toString()).matches("test-[-\\d]{10}_[-\\d]{8}");
  }

  @Test
  void olderRunIsReplacedOnlyWhenAskedTo() {
    create("--runs=" + runs, "--name=a").writeJson("config.json", 1);

    assertThatThrownBy(() -> create("--runs=" + runs, "--name=a"))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("not empty");
    assertThat(create("--runs=" + runs, "--name=a", "--overwrite").file("config.json"))
        .doesNotExist();
  }
}
