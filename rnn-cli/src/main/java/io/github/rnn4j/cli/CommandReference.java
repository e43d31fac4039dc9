package io.github.rnn4j.cli;

import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Writes the help of all commands as one page, {@code docs/cli.md}. */
public final class CommandReference {

  private static final String TITLE =
      """
      # Commands

      The output of `--help` for every command. Results go to standard output, progress and errors to standard error. The
      exit code is 0 for success, 1 for an error, 2 for wrong usage.

      This page is generated: `scripts/write-cli-reference` regenerates it.
      """;

  private CommandReference() {}

  /**
   * Returns the page.
   *
   * @param programs the programs, each with its commands
   * @return Markdown with line feeds as line ends
   */
  public static String markdown(List<CommandLine> programs) {
    StringBuilder page = new StringBuilder(TITLE);
    programs.forEach(program -> append(program, "##", page));
    return page.toString();
  }

  private static void append(CommandLine command, String heading, StringBuilder page) {
    if (command.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    page.append(
        "%n%s %s%n%n```%n%s```%n"
            .formatted(
                heading,
                command.getCommandSpec().qualifiedName(),
                command.getUsageMessage(Ansi.OFF))
            .replace(System.lineSeparator(), "\n"));
    new LinkedHashSet<>(command.getSubcommands().values())
        .forEach(subcommand -> append(subcommand, "###", page));
  }
}
