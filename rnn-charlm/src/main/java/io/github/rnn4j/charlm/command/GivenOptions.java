package io.github.rnn4j.charlm.command;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.datasets.text.KnownText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The configuration options that were given to {@code train} or {@code check}.
 *
 * @param spec the command
 */
record GivenOptions(CommandSpec spec) {

  /**
   * Returns the configuration of a preset with the options that were given.
   *
   * @throws ParameterException if an option has an invalid value or would have no effect
   */
  CharlmConfig over(CharlmConfig preset) {
    ParseResult given = spec().commandLine().getParseResult();
    boolean names = KnownText.DINOS.id().equals(given.matchedOptionValue("--data", ""));
    CharlmConfig base = names ? preset.ofLines() : preset;
    return ConfigOptions.override(base, given, spec());
  }
}
