package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code ui}, running until it is closed. */
final class ShownCommand implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("Training UI: (http://\\S+)");
  private static final long PATIENCE_MILLISECONDS = 60_000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile int exitCode = -1;

  @Command(name = "test")
  private static final class Commands {}

  ShownCommand(String... runs) {
    List<String> args = new ArrayList<>(List.of("ui", "--ui-port=0"));
    args.addAll(List.of(runs));
    Console console =
        new Console(new ByteArrayInputStream(new byte[0]), stream(out), stream(err), () -> 0);
    thread =
        new Thread(
            () ->
                exitCode =
                    Application.run(
                        shared ->
                            new CommandLine(new Commands()).addSubcommand(new UiCommand(shared)),
                        console,
                        args.toArray(String[]::new)));
    thread.start();
  }

  /** Waits until it says where it listens. */
  String url() throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLISECONDS;
    while (thread.isAlive() && System.currentTimeMillis() < end) {
      Matcher url = URL.matcher(out());
      if (url.find()) {
        return url.group(1);
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no address: " + out() + err());
  }

  /** Waits until it ends. */
  int exitCode() throws InterruptedException {
    thread.join(PATIENCE_MILLISECONDS);
    assertThat(thread.isAlive()).isFalse();
    return exitCode;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    assertThat(exitCode()).isZero();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
