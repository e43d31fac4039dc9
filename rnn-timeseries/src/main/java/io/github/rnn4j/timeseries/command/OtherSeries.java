package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesPanel;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.NewerData;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import java.util.Iterator;
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
          "A newer series with the same value columns, in any order, and the same step length; for a"
              + " run with several series, a file with several, which may also be new ones."
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
    return NewerData.read(forecaster, newer(forecaster.config()), cache);
  }

  /** Reads several series, with the variables of the run in their order. */
  SeriesPanel read(PanelForecaster forecaster) {
    return NewerData.read(forecaster, newer(forecaster.config()));
  }

  private DataConfig newer(SeriesConfig trained) {
    return trained.data().with(data, gaps == null ? trained.data().gaps() : policy());
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
