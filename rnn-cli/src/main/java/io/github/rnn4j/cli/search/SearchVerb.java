package io.github.rnn4j.cli.search;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.train.RunOptions;
import io.github.rnn4j.cli.train.StopSignals;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.RunLock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code search} command of every program.
 *
 * <ol>
 *   <li>It chooses the values of all trials, and refuses what cannot be tried. Nothing has been
 *       written yet.
 *   <li>It creates the folder of the search, and saves the plan.
 *   <li>It runs the trials, several at the same time. Each is a {@code train --no-test}. A trial
 *       that fails is a row with a reason.
 *   <li>It tests the trial with the best validation, and no other.
 * </ol>
 *
 * <p>An interrupted search resumes from what is saved. Where the trials run, and how the best one
 * is tested, is up to the subclass.
 */
public abstract class SearchVerb implements Callable<Integer> {

  private static final String DATA = "--data";
  private static final String HIDDEN = "--hidden";

  private final Console console;
  private final TrialRunner trials;

  @Spec private CommandSpec spec;
  @Mixin private JsonOutput json;
  @Mixin private RunOptions runs;
  @Mixin private SearchOptions options;

  /**
   * Creates the command for a program.
   *
   * @param console where the command reads and writes
   * @param trials runs a trial
   */
  protected SearchVerb(Console console, TrialRunner trials) {
    this.console = console;
    this.trials = trials;
  }

  /**
   * The result of a search as JSON.
   *
   * @param search its folder
   * @param winner the number of the best trial
   * @param trials all trials, the best one first and those that failed at the end
   */
  record Result(String search, int winner, List<TrialRow> trials) {}

  /**
   * Runs all trials that have not ended. A subclass may prepare that, and clean up.
   *
   * @param all runs them
   * @throws Exception if they cannot be run
   */
  protected void whileMaking(Runnable all) throws Exception {
    all.run();
  }

  /**
   * Returns how many trials to run at the same time.
   *
   * @return 1 or more
   */
  protected abstract int atATime();

  /**
   * Runs a trial. Called on several threads at the same time.
   *
   * @param trial the trial
   * @param search the folder of the search
   * @param log where it prints
   * @return its row; empty if it was interrupted
   */
  protected abstract Optional<TrialRow> make(SearchTrial trial, Path search, PrintStream log);

  /**
   * Called once when the first of the signals arrives that ask the search to stop, before the
   * trials have stopped.
   */
  protected void interrupted() {}

  /**
   * Returns whether a trial that is interrupted can be resumed.
   *
   * @return by default true; otherwise it runs again from its beginning
   */
  protected boolean savesTrials() {
    return true;
  }

  /**
   * Returns the folder of the run that is tested.
   *
   * @param best the best trial
   * @param search the folder of the search
   * @return the folder, which may not exist yet
   */
  protected abstract Path tested(SearchTrial best, Path search);

  /**
   * Returns the arguments of the program that test the best trial.
   *
   * @param best the trial
   * @param search the folder of the search
   * @return arguments such as {@code train --resume}
   */
  protected abstract List<String> testing(SearchTrial best, Path search);

  /**
   * Returns a line to paste into a shell.
   *
   * @param words the command of this program and its arguments
   * @return the line
   */
  protected abstract String command(List<String> words);

  /**
   * Returns a line to paste into a shell that trains with the program whose options were searched.
   *
   * @param words the command and its arguments
   * @return the line
   */
  protected abstract String trainCommand(List<String> words);

  /**
   * Returns what runs a trial.
   *
   * @return the program and its {@code train} command
   */
  protected final TrialRunner trials() {
    return trials;
  }

  /**
   * Returns a command with the options of {@code train}, which the help does not repeat.
   *
   * @param verb the command
   * @param train the {@code train} command
   * @return the command
   */
  protected static CommandLine withOptions(SearchVerb verb, CommandLine train) {
    CommandLine search = new CommandLine(verb);
    SharedArguments.add(search.getCommandSpec(), train.getCommandSpec());
    return search;
  }

  @Override
  public Integer call() throws Exception {
    SearchFolder search = options.resumed().map(this::resumed).orElseGet(this::begun);
    try (RunLock lock = search.lock()) {
      if (!search.open().isEmpty()) {
        whileMaking(() -> runTrials(search));
      }
      return conclude(search);
    }
  }

  private SearchFolder begun() {
    CommandLine train = trials.train().apply(console);
    List<Map<String, String>> values = options.trials(train, trials);
    List<String> arguments = SharedArguments.of(spec.commandLine().getParseResult());
    requireReadable(train, arguments);
    if (!spec.commandLine().getParseResult().hasMatchedOption(HIDDEN)
        && !values.get(0).containsKey(HIDDEN)) {
      trials.unlessHidden().stream()
          .filter(argument -> !arguments.contains(argument))
          .forEach(arguments::add);
    }
    if (arguments.contains("--data=-")) {
      throw misuse(
          "--data - can be read only once, but each trial reads the data; save it in a file");
    }
    runs.requireFree();
    if (options.asksForMoreThan(values.size())) {
      json.story(console).printf("There are only %d combinations.%n", values.size());
    }
    return SearchFolder.begin(
        runs.create(trials.program().replaceFirst("^rnn-", "") + "-search"),
        new SearchFolder.Plan(trials.program(), arguments, values, List.of()));
  }

  /** Reads the arguments as {@code train} will. */
  private void requireReadable(CommandLine train, List<String> arguments) {
    try {
      train.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException cause) {
      throw new ParameterException(spec.commandLine(), cause.getMessage(), cause);
    }
  }

  private SearchFolder resumed(Path folder) {
    spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> !option.longestName().equals(DATA))
        .filter(option -> option.hidden() || refusedWithResume(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw misuse(
                  "%s cannot be combined with --resume: a resumed search keeps its original options"
                      .formatted(option.longestName()));
            });
    return SearchFolder.open(folder, trials.program());
  }

  private static boolean refusedWithResume(OptionSpec option) {
    return List.of("--try", "--trials", "--search-seed", "--runs", "--name", "--overwrite")
        .contains(option.longestName());
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void runTrials(SearchFolder search) {
    List<Integer> open = search.open();
    int all = search.plan().trials().size();
    int atATime = Math.min(open.size(), atATime());
    PrintStream story = json.story(console);
    story.printf(
        "%d trial%s%s, %s; folder %s%n",
        all,
        all == 1 ? "" : "s",
        open.size() == all ? "" : ", of which %d have ended before".formatted(all - open.size()),
        atATime == 1 ? "one after the other" : atATime + " at a time",
        search.folder());
    List<TrialRow> mendable = Collections.synchronizedList(new ArrayList<>());
    try (StopSignals.Watch signals = StopSignals.watch(this::stopping)) {
      ParallelTrials.run(
          open,
          atATime,
          number ->
              signals.signal().isPresent() || !mendable.isEmpty()
                  ? Optional.empty()
                  : made(search, trial(search, number), mendable),
          row -> {
            search.add(row);
            story.println(row.text(all));
          });
      requireAll(search, signals.signal(), mendable);
    }
  }

  /** Ends the search if a trial is left to run. */
  private void requireAll(SearchFolder search, Optional<String> signal, List<TrialRow> mendable) {
    int left = search.open().size();
    if (left == 0) {
      return;
    }
    int all = search.plan().trials().size();
    String resume = command(List.of("search", "--resume", search.folder().toString()));
    if (signal.isEmpty() && !mendable.isEmpty()) {
      throw new RunException(
          "Trial %d cannot be run: %s %d of %d trials have ended, and nothing was tested. Then resume with%n  %s"
              .formatted(
                  mendable.get(0).trial(), mendable.get(0).reason(), all - left, all, resume));
    }
    throw new RunInterruptedException(
        "%s: %d of %d trials have ended%s.%nResume with%n  %s"
            .formatted(
                signal.orElse("Interrupted"),
                all - left,
                all,
                savesTrials() ? ", and those that were running are saved" : "",
                resume));
  }

  private void stopping(String line) {
    console
        .err()
        .println(
            line.formatted(
                savesTrials()
                    ? "stopping each trial after its minibatch and saving"
                    : "stopping all trials"));
    interrupted();
  }

  private Optional<TrialRow> made(SearchFolder search, SearchTrial trial, List<TrialRow> mendable) {
    search.claim(trial.name());
    try (PrintStream log = search.log(trial.name() + ".log")) {
      Optional<TrialRow> row = make(trial, search.folder(), log);
      row.filter(TrialRow::mendable).ifPresent(mendable::add);
      return row;
    }
  }

  /** Returns the arguments that all trials share, with the new place of the data if it is given. */
  private List<String> arguments(SearchFolder search) {
    List<String> arguments = new ArrayList<>(search.plan().arguments());
    String moved = spec.commandLine().getParseResult().matchedOptionValue(DATA, null);
    if (moved != null && options.resumed().isPresent()) {
      arguments.removeIf(argument -> argument.startsWith(DATA + "="));
      arguments.add(DATA + "=" + moved);
    }
    return arguments;
  }

  private SearchTrial trial(SearchFolder search, int number) {
    List<String> arguments = arguments(search);
    return new SearchTrial(
        number,
        search.plan().trials().get(number - 1),
        arguments,
        SharedArguments.resuming(arguments, trials.shown()));
  }

  /** Prints the table, and tests the best trial. */
  private int conclude(SearchFolder search) {
    List<TrialRow> sorted = TrialRow.sorted(search.plan().rows());
    TrialRow best = sorted.get(0);
    if (best.hasFailed()) {
      throw new RunException(
          "All trials failed. The first one: %s The log of each trial is in %s."
              .formatted(best.reason(), search.folder()));
    }
    PrintStream story = json.story(console);
    story.printf(
        "%nTrials, the best one first (also in %s):%n",
        search.folder().resolve(SearchFolder.TRIALS));
    SearchText.table(sorted).forEach(story::println);
    SearchTrial winner = trial(search, best.trial());
    List<String> training = new ArrayList<>(List.of("train"));
    training.addAll(winner.training());
    long compared = sorted.stream().filter(row -> !row.hasFailed()).count();
    story.printf(
        "%nTrial %d is the best one. To train with its options:%n  %s%n",
        best.trial(), trainCommand(training));
    if (json.asked()) {
      json.print(console, new Result(search.folder().toString(), best.trial(), sorted));
    }
    Path run = tested(winner, search.folder());
    if (TrialRunner.isBegun(run) && Provenance.hasEnded(RunDirectory.open(run))) {
      story.printf("It was tested before; its results are in %s.%n", run);
      return CommandLine.ExitCode.OK;
    }
    story.printf("%s%n%n", optimistic(compared));
    search.claim(run.getFileName().toString());
    List<String> words = new ArrayList<>(testing(winner, search.folder()));
    if (json.asked()) {
      words.add("--json");
    }
    return Application.run(trials::commands, console, words.toArray(String[]::new));
  }

  private static String optimistic(long compared) {
    return compared == 1
        ? "It is now tested for the first time."
        : "Its validation result is optimistic, because it is the best of %d. The test below is not optimistic: the test set played no part in the choice."
            .formatted(compared);
  }
}
