package io.github.rnn4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.charlm.CharlmApplication;
import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.imdb.ImdbApplication;
import io.github.rnn4j.timeseries.TimeseriesApplication;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/** A program, the options that train it in a second, and the commands that use the run. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are never changed.
enum Program {
  IMDB(
      ImdbApplication::commands,
      "--limit=40 --epochs=1 --embedding=2 --hidden=2 --dense=2 --batch-size=16 --max-length=8",
      List.of("predict RUN good bad", "report RUN", "train --resume RUN", "compare RUN RUN")),

  CHARLM(
      CharlmApplication::commands,
      "--limit=2000 --updates=4 --updates-per-epoch=2 --input=embedding --embedding=2 --hidden=2 --batch-size=4 --steps=8",
      List.of("sample RUN --length=3", "train --resume RUN", "report RUN")),

  TIMESERIES(
      TimeseriesApplication::commands,
      "--steps=120 --epochs=1 --hidden=2 --horizon=2 --lags=2 --members=1 --window=10",
      List.of(
          "forecast RUN --steps=3", "backtest RUN --stride=8", "train --resume RUN", "report RUN"));

  private static final int LONGEST = 10_000;

  private final Function<Console, CommandLine> commands;
  private final String training;
  private final List<String> uses;

  Program(Function<Console, CommandLine> commands, String training, List<String> uses) {
    this.commands = commands;
    this.training = training;
    this.uses = uses;
  }

  void train(Path runs, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "--runs=" + runs, "--name=" + name()));
    args.addAll(List.of(training.split(" ")));
    args.addAll(List.of(more));

    assertThat(run(args)).as("exit code of " + args).isZero();
  }

  /**
   * Uses a run that may be damaged: each command must end in a result or a readable error.
   *
   * @return the highest exit code
   */
  int use(Path run) {
    int highest = 0;
    for (int i = 0; i < uses.size(); i++) {
      highest = Math.max(highest, use(run, i));
    }
    return highest;
  }

  /** Uses a run with one of the commands; the numbers start again after the last one. */
  int use(Path run, int command) {
    String use = uses.get(command % uses.size());
    return run(List.of(use.replace("RUN", run.toString()).split(" ")));
  }

  /** Runs a command, which must end in a result or a readable error. */
  int run(List<String> args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(InputStream.nullInputStream(), stream(out), stream(err), () -> 0);

    int exitCode = Application.run(commands, console, args.toArray(String[]::new));

    String said = err.toString(StandardCharsets.UTF_8);
    assertThat(said).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(said)
        .as("without control characters")
        .doesNotContainPattern("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\u202A-\u202E\u2066-\u2069]")
        .hasSizeLessThan(LONGEST);
    assertThat(exitCode).isIn(0, 1, 2);
    if (exitCode != 0) {
      assertThat(said.strip())
          .as("error message for exit code %d of %s", exitCode, args)
          .isNotEmpty();
    }
    return exitCode;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
