package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Forecaster;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for a series other than that of the run. */
final class OtherSeries {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "PATH|NAME",
      description =
          "A newer series with the same value columns, in any order, and the same step length."
              + " Default: the series of the run")
  private String data;

  @Option(
      names = "--gaps",
      paramLabel = "NAME",
      description =
          "How to handle missing values of --data: ${COMPLETION-CANDIDATES}, as in train. Default:"
              + " as in the training of the run",
      completionCandidates = GapNames.class)
  private String gaps;

  /** The gap policies as they are typed. */
  static final class GapNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ConfigOptions.names(GapPolicy.class).iterator();
    }
  }

  /**
   * Returns whether another series is given.
   *
   * @throws ParameterException if only {@code --gaps} is given
   */
  boolean isGiven() {
    if (gaps != null && data == null) {
      throw new ParameterException(
          spec.commandLine(), "--gaps has no effect without --data; add --data, or leave it out");
    }
    return data != null;
  }

  /** Reads the series, with the variables of the run in their order. */
  TimeSeries read(Forecaster forecaster, DataCache cache) {
    DataConfig trained = forecaster.config().data();
    DataConfig other = trained.with(data, gaps == null ? trained.gaps() : policy());
    List<String> variables = forecaster.series().variables();
    long seed = forecaster.config().training().seed();
    try {
      return SeriesData.read(other.readAs(forecaster.series().axis()), variables, seed, cache);
    } catch (DataException written) { // in another way than the series of the run
      return SeriesData.read(other, variables, seed, cache);
    }
  }

  private GapPolicy policy() {
    return Stream.of(GapPolicy.values())
        .filter(policy -> OptionText.of(policy).equals(gaps))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--gaps is '%s'; it must be one of %s"
                        .formatted(gaps, String.join(", ", ConfigOptions.names(GapPolicy.class)))));
  }
}
