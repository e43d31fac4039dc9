package io.github.rnn4j.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code completion} of every program: what a shell needs to complete its options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description =
        "Print a script that completes commands, options and names in bash and zsh: source"
            + " <(${ROOT-COMMAND-NAME} completion)")
public final class CompletionCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  /**
   * A command that prints.
   *
   * @param console where the script goes
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
