package io.github.rnn4j.ui;

import io.github.rnn4j.cli.config.OptionHeading;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say where the training UI listens. */
@OptionHeading(UiAddressOptions.HEADING)
public class UiAddressOptions {

  static final String HEADING = "Training UI";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--ui-port",
      paramLabel = "PORT",
      description = "Port of the training UI; 0 picks any free port. Default: 9000")
  private Integer port;

  @Option(
      names = "--ui-host",
      paramLabel = "HOST",
      description =
          "Interface that the training UI listens on. There is no password: on any interface other"
              + " than loopback, anyone who can reach this machine can read the UI. Default:"
              + " 127.0.0.1")
  private String host;

  /** Creates the options; picocli sets their values. */
  public UiAddressOptions() {}

  final UiAddress address() {
    try {
      return new UiAddress(
          host == null ? UiAddress.LOOPBACK : host, port == null ? UiAddress.DEFAULT_PORT : port);
    } catch (IllegalArgumentException cause) {
      throw misused(cause.getMessage());
    }
  }

  /** The option that was given, or null if neither was. */
  final String given() {
    if (port != null) {
      return "--ui-port";
    }
    return host == null ? null : "--ui-host";
  }

  final ParameterException misused(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
