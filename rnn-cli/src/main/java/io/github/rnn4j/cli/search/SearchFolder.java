package io.github.rnn4j.cli.search;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.RunLock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The folder of a search: its plan, the rows of all trials that have ended, a log of each trial
 * and, if the trials run in this process, the run of each trial.
 */
final class SearchFolder {

  static final String TRIALS = "trials.csv";

  private final RunDirectory directory;
  private Plan plan;

  /**
   * What a search does, and what it has done.
   *
   * @param program the program whose {@code train} makes the trials
   * @param arguments the arguments of {@code train} that all trials share, as they are typed
   * @param trials the values of each trial, by option
   * @param rows the trials that have ended
   */
  record Plan(
      String program,
      List<String> arguments,
      List<Map<String, String>> trials,
      List<TrialRow> rows) {

    Plan {
      arguments = List.copyOf(arguments);
      trials = List.copyOf(trials);
      rows = List.copyOf(rows);
    }
  }

  private SearchFolder(RunDirectory directory, Plan plan) {
    this.directory = directory;
    this.plan = plan;
  }

  /** Begins a search in a new folder. */
  static SearchFolder begin(RunDirectory directory, Plan plan) {
    directory.writeJson(RunDirectory.SEARCH, plan);
    return new SearchFolder(directory, plan);
  }

  /**
   * Opens the folder of a search.
   *
   * @throws RunException if it is none, or one of another program
   */
  static SearchFolder open(Path folder, String program) {
    RunDirectory directory = RunDirectory.open(folder);
    if (!directory.has(RunDirectory.SEARCH)) {
      throw new RunException(
          "The run in %s is not a search; resume it with train --resume %s."
              .formatted(folder, folder));
    }
    Plan plan = directory.readJson(RunDirectory.SEARCH, Plan.class);
    if (!plan.program.equals(program)) {
      throw new RunException(
          "%s is a search of %s, but this is %s. Use %s instead, or another search."
              .formatted(folder, plan.program, program, plan.program));
    }
    return new SearchFolder(directory, plan);
  }

  Plan plan() {
    return plan;
  }

  Path folder() {
    return directory.folder();
  }

  RunLock lock() {
    return directory.lock();
  }

  /** Returns the numbers of the trials that have not ended. */
  List<Integer> open() {
    List<Integer> ended = plan.rows.stream().map(TrialRow::trial).toList();
    return IntStream.rangeClosed(1, plan.trials.size())
        .boxed()
        .filter(trial -> !ended.contains(trial))
        .toList();
  }

  /** Records a name, so that it is removed with the search. */
  void claim(String name) {
    if (!directory.has(name)) {
      directory.claim(name);
    }
  }

  /** Opens a log at its end. */
  PrintStream log(String name) {
    claim(name);
    try {
      OutputStream file =
          Files.newOutputStream(
              directory.file(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new PrintStream(file, true, StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Saves the row of a trial, unless it may succeed later, and writes the table of all. */
  void add(TrialRow row) {
    if (row.mendable()) {
      return;
    }
    List<TrialRow> rows = new ArrayList<>(plan.rows);
    rows.add(row);
    rows.sort(Comparator.comparing(TrialRow::trial));
    plan = new Plan(plan.program, plan.arguments, plan.trials, rows);
    directory.writeJson(RunDirectory.SEARCH, plan);
    directory.write(TRIALS, out -> out.write(csv().getBytes(StandardCharsets.UTF_8)));
  }

  private String csv() {
    List<String> options = List.copyOf(plan.trials.get(0).keySet());
    String header =
        options.stream()
            .map(TrialRow::heading)
            .collect(
                Collectors.joining(
                    ",", "trial,", ",metric,validation,best_epoch,seconds,reason\n"));
    return plan.rows.stream()
        .map(row -> row.csv(options))
        .collect(Collectors.joining("", header, ""));
  }
}
