package io.github.rnn4j.imdb;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The outcome of a command line: its exit code and its output. */
public record CommandRun(int exitCode, String out, String err) {

  /** Options of a network and data that train in about a second. */
  private static final List<String> TINY =
      List.of(
          "--limit=60",
          "--epochs=2",
          "--embedding=3",
          "--hidden=4",
          "--dense=4",
          "--batch-size=16",
          "--max-length=12");

  public static CommandRun of(String... args) {
    return withInput(new byte[0], args);
  }

  public static CommandRun withInput(byte[] input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(new ByteArrayInputStream(input), stream(out), stream(err), () -> 0);
    int exitCode = Application.run(ImdbApplication::commands, console, args);
    return new CommandRun(exitCode, text(out), text(err));
  }

  /** {@code train} on a tiny sample of the synthetic reviews, into {@code runs/name}. */
  public static CommandRun train(Path runs, String name, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "--runs=" + runs, "--name=" + name));
    TINY.stream()
        .filter(tiny -> List.of(more).stream().noneMatch(given -> sameOption(tiny, given)))
        .forEach(args::add);
    args.addAll(List.of(more));
    return of(args.toArray(String[]::new));
  }

  private static boolean sameOption(String one, String other) {
    return other.startsWith(one.substring(0, one.indexOf('=') + 1));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
