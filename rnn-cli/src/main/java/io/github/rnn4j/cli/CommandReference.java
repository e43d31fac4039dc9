package io.github.rnn4j.cli;

import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The help of all commands as one page, {@code docs/cli.md}. */
public final class CommandReference {

  private static final String TITLE =
      """
      # Commands

      What `--help` prints, of every command. Results go to standard output, progress and errors to standard error; the exit code is 0
      for success, 1 for an error, 2 for wrong usage.

      This page is written by the commands themselves: [CONTRIBUTING.md](../CONTRIBUTING.md) has the line that writes it anew.
      """;

  private CommandReference() {}

  /**
   * Writes the page.
   *
   * @param programs each with its commands
   * @return Markdown, lines ended by line feeds
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
