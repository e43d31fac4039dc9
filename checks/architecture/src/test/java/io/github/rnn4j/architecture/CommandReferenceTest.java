package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.cli.CommandReference;
import io.github.rnn4j.cli.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The page of all commands matches the help of the commands. */
class CommandReferenceTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "cli.md");

  private static String page() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, () -> 0);
    return CommandReference.markdown(
        Arrays.stream(Program.values()).map(program -> program.commands(console)).toList());
  }

  @Test
  void pageIsWhatTheCommandsSay() throws IOException {
    if (Boolean.getBoolean("rnn4j.write")) {
      Files.writeString(PAGE, page());
    }

    assertThat(PAGE).as("docs/cli.md is stale; run scripts/write-cli-reference").hasContent(page());
  }

  @Test
  void everyCommandAndOptionIsOnThePage() {
    assertThat(page())
        .contains(
            "### rnn-imdb train\n",
            "### rnn-imdb predict\n",
            "### rnn-charlm sample\n",
            "### rnn-timeseries backtest\n",
            "--learning-rate=X",
            "exit code");
  }
}
