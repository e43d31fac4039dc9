package io.github.rnn4j.cli.search;

import io.github.rnn4j.cli.ComputeDevice;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.ShellCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches with the cores of this machine. */
@Command(
    name = "search",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Train with several values of some options, several trainings at the same time, and test the"
            + " one with the best validation result. All other options of train can be given as well,"
            + " and are the same in all trials; 'train --help' lists them. A limit such as --max-time"
            + " applies to each trial.")
public final class SearchCommand extends SearchVerb {

  private static final String THREADS = "rnn4j.threads";

  @Spec private CommandSpec command;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "How many trials to run at the same time, each with one thread. Default: one for each"
              + " core; on a GPU, 1")
  private Integer parallel;

  private SearchCommand(Console console, TrialRunner trials) {
    super(console, trials);
  }

  /**
   * Returns the command of a program.
   *
   * @param console where it reads and writes
   * @param trials runs a trial
   * @param train the program's {@code train} command, which has the options of all trials
   * @return the command
   */
  public static CommandLine of(Console console, TrialRunner trials, CommandLine train) {
    return withOptions(new SearchCommand(console, trials), train);
  }

  @Override
  public Integer call() throws Exception {
    if (parallel != null && (parallel < 1 || parallel > 999)) {
      throw new ParameterException(
          command.commandLine(), "--parallel is %d; it must be from 1 to 999".formatted(parallel));
    }
    if (System.getProperty(THREADS) == null) {
      System.setProperty(THREADS, "1"); // read when the first network is built
    }
    return super.call();
  }

  @Override
  protected int atATime() {
    if (parallel != null) {
      return parallel;
    }
    return ComputeDevice.isCuda() ? 1 : Runtime.getRuntime().availableProcessors();
  }

  @Override
  protected Optional<TrialRow> make(SearchTrial trial, Path search, PrintStream log) {
    try {
      return trials().run(trial, search, log);
    } finally {
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
  }

  @Override
  protected Path tested(SearchTrial best, Path search) {
    return search.resolve(best.name());
  }

  @Override
  protected List<String> testing(SearchTrial best, Path search) {
    List<String> words =
        new ArrayList<>(
            List.of("train", "--resume", tested(best, search).toString(), "--only-test"));
    words.addAll(best.resuming());
    return words;
  }

  @Override
  protected String command(List<String> words) {
    return ShellCommand.program(trials().program(), words);
  }

  @Override
  protected String trainCommand(List<String> words) {
    return command(words);
  }
}
