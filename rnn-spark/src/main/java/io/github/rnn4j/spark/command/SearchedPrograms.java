package io.github.rnn4j.spark.command;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.cli.search.TrialRunner;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import java.util.List;

/** The applications whose options can be searched. */
final class SearchedPrograms {

  /** Their names. */
  static final List<String> NAMES =
      List.of(ImdbConfig.PROGRAM, CharlmConfig.PROGRAM, SeriesConfig.PROGRAM);

  private SearchedPrograms() {}

  /** Returns what runs a trial. */
  static TrialRunner trials(String program) {
    return switch (program) {
      case ImdbConfig.PROGRAM -> io.github.rnn4j.imdb.command.TrainCommand.trials();
      case CharlmConfig.PROGRAM -> io.github.rnn4j.charlm.command.TrainCommand.trials();
      case SeriesConfig.PROGRAM -> io.github.rnn4j.timeseries.command.TrainCommand.trials();
      default -> throw new IllegalStateException(program);
    };
  }
}
