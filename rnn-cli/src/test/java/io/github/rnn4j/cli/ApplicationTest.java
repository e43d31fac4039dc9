package io.github.rnn4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.kernel.SystemPropertyException;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

class ApplicationTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private static String message;

  @Command(name = "rnn-test", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
  private static final class Commands {}

  /** Does what it is told. */
  @Command(name = "train", mixinStandardHelpOptions = true)
  private static final class Train implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", defaultValue = "print")
    private String what;

    Train(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      switch (what) {
        case "data" -> throw new DataException("no data");
        case "run" -> throw new RunException("no run");
        case "property" -> throw new SystemPropertyException("no property");
        case "interrupted" -> throw new RunInterruptedException("saved; resume with this");
        case "memory" -> throw new OutOfMemoryError("Java heap space");
        case "message" -> throw new RunException(message);
        case "defect" -> throw new IllegalStateException("a defect");
        default -> console.out().println(what);
      }
      return 0;
    }
  }

  private int run(OutputStream standardOutput, String... args) {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(standardOutput, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            () -> 0);
    return Application.run(
        given -> new CommandLine(new Commands()).addSubcommand(new Train(given)), console, args);
  }

  @Test
  void withoutArgumentsItTrains() {
    assertThat(run(out)).isZero();

    assertThat(out.toString(UTF_8)).isEqualToIgnoringNewLines("print");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "run", "property"})
  void whatTheUserCanMendIsOneMessageAndExitCodeOne(String what) {
    assertThat(run(out, "train", what)).isEqualTo(1);

    assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines("No " + what + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot read it; try again | Cannot read it; try again.",
        "It is damaged. Copy it again. | It is damaged. Copy it again.",
        "a.csv: line 3 is short | a.csv: line 3 is short.",
        "--steps is 0 | --steps is 0."
      })
  void messagesReadAsSentencesWhoeverWroteThem(String written, String shown) {
    message = written;

    assertThat(run(out, "train", "message")).isEqualTo(1);

    assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines(shown);
  }

  @Test
  void messagesThatQuoteAFileAreShortAndHaveNoControlCharacters() {
    message = "Value '\u001b]0;evil\u0007\r" + "x".repeat(10_000_000) + "' is not a number";

    assertThat(run(out, "train", "message")).isEqualTo(1);

    assertThat(err.toString(UTF_8).strip())
        .startsWith("Value '\\u001b]0;evil\\u0007\\u000dxxx")
        .endsWith("xxx' is not a number.")
        .hasSizeLessThan(2100);
  }

  @Test
  void aWrongSystemPropertyIsSaidBeforeAnythingBegins() {
    System.setProperty("rnn4j.backend", "reference");
    try {
      assertThat(run(out, "train", "done")).isEqualTo(2);
    } finally {
      System.clearProperty("rnn4j.backend");
    }

    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "System property rnn4j.backend is reference: reference is now called nd4j, so set"
                + " -Drnn4j.backend=nd4j.");
  }

  @Test
  void interruptedTrainingHasTheExitCodeOfCtrlC() {
    assertThat(run(out, "train", "interrupted")).isEqualTo(130);

    assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines("saved; resume with this");
  }

  @Test
  void memoryThatRunsOutIsNoDefect() {
    assertThat(run(out, "train", "memory")).isEqualTo(1);

    assertThat(err.toString(UTF_8)).contains("Out of memory", "-Xmx").doesNotContain("\tat ");
  }

  @Test
  void defectShowsItsStackTrace() {
    assertThat(run(out, "train", "defect")).isEqualTo(1);

    assertThat(err.toString(UTF_8)).contains("a defect", "\tat " + Train.class.getName());
  }

  @Test
  void wrongUsageIsExitCodeTwoAndSuggestsTheCommand() {
    assertThat(run(out, "trian")).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("'trian'", "Did you mean: rnn-test train?", "--help");
  }

  @Test
  void argumentThatBeginsWithAnAtSignIsNoFileOfArguments() {
    assertThat(run(out, "train", "@home")).isZero();

    assertThat(out.toString(UTF_8)).isEqualToIgnoringNewLines("@home");
  }

  @Test
  void versionNamesProgramAndBuild() {
    assertThat(run(out, "--version")).isZero();

    assertThat(out.toString(UTF_8)).matches("rnn-test \\S+, commit \\S+\\R");
  }

  @Test
  void resultsThatCannotBeWrittenAreNoSuccess() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("broken pipe");
          }
        };

    assertThat(run(closed, "train", "words")).isEqualTo(1);

    assertThat(err.toString(UTF_8)).contains("Cannot write to standard output");
  }
}
