package io.github.rnn4j.cli.search;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.train.ValidatedRun;
import io.github.rnn4j.run.RunDirectory;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs a trial with the program's own {@code train}, which tests nothing.
 *
 * @param program the name of the program, such as {@code rnn-imdb}
 * @param train creates its {@code train} command for a console
 * @param shown a configuration of the program, for the names of its options
 * @param comparable whether validation results with different values of an option, such as {@code
 *     --hidden}, can be compared
 * @param unlessHidden arguments of trials that neither set nor try {@code --hidden}
 */
public record TrialRunner(
    String program,
    Function<Console, CommandLine> train,
    Record shown,
    Predicate<String> comparable,
    List<String> unlessHidden) {

  /**
   * Copies the arguments.
   *
   * @param program as for the record
   * @param train as for the record
   * @param shown as for the record
   * @param comparable as for the record
   * @param unlessHidden as for the record
   */
  public TrialRunner {
    unlessHidden = List.copyOf(unlessHidden);
  }

  /** How the metrics of a run without a validation set begin. */
  private static final String OF_TRAINING = "training_";

  private static final String WITHOUT_VALIDATION =
      "There is no validation set to compare trials on; split the data so that there is one.";

  /** The program without its other commands. */
  @Command
  private static final class Program {}

  /** Returns the program with only its {@code train} command. */
  CommandLine commands(Console console) {
    return new CommandLine(new Program())
        .setCommandName(program)
        .addSubcommand("train", train.apply(console));
  }

  /**
   * Runs a trial from the beginning, or resumes it if it was begun.
   *
   * @param trial the trial
   * @param runs the folder in which it is saved
   * @param log where it prints
   * @return its row; empty if it was interrupted
   */
  public Optional<TrialRow> run(SearchTrial trial, Path runs, PrintStream log) {
    long start = System.nanoTime();
    Path folder = runs.resolve(trial.name());
    Optional<TrialRow> before = ended(trial, folder);
    if (before.isPresent()) {
      return before;
    }
    List<String> words = new ArrayList<>(List.of("train", "--no-test"));
    if (isBegun(folder)) {
      words.addAll(List.of("--resume", folder.toString()));
      words.addAll(trial.resuming());
    } else {
      words.addAll(List.of("--runs", runs.toString(), "--name", trial.name(), "--overwrite"));
      words.addAll(trial.training());
    }
    Console console = new Console(InputStream.nullInputStream(), log, log, () -> 0);
    Application.Outcome outcome =
        Application.outcome(this::commands, console, words.toArray(String[]::new));
    double seconds = (System.nanoTime() - start) / 1e9;
    return switch (outcome.exitCode()) {
      case CommandLine.ExitCode.OK -> ended(trial, folder);
      case Application.INTERRUPTED -> Optional.empty();
      default -> {
        TrialRow row = TrialRow.failed(trial, seconds, outcome.problem());
        yield Optional.of(outcome.mendable() ? row.asMendable() : row);
      }
    };
  }

  /** Returns the row of a trial that has been validated; empty if it has not. */
  private static Optional<TrialRow> ended(SearchTrial trial, Path folder) {
    return isBegun(folder)
        ? ValidatedRun.of(RunDirectory.open(folder))
            .map(
                result ->
                    result.metric().startsWith(OF_TRAINING)
                        ? TrialRow.failed(trial, result.seconds(), WITHOUT_VALIDATION)
                        : TrialRow.of(trial, result))
        : Optional.empty();
  }

  /**
   * Returns whether a run was begun, so that it can be resumed.
   *
   * @param folder its folder, which may not exist
   * @return whether it has what a run saves first
   */
  public static boolean isBegun(Path folder) {
    return Files.exists(folder.resolve(RunDirectory.RUN))
        && RunDirectory.open(folder).has(RunDirectory.PROVENANCE);
  }
}
