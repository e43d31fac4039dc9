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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs a trial with the program's own {@code train}, which tests nothing.
 *
 * @param program the name of the program, such as {@code rnn-imdb}
 * @param train creates its {@code train} command for a console
 * @param unlessHidden arguments of trials that neither set nor try {@code --hidden}
 */
public record TrialRunner(
    String program, Function<Console, CommandLine> train, List<String> unlessHidden) {

  /**
   * Copies the arguments.
   *
   * @param program as for the record
   * @param train as for the record
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
   * @param trial its number
   * @param values the values that it tries, by option
   * @param arguments the arguments that all trials share
   * @param resuming those of them that a resumed run accepts
   * @param runs the folder in which it is saved
   * @param log where it prints
   * @return its row; empty if it was interrupted
   */
  public Optional<TrialRow> run(
      int trial,
      Map<String, String> values,
      List<String> arguments,
      List<String> resuming,
      Path runs,
      PrintStream log) {
    long start = System.nanoTime();
    Path folder = runs.resolve(name(trial));
    Optional<TrialRow> before = ended(trial, values, folder);
    if (before.isPresent()) {
      return before;
    }
    List<String> words = new ArrayList<>(List.of("train", "--no-test"));
    if (isBegun(folder)) {
      words.addAll(List.of("--resume", folder.toString()));
      words.addAll(resuming);
    } else {
      words.addAll(List.of("--runs", runs.toString(), "--name", name(trial), "--overwrite"));
      words.addAll(arguments);
      words.addAll(TrialRow.typed(values));
    }
    Console console = new Console(InputStream.nullInputStream(), log, log, () -> 0);
    Application.Outcome outcome =
        Application.outcome(this::commands, console, words.toArray(String[]::new));
    double seconds = (System.nanoTime() - start) / 1e9;
    return switch (outcome.exitCode()) {
      case CommandLine.ExitCode.OK -> ended(trial, values, folder);
      case Application.INTERRUPTED -> Optional.empty();
      default -> {
        TrialRow row = TrialRow.failed(trial, values, seconds, outcome.problem());
        yield Optional.of(outcome.mendable() ? row.asMendable() : row);
      }
    };
  }

  /** Returns the row of a trial that has been validated; empty if it has not. */
  private static Optional<TrialRow> ended(int trial, Map<String, String> values, Path folder) {
    return isBegun(folder)
        ? ValidatedRun.of(RunDirectory.open(folder))
            .map(
                result ->
                    result.metric().startsWith(OF_TRAINING)
                        ? TrialRow.failed(trial, values, result.seconds(), WITHOUT_VALIDATION)
                        : row(trial, values, result))
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

  private static TrialRow row(int trial, Map<String, String> values, ValidatedRun result) {
    return new TrialRow(
        trial,
        values,
        result.metric(),
        result.highest(),
        result.validation(),
        result.bestEpoch(),
        result.seconds(),
        "",
        false);
  }

  /** Returns the name of the run of a trial. */
  static String name(int trial) {
    return "trial-" + trial;
  }
}
