package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {

  @TempDir Path runs;

  private CommandRun search(String... more) {
    String[] args = {
      "search",
      "--runs=" + runs,
      "--name=search",
      "--limit=3000",
      "--updates=3",
      "--updates-per-epoch=3",
      "--batch-size=8",
      "--steps=10",
      "--try=hidden=8",
      more[0]
    };
    return CommandRun.of(args);
  }

  @Test
  void withoutAValidationSetNothingIsChosen() {
    CommandRun search = search("--split=none");

    assertThat(search.exitCode()).isEqualTo(1);
    assertThat(search.err()).contains("There is no validation set to compare trials on");
  }

  @Test
  void standardInputIsRefused() {
    CommandRun search = search("--data=-");

    assertThat(search.exitCode()).isEqualTo(2);
    assertThat(search.err()).contains("--data - can be read only once");
  }
}
