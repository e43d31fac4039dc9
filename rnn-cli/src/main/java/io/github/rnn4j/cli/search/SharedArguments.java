package io.github.rnn4j.cli.search;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.TrainOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of {@code train} that a search passes to all its trials. */
final class SharedArguments {

  /** What makes no sense in several trainings at the same time, or is set by the search. */
  private static final List<String> ABSENT = List.of("--no-test", "--only-test");

  private static final String UI = "--ui";
  private static final String NO = "--no-";

  private SharedArguments() {}

  /**
   * Adds the options of {@code train} to a search, which has some of its own. Its help does not
   * list them again. Only their text is needed.
   */
  static void add(CommandSpec search, CommandSpec train) {
    Set<String> own = Set.copyOf(search.optionsMap().keySet());
    for (OptionSpec option : train.options()) {
      String name = option.longestName();
      if (!own.contains(name) && !ABSENT.contains(name) && !name.startsWith(UI)) {
        search.addOption(
            OptionSpec.builder(option.names())
                .type(option.arity().max() == 0 ? boolean.class : String.class)
                .arity(option.arity().toString())
                .negatable(option.negatable())
                .hidden(true)
                .build());
      }
    }
  }

  /** Returns the options of {@code train} that were given, as they are typed. */
  static List<String> of(ParseResult given) {
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : given.matchedOptions()) {
      String name = option.longestName();
      if (!option.hidden()) {
        continue; // it is one of the search
      }
      if (option.arity().max() == 0) {
        boolean on = Boolean.TRUE.equals(given.matchedOptionValue(name, true));
        arguments.add(on ? name : name.replaceFirst("^--", NO));
      } else {
        option.originalStringValues().forEach(value -> arguments.add(name + "=" + value));
      }
    }
    return arguments;
  }

  /** Returns the arguments that {@code train --resume} accepts without training further. */
  static List<String> resuming(List<String> arguments, Record shown) {
    List<String> ofTheStart = new ArrayList<>(TrainOptions.ofANewRun(shown));
    ofTheStart.addAll(ConfigOptions.flags(shown));
    return arguments.stream().filter(argument -> !ofTheStart.contains(name(argument))).toList();
  }

  private static String name(String argument) {
    int end = argument.indexOf('=');
    return (end < 0 ? argument : argument.substring(0, end)).replaceFirst("^" + NO, "--");
  }
}
