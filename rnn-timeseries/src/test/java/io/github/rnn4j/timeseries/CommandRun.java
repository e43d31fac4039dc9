package io.github.rnn4j.timeseries;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The result of a command that was run in this process. */
public record CommandRun(int exitCode, String out, String err) {

  private static final String LENGTH = "--steps=240";

  /** Options of a model that trains in about a second. */
  private static final List<String> TINY =
      List.of(
          "--validation=40",
          "--test=40",
          "--season=10",
          "--epochs=3",
          "--hidden=4",
          "--horizon=5",
          "--members=2",
          "--streams=2",
          "--window=20");

  public static CommandRun of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(new ByteArrayInputStream(new byte[0]), stream(out), stream(err), () -> 0);
    int exitCode = Application.run(TimeseriesApplication::commands, console, args);
    return new CommandRun(exitCode, text(out), text(err));
  }

  /**
   * Runs {@code train} into {@code runs/name}, on a short synthetic series unless data is given.
   */
  public static CommandRun train(Path runs, String name, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "--runs=" + runs, "--name=" + name));
    TINY.stream()
        .filter(tiny -> Arrays.stream(more).noneMatch(given -> sameOption(tiny, given)))
        .forEach(args::add);
    if (Arrays.stream(more).noneMatch(option -> option.startsWith("--data="))) {
      args.add(LENGTH);
    }
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
