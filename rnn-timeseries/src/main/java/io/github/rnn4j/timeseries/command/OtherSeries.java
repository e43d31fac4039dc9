package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesPanel;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.data.SeriesSource;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for a series other than that of the run. */
final class OtherSeries {

  /** A series that becomes longer than by this factor has another distance between its steps. */
  private static final double MOST_GAPS = 1.2;

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
    DataConfig trained = forecaster.config().data();
    DataConfig other = trained.with(data, gaps == null ? trained.gaps() : policy());
    List<String> variables = forecaster.series().variables();
    long seed = forecaster.config().training().seed();
    return inStepsOf(
        forecaster.series().axis(),
        other,
        config -> SeriesSource.read(config, variables, seed, cache),
        TimeSeries::axis,
        TimeSeries::length);
  }

  /**
   * Reads in the way that is detected or, if the distance between steps is then another one, in the
   * way of the run: a short file may not show its frequency. If that would invent many steps, the
   * distance really is another one, which the model refuses.
   */
  private static <T> T inStepsOf(
      TimeAxis axis,
      DataConfig config,
      Function<DataConfig, T> reader,
      Function<T, TimeAxis> axisOf,
      ToLongFunction<T> steps) {
    T detected;
    try {
      detected = reader.apply(config);
    } catch (DataException notDetected) {
      return reader.apply(config.readAs(axis));
    }
    if (axisOf.apply(detected).hasDistanceOf(axis)) {
      return detected;
    }
    try {
      T asInRun = reader.apply(config.readAs(axis));
      return steps.applyAsLong(asInRun) <= MOST_GAPS * steps.applyAsLong(detected)
          ? asInRun
          : detected;
    } catch (DataException other) {
      return detected;
    }
  }

  /** Reads several series, with the variables of the run in their order. */
  SeriesPanel read(PanelForecaster forecaster) {
    DataConfig trained = forecaster.config().data();
    DataConfig newer = trained.with(data, gaps == null ? trained.gaps() : policy());
    TimeSeries example = forecaster.data().panel().series().get(0);
    List<String> variables = example.variables();
    return inStepsOf(
        example.axis(),
        newer,
        config -> SeriesSource.readPanel(config, variables),
        panel -> panel.series().get(0).axis(),
        panel -> panel.series().stream().mapToLong(TimeSeries::length).sum());
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
