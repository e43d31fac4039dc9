package io.github.rnn4j.spark.command;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.cli.search.TrialRunner;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import java.util.List;
import java.util.function.Predicate;

/** The applications whose options can be searched. */
final class SearchedPrograms {

  /** Their names. */
  static final List<String> NAMES =
      List.of(ImdbConfig.PROGRAM, CharlmConfig.PROGRAM, SeriesConfig.PROGRAM);

  private SearchedPrograms() {}

  /** Returns what makes a trial. */
  static TrialRunner trials(String program) {
    return switch (program) {
      case ImdbConfig.PROGRAM -> io.github.rnn4j.imdb.command.TrainCommand.trials();
      case CharlmConfig.PROGRAM -> io.github.rnn4j.charlm.command.TrainCommand.trials();
      case SeriesConfig.PROGRAM -> io.github.rnn4j.timeseries.command.TrainCommand.trials();
      default -> throw unknown(program);
    };
  }

  /** Returns a configuration, for the names of the options. */
  static Record shown(String program) {
    return switch (program) {
      case ImdbConfig.PROGRAM -> io.github.rnn4j.imdb.config.Preset.DEMO.config();
      case CharlmConfig.PROGRAM -> io.github.rnn4j.charlm.config.Preset.SMALL.config();
      case SeriesConfig.PROGRAM -> io.github.rnn4j.timeseries.config.Preset.DEMO.config();
      default -> throw unknown(program);
    };
  }

  /** Returns which options can be tried. */
  static Predicate<String> searched(String program) {
    return switch (program) {
      case ImdbConfig.PROGRAM -> io.github.rnn4j.imdb.command.TrainCommand.searched();
      case CharlmConfig.PROGRAM -> io.github.rnn4j.charlm.command.TrainCommand.searched();
      case SeriesConfig.PROGRAM -> io.github.rnn4j.timeseries.command.TrainCommand.searched();
      default -> throw unknown(program);
    };
  }

  private static IllegalStateException unknown(String program) {
    return new IllegalStateException(program);
  }
}
