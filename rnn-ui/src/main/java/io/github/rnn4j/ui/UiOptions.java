package io.github.rnn4j.ui;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.OptionHeading;
import picocli.CommandLine.Option;

/** Options of every command that trains, to show the training in the browser. */
@OptionHeading(UiAddressOptions.HEADING)
public final class UiOptions extends UiAddressOptions {

  @Option(
      names = "--ui",
      order = -2, // before the options of the address
      description =
          "Show the training in the browser while it runs, and save its statistics in the run"
              + " folder; the ui command shows them later.")
  private boolean asked;

  /** Creates the options; picocli sets their values. */
  public UiOptions() {}

  /**
   * Starts the UI. Call this before any slow work, because the port may be in use.
   *
   * @param module the program's module, such as {@code rnn-imdb}
   * @param console prints the address
   * @return the UI, to be closed after the training; it does nothing if it was not requested
   * @throws io.github.rnn4j.loop.RunException if it cannot listen there; the message says why
   * @throws picocli.CommandLine.ParameterException if the address is not valid, or was given
   *     without {@code --ui}
   */
  public TrainingUi open(String module, Console console) {
    if (!asked && given() != null) {
      throw misused("%s has no effect without --ui: use both or neither".formatted(given()));
    }
    return asked ? TrainingUi.start(address(), module, console.err()) : TrainingUi.off();
  }
}
