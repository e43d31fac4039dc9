package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.search.TrialRow;
import io.github.rnn4j.loop.RunException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkFiles;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trial that is sent to an executor.
 *
 * @param program the application
 * @param number the number of the trial
 * @param values the values that it tries, by option
 * @param arguments the arguments that all trials share, without the file that is sent
 * @param file the name of the file with the data, if it is sent; otherwise empty
 */
record SentTrial(
    String program, int number, Map<String, String> values, List<String> arguments, String file)
    implements Serializable {

  private static final int LAST_LINES = 40;
  private static final String REMOVED = "The executor has removed this folder.\n";

  SentTrial {
    values = new LinkedHashMap<>(values);
    arguments = new ArrayList<>(arguments);
  }

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
      List<String> all = new ArrayList<>(arguments);
      if (!file.isEmpty()) {
        all.add("--data=" + SparkFiles.get(file));
      }
      TrialRow row =
          SearchedPrograms.trials(program)
              .run(number, values, all, List.of(), runs, printed)
              .orElseThrow(() -> new RunException("The executor was asked to stop."));
      return new Made(row, lastLines(log.toString(StandardCharsets.UTF_8)) + REMOVED);
    } finally {
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
      remove(runs);
    }
  }

  private static String lastLines(String log) {
    List<String> lines = log.lines().toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
