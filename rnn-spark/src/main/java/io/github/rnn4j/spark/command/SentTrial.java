package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.search.SearchTrial;
import io.github.rnn4j.cli.search.TrialRow;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.spark.remote.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkFiles;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trial that is sent to an executor.
 *
 * @param program the application
 * @param trial the trial, without the file that is sent
 * @param file the name of the file with the data, if it is sent; otherwise empty
 */
record SentTrial(String program, SearchTrial trial, String file) implements Serializable {

  private static final int LAST_LINES = 40;
  private static final String REMOVED = "The executor has removed this folder.\n";

  /**
   * What an executor returns.
   *
   * @param row the result
   * @param log the last lines that the trial has printed
   */
  record Made(TrialRow row, String log) implements Serializable {}

  /** Makes the trial on this machine, in a temporary folder that is removed afterwards. */
  Made make() throws IOException {
    Path runs = Files.createTempDirectory("rnn-search-");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (PrintStream printed = new PrintStream(log, true, StandardCharsets.UTF_8)) {
      List<String> all = new ArrayList<>(trial.arguments());
      if (!file.isEmpty()) {
        all.add("--data=" + SparkFiles.get(file));
      }
      SearchTrial here = new SearchTrial(trial.number(), trial.values(), all, trial.resuming());
      TrialRow row =
          SearchedPrograms.trials(program)
              .run(here, runs, printed)
              .orElseThrow(() -> new RunException("The executor was asked to stop."));
      return new Made(row, lastLines(log.toString(StandardCharsets.UTF_8)) + REMOVED);
    } finally {
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
      TemporaryFolder.delete(runs);
    }
  }

  private static String lastLines(String log) {
    List<String> lines = log.lines().toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
