package io.github.rnn4j.ui;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.OptionHeading;
import picocli.CommandLine.Option;

/** Options of every command that trains: whether the training is shown in the browser. */
@OptionHeading(UiAddressOptions.HEADING)
public final class UiOptions extends UiAddressOptions {

  @Option(
      names = "--ui",
      order = -2, // before those of where it listens
      description =
          "Show the training in the browser while it goes on, and keep its statistics in the run;"
              + " the command ui opens them again.")
  private boolean asked;

  /** For picocli, which fills it. */
  public UiOptions() {}

  /**
   * Starts the UI, before anything else is done that takes long: its port may be in use.
   *
   * @param module the program's module, such as {@code rnn-imdb}
   * @param console told of the address
   * @return the UI, which shows nothing if it was not asked for; to be closed after the training
   * @throws io.github.rnn4j.loop.RunException if it cannot listen there; the message says why
   * @throws picocli.CommandLine.ParameterException if the port is not one, or an address was given
   *     for a UI that was not asked for
   */
  public TrainingUi open(String module, Console console) {
    if (!asked && given() != null) {
      throw misused("%s does nothing without --ui: give both, or neither".formatted(given()));
    }
    return asked ? TrainingUi.start(address(), module, console.err()) : TrainingUi.off();
  }
}
