package io.github.rnn4j.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code completion} command of every program, which prints a shell completion script. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description =
        "Print a completion script for bash and zsh. To use it: source <(${ROOT-COMMAND-NAME}"
            + " completion)")
public final class CompletionCommand implements Callable<Integer> {

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
    console.out().print(AutoComplete.bash(program.getCommandName(), program));
    return 0;
  }
}
