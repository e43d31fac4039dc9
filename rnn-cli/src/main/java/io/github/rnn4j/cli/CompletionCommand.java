package io.github.rnn4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The {@code completion} command of every program, which prints a shell completion script. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description =
        "Print a completion script for bash and zsh. To use it: source <(${ROOT-COMMAND-NAME}"
            + " completion)")
public final class CompletionCommand implements Callable<Integer> {

  private static final String DATA = "--data";

  private static final Pattern QUOTED = Pattern.compile("'([a-z-]+)'");

  private static final Pattern FUNCTION = Pattern.compile("function _picocli_.*_(\\w+)\\(\\) \\{");

  /** The lines of the script that find out what is being completed. */
  private static final String WORDS =
      """
        local curr_word=${COMP_WORDS[COMP_CWORD]}
        local prev_word=${COMP_WORDS[COMP_CWORD-1]}
      """;

  /** Bash takes {@code --cell=l} for three words. */
  private static final String EQUALS_SIGN =
      """
        if [[ ${curr_word} == "=" ]]; then
          curr_word=""
          COMP_WORDS[COMP_CWORD]=""
        elif [[ ${prev_word} == "=" ]]; then
          prev_word=${COMP_WORDS[COMP_CWORD-2]}
        fi
      """;

  private static final String FILES = "$( compgen -f -- \"${curr_word}\" )";

  private static final String FILES_AND =
      "$( compgen -f -- \"${curr_word}\"; compgen -W $'%s' -- \"${curr_word}\" )";

  private final Console console;

  @Spec private CommandSpec spec;

  /**
   * Creates the command.
   *
   * @param console where to print the script
   */
  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandLine program = spec.root().commandLine();
    Map<String, List<String>> names = new LinkedHashMap<>();
    prepare(spec.root(), names);
    String script = AutoComplete.bash(program.getCommandName(), program);
    console.out().print(withNames(script.replace(WORDS, WORDS + EQUALS_SIGN), names));
    return 0;
  }

  /**
   * Gives each option with a list of values a label of its own, because picocli names the list by
   * the label. Makes {@code --data} a file, and collects the names that it accepts as well, which
   * its description has in quotes.
   */
  private static void prepare(CommandSpec command, Map<String, List<String>> names) {
    for (OptionSpec option : List.copyOf(command.options())) {
      if (option.group() != null) {
        continue; // picocli cannot replace it
      }
      if (option.longestName().equals(DATA)) {
        names.put(command.name(), quoted(String.join(" ", option.description())));
        replace(command, option, OptionSpec.builder(option.names()).type(Path.class));
      } else if (option.completionCandidates() != null) {
        String label = option.longestName().replaceFirst("^--", "");
        replace(command, option, OptionSpec.builder(option).paramLabel(label));
      }
    }
    command.subcommands().values().forEach(sub -> prepare(sub.getCommandSpec(), names));
  }

  private static void replace(CommandSpec command, OptionSpec old, OptionSpec.Builder by) {
    command.remove(old);
    command.addOption(by.build());
  }

  private static List<String> quoted(String description) {
    return QUOTED.matcher(description).results().map(match -> match.group(1)).toList();
  }

  /** Offers these names after {@code --data} in addition to files. */
  private static String withNames(String script, Map<String, List<String>> names) {
    StringBuilder text = new StringBuilder();
    String command = "";
    boolean ofData = false;
    for (String line : script.split("\n", -1)) {
      Matcher function = FUNCTION.matcher(line);
      command = function.matches() ? function.group(1) : command;
      ofData = line.contains("'" + DATA + "')") || (ofData && !line.contains(";;"));
      List<String> known = names.getOrDefault(command, List.of());
      text.append(
              ofData && !known.isEmpty()
                  ? line.replace(FILES, FILES_AND.formatted(String.join("\\n", known)))
                  : line)
          .append('\n');
    }
    return text.substring(0, text.length() - 1);
  }
}
