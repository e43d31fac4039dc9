package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTest {

  @Test
  void everyCommandExplainsItselfOnStandardOutput() {
    for (String command : List.of("train", "check", "evaluate", "predict")) {
      CommandRun help = CommandRun.of(command, "--help");

      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: rnn-imdb " + command, "--json");
      assertThat(help.err()).isEmpty();
    }
  }

  @Test
  void versionNamesTheBuild() {
    assertThat(CommandRun.of("--version").out()).matches("rnn-imdb \\S+, commit \\S+\\R");
  }
}
