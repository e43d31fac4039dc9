package io.github.rnn4j.architecture;

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
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;

/** The applications, each with options that train in a few seconds. */
@SuppressWarnings("ImmutableEnumChecker") // Nothing in it is ever changed.
enum Program {
  IMDB(
      ImdbApplication.class,
      ImdbApplication::commands,
      "--limit=200 --epochs=4 --hidden=8 --max-length=40 --dropout=0.3 --min-count=3"),

  CHARLM(
      CharlmApplication.class,
      CharlmApplication::commands,
      "--limit=10000 --updates=40 --updates-per-epoch=10 --hidden=16 --batch-size=16"),

  TIMESERIES(
      TimeseriesApplication.class,
      TimeseriesApplication::commands,
      "--steps=600 --epochs=4 --hidden=8 --members=2");

  private final Class<?> main;
  private final Function<Console, CommandLine> commands;
  private final String training;

  Program(Class<?> main, Function<Console, CommandLine> commands, String training) {
    this.main = main;
    this.commands = commands;
    this.training = training;
  }

  /** The exit code and the output of a command line. */
  record Outcome(int exitCode, String out, String err) {}

  /** Returns the main class. */
  Class<?> main() {
    return main;
  }

  /** Returns the options of a training of a few seconds. */
  List<String> training() {
    return List.of(training.split(" "));
  }

  CommandLine commands(Console console) {
    return commands.apply(console);
  }

  /** Runs a command line in this process. */
  Outcome run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(InputStream.nullInputStream(), stream(out), stream(err), () -> 0);
    int exitCode = Application.run(commands, console, args);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs {@code train} on a small synthetic data set, into {@code runs/name}. */
  Outcome train(Path runs, String name, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "--runs=" + runs, "--name=" + name));
    args.addAll(training());
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
