package io.github.rnn4j.cli.search;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.config.Range;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which values a search tries. */
public final class SearchOptions {

  private static final String TRY = "--try";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = TRY,
      paramLabel = "NAME=VALUES",
      description = {
        "An option of train and the values to try; can be repeated. NAME=VALUES is one of:",
        "  hidden=32,64,128   a list",
        "  dropout=0.1..0.5   a range",
        "  learning-rate=log:0.0005..0.01   a range in which all orders of magnitude are equally"
            + " likely",
        "Of lists, all combinations are tried; with a range, random values."
      })
  private List<String> tried;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description =
          "The number of trials, 1 to "
              + Sampling.MOST
              + ". Default: all combinations of lists; "
              + Sampling.TRIALS
              + " if there is a range. If the lists have more combinations, a random sample of them"
              + " is tried.")
  private Integer trials;

  @Option(
      names = "--search-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed for random values; the same seed tries the same values. Default: 1")
  private long seed;

  @Option(
      names = "--resume",
      paramLabel = "SEARCH",
      description =
          "Resume an interrupted search with its original options: trials that have ended are kept,"
              + " those that were interrupted are resumed.")
  private Path resumed;

  /** Creates an instance for picocli to fill in. */
  public SearchOptions() {}

  /** Returns the folder of the search to resume. */
  Optional<Path> resumed() {
    return Optional.ofNullable(resumed);
  }

  /** Returns whether more trials were asked for than there are. */
  boolean asksForMoreThan(int number) {
    return trials != null && trials > number;
  }

  /**
   * Returns the values of all trials.
   *
   * @param train the {@code train} command, to check the values
   * @param program the program that it belongs to
   * @throws ParameterException if there is anything wrong with what to try
   */
  List<Map<String, String>> trials(CommandLine train, TrialRunner program) {
    if (tried == null) {
      throw misuse("--try is missing; add for example --try hidden=32,64");
    }
    List<TriedOption> options = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try {
      for (String typed : tried) {
        TriedOption parsed = TriedOption.parse(typed);
        require(train, parsed, typed, program);
        TriedOption option =
            isWhole(train.getCommandSpec().findOption(parsed.name()).type())
                ? parsed
                : parsed.withFractions();
        if (!names.add(option.name())) {
          throw misuse(
              "--try names %s twice; put all its values into one".formatted(option.name()));
        }
        option.ends().forEach(value -> requireReadable(train, typed, option, value));
        options.add(option);
      }
      if (trials != null) {
        Range.check("--trials", trials, 1, Sampling.MOST);
      }
      return Sampling.of(options, trials, seed);
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(spec.commandLine(), cause.getMessage(), cause);
    }
  }

  private void require(CommandLine train, TriedOption option, String typed, TrialRunner program) {
    String name = option.name();
    if (!program.comparable().test(name)) {
      List<String> flags = ConfigOptions.flags(program.shown());
      throw misuse(
          "--try '%s': %s. These options can be tried: %s"
              .formatted(
                  typed,
                  flags.contains(name)
                      ? "validation results with different values of %s cannot be compared"
                          .formatted(name)
                      : "train has no option %s whose values could be compared".formatted(name),
                  String.join(" ", flags.stream().filter(program.comparable()).toList())));
    }
    if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
      throw misuse("%s is given and also named by --try; leave one of them out".formatted(name));
    }
    Class<?> type = train.getCommandSpec().findOption(name).type();
    if (option.range().isPresent() && !type.isPrimitive()) {
      throw misuse(
          "--try '%s' is a range, but %s is not a number; list its values".formatted(typed, name));
    }
    if (isWhole(type) && option.range().filter(range -> !range.integers()).isPresent()) {
      throw misuse(
          "--try '%s' must begin and end with a whole number, because that is what %s is"
              .formatted(typed, name));
    }
  }

  private static boolean isWhole(Class<?> type) {
    return type == int.class || type == long.class;
  }

  /** Reads the value as {@code train} will. */
  private void requireReadable(CommandLine train, String typed, TriedOption option, String value) {
    try {
      train.parseArgs(option.name() + "=" + value);
    } catch (ParameterException cause) {
      throw new ParameterException(
          spec.commandLine(), "--try '%s': %s".formatted(typed, cause.getMessage()), cause);
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
