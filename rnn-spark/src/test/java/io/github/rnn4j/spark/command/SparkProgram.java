package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.spark.SparkApplication;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs the program with Spark in this process, as {@code spark-submit} would. */
final class SparkProgram {

  /** What a run has printed. */
  record Result(int exitCode, String out, String err) {}

  private SparkProgram() {}

  /** Runs a command with some threads as executors. */
  static Result run(String master, String... args) {
    Map<String, String> properties =
        Map.of(
            "spark.master", master,
            "spark.ui.enabled", "false",
            "spark.driver.host", "127.0.0.1");
    properties.forEach(System::setProperty);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> 80);
    try {
      int exitCode = Application.run(SparkApplication::commands, console, args);
      return new Result(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }
}
