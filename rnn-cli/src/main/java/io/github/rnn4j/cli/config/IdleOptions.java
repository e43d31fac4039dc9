package io.github.rnn4j.cli.config;

import io.github.rnn4j.config.IdleKnobs;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The options that have no effect with the other values of a configuration.
 *
 * @param reasons the names of the components, each with the reason and what to do instead
 */
record IdleOptions(Map<String, String> reasons) {

  /** Collects what the configuration and its parts name. */
  static IdleOptions of(Record config) {
    Map<String, String> idle = new TreeMap<>();
    Stream.concat(
            Stream.of(config),
            Stream.of(config.getClass().getRecordComponents())
                .map(part -> ConfigOptions.valueOf(part, config)))
        .filter(IdleKnobs.class::isInstance)
        .forEach(part -> idle.putAll(((IdleKnobs) part).idle()));
    return new IdleOptions(idle);
  }

  Set<String> names() {
    return reasons.keySet();
  }

  /** Rejects options that would have no effect, rather than ignore them. */
  void refuse(ParseResult given, CommandSpec spec) {
    reasons.forEach(
        (name, why) -> {
          String option = "--" + ConfigOptions.kebab(name);
          if (given.hasMatchedOption(option)) {
            throw new ParameterException(
                spec.commandLine(), "%s has no effect here; %s".formatted(option, why));
          }
        });
  }
}
