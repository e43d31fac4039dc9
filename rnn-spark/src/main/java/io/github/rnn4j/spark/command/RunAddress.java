package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.spark.remote.RemoteRun;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;

/**
 * The address of a run that is on another file system, such as {@code
 * hdfs://namenode/runs/reviews}. Its files are in a temporary folder meanwhile; messages name the
 * address.
 */
final class RunAddress {

  private Optional<RemoteRun> run = Optional.empty();

  /** What a command does with the folder of a run. */
  @FunctionalInterface
  interface Action {
    void use(Path folder) throws Exception;
  }

  /** Returns the address that an argument has; empty if it has none or is a path. */
  static Optional<String> in(ArgSpec argument) {
    return argument.originalStringValues().stream().filter(RemoteRun::isAddress).findFirst();
  }

  /** Returns Hadoop's settings, with those that {@code spark-submit} passes. */
  static Configuration configuration() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  /**
   * Uses a saved run, which is copied to this machine if it is on another file system.
   *
   * @param argument what the user typed
   * @param path the same as a path
   */
  static void use(ArgSpec argument, Path path, Action action) throws Exception {
    Optional<String> address = in(argument);
    if (address.isEmpty()) {
      action.use(path);
      return;
    }
    RunAddress named = new RunAddress();
    RemoteRun copy = RemoteRun.toApply(address.get(), configuration());
    named.set(copy);
    try {
      action.use(copy.folder());
    } catch (Exception cause) { // Scala does not declare its checked exceptions
      throw named.in(cause);
    } finally {
      copy.end();
    }
  }

  void set(RemoteRun copy) {
    run = Optional.of(copy);
  }

  private String in(String message) {
    return run.map(copy -> copy.named(String.valueOf(message))).orElse(message);
  }

  /** Returns the same error with a message that names the address. */
  Exception in(Exception cause) {
    String message = in(cause.getMessage());
    if (run.isEmpty() || String.valueOf(cause.getMessage()).equals(message)) {
      return cause;
    }
    if (cause instanceof RunInterruptedException) {
      return new RunInterruptedException(message);
    }
    if (cause instanceof RunException) {
      return new RunException(message, cause);
    }
    if (cause instanceof DataException) {
      return new DataException(message, cause);
    }
    return cause instanceof ParameterException wrong
        ? new ParameterException(wrong.getCommandLine(), message, wrong)
        : cause;
  }

  /** Returns a console whose text names the address. */
  Console in(Console console) {
    return new Console(
        console.in(),
        new Renaming(console.out(), this::in),
        new Renaming(console.bar(), this::in),
        console.columns());
  }

  /** Replaces names in the text that is printed. */
  private static final class Renaming extends PrintStream {

    Renaming(PrintStream target, UnaryOperator<String> names) {
      super(
          new OutputStream() {
            @Override
            public void write(int oneByte) {
              target.write(oneByte);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
              String text = new String(bytes, from, length, StandardCharsets.UTF_8);
              String changed = names.apply(text);
              if (changed.equals(text)) {
                target.write(bytes, from, length);
              } else {
                byte[] named = changed.getBytes(StandardCharsets.UTF_8);
                target.write(named, 0, named.length);
              }
            }

            @Override
            public void flush() {
              target.flush();
            }
          },
          true,
          StandardCharsets.UTF_8);
    }
  }
}
