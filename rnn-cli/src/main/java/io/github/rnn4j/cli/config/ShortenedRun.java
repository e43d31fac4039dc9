package io.github.rnn4j.cli.config;

import io.github.rnn4j.run.RunDirectory;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a run has trained less than its configuration says, which its results must not hide.
 * Saved as {@link RunDirectory#SHORTENED}.
 *
 * <pre>{@code
 * ShortenedRun shortened = ShortenedRun.of(run).with("--max-updates=80");
 * shortened.saveTo(run);
 * }</pre>
 *
 * @param options the options that shortened it, as they are typed; empty if it trained in full
 */
public record ShortenedRun(List<String> options) {

  private static final String LIMIT = "--max-";
  private static final String TIME = "--max-time";

  /**
   * Copies the list.
   *
   * @param options the options
   */
  public ShortenedRun {
    options = List.copyOf(options);
  }

  /**
   * Reads what is saved of a run.
   *
   * @param run the run
   * @return its options; none if nothing is saved
   * @throws io.github.rnn4j.loop.RunException if the file is damaged
   */
  public static ShortenedRun of(RunDirectory run) {
    return run.has(RunDirectory.SHORTENED)
        ? run.readJson(RunDirectory.SHORTENED, ShortenedRun.class)
        : new ShortenedRun(List.of());
  }

  /**
   * Adds an option.
   *
   * @param option the option as it is typed
   * @return a copy that has it, once
   */
  public ShortenedRun with(String option) {
    List<String> more = new ArrayList<>(options);
    if (!more.contains(option)) {
      more.add(option);
    }
    return new ShortenedRun(more);
  }

  /**
   * Saves this with a run. A run that trains in full has no such file, unless an earlier part of
   * its training was shortened.
   *
   * @param run the run
   * @throws io.github.rnn4j.run.NotWrittenException if it cannot be written
   */
  public void saveTo(RunDirectory run) {
    if (any() || run.has(RunDirectory.SHORTENED)) {
      run.writeJson(RunDirectory.SHORTENED, this);
    }
  }

  /**
   * Returns whether the run trained less than its configuration says.
   *
   * @return whether there is an option
   */
  public boolean any() {
    return !options.isEmpty();
  }

  /**
   * Returns what a reader of the results must know.
   *
   * @return a sentence
   */
  public String warning() {
    return "This training was shortened (%s): the results do not show what these settings can do."
        .formatted(String.join(" ", options));
  }

  /**
   * Returns whether the training can be resumed.
   *
   * @return whether a limit ended it, rather than a trial on little data
   */
  public boolean resumable() {
    return !limits().isEmpty();
  }

  /**
   * Returns the limits that ended the training.
   *
   * @return the options as they are typed, without those of a trial
   */
  public List<String> limits() {
    return options.stream().filter(option -> option.startsWith(LIMIT)).toList();
  }

  /**
   * Returns whether training with the same options gives the same weights.
   *
   * @return false if a time limit decided
   */
  public boolean repeatable() {
    return options.stream().noneMatch(option -> option.startsWith(TIME));
  }
}
