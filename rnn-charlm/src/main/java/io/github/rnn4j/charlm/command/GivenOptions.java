package io.github.rnn4j.charlm.command;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
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
    CharlmConfig config = ConfigOptions.override(base, given, spec());
    boolean whole = config.data().unit() != Unit.TEXT;
    refuse(whole, "--steps", "lines and sentences are never cut");
    refuse(whole, "--order", "lines and sentences are always read in random order");
    refuse(
        config.network().input() == InputForm.ONE_HOT,
        "--embedding",
        "one-hot input has no embedding: add --input embedding");
    refuse(
        config.data().tokens() == Tokens.CHARACTER,
        "--max-vocabulary",
        "the vocabulary always has all characters: add --tokens word");
    return config;
  }

  /** Rejects an option that would have no effect, rather than ignore it. */
  private void refuse(boolean idle, String option, String why) {
    if (idle && spec().commandLine().getParseResult().hasMatchedOption(option)) {
      throw new ParameterException(
          spec().commandLine(), "%s has no effect here; %s".formatted(option, why));
    }
  }
}
