package io.github.rnn4j.cli.check;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.data.DataAccessOptions;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The {@code check} command of every program: reads the data as {@code train} would with the same
 * options, and shows what the network would see. Nothing is trained and no file is written.
 *
 * @param <C> the configuration
 * @param <R> what was found, a record
 */
public abstract class CheckVerb<C extends Record, R extends Record> implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private DataAccessOptions access;
  @Mixin private JsonOutput json;

  /**
   * Creates the command for a program.
   *
   * @param console where the command reads and writes
   */
  protected CheckVerb(Console console) {
    this.console = console;
  }

  /**
   * Returns the values of all options that are not given.
   *
   * @return the configuration of the preset
   */
  protected abstract C preset();

  /**
   * Loads and encodes the data, and rejects data that cannot be used for training.
   *
   * @param config the configuration that {@code train} would have
   * @return what was found, as printed by {@code --json}
   */
  protected abstract R check(C config);

  /**
   * Prints what was found.
   *
   * @param found the result of {@link #check}
   * @param out where to print it
   */
  protected abstract void describe(R found, PrintStream out);

  /**
   * Returns the configuration that {@code train} would have.
   *
   * @return the preset with the options that were given
   * @throws picocli.CommandLine.ParameterException if an option has an invalid value
   */
  protected C given() {
    return ConfigOptions.override(preset(), spec.commandLine().getParseResult(), spec);
  }

  @Override
  public Integer call() {
    R found = check(given());
    if (json.asked()) {
      json.print(console, found);
    } else {
      describe(found, console.out());
    }
    return 0;
  }

  /**
   * Returns picocli's model of the command.
   *
   * @return its options and the values that were given
   */
  protected final CommandSpec spec() {
    return spec;
  }

  /**
   * Returns where the program reads and writes.
   *
   * @return the console
   */
  protected final Console console() {
    return console;
  }

  /**
   * Returns the options for reading data.
   *
   * @return where downloads are kept, and whether to download
   */
  protected final DataAccessOptions access() {
    return access;
  }
}
