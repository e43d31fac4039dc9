package io.github.rnn4j.charlm;

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

  /** Options of a network and a text that train in about a second. */
  private static final List<String> TINY =
      List.of(
          "--limit=3000",
          "--updates=9",
          "--updates-per-epoch=3",
          "--hidden=8",
          "--batch-size=8",
          "--steps=10",
          "--sample-length=20");

  public static CommandRun of(String... args) {
    return withInput("", args);
  }

  public static CommandRun withInput(String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    Console console =
        new Console(new ByteArrayInputStream(bytes), stream(out), stream(err), () -> 0);
    int exitCode = Application.run(CharlmApplication::commands, console, args);
    return new CommandRun(exitCode, text(out), text(err));
  }

  /** {@code train} on the beginning of the synthetic text, into {@code runs/name}. */
  public static CommandRun train(Path runs, String name, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "--runs=" + runs, "--name=" + name));
    for (String tiny : TINY) {
      String option = tiny.substring(0, tiny.indexOf('='));
      boolean whole =
          option.equals("--steps")
              && List.of(more).stream().anyMatch(given -> given.startsWith("--unit="));
      if (!whole && List.of(more).stream().noneMatch(given -> given.startsWith(option + "="))) {
        args.add(tiny);
      }
    }
    args.addAll(List.of(more));
    return of(args.toArray(String[]::new));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
