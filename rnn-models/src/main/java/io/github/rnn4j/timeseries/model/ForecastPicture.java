package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.picture.BandChart;
import io.github.rnn4j.timeseries.data.SeriesData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Charts of forecasts of the first variable. */
public final class ForecastPicture {

  private static final int LEAST_PAST = 60;
  private static final int MOST_PAST = 200;

  private ForecastPicture() {}

  /**
   * The end of a series and the forecast after it.
   *
   * @param known the series up to the start of the forecast
   * @param forecasts the forecasts of all variables
   * @param whole starts with {@code known} and continues with the actual values, as far as they are
   *     known
   * @param other another forecast of the first variable, such as that of a baseline
   */
  public record After(
      TimeSeries known,
      List<Forecast> forecasts,
      TimeSeries whole,
      Optional<BandChart.Line> other) {

    public String variable() {
      return known.variables().get(0);
    }

    private List<Forecast> first() {
      return forecasts.stream().filter(f -> f.variable().equals(variable())).toList();
    }

    /** Returns the actual values of the forecast steps; empty if none are known. */
    public double[] came() {
      int end = Math.min(whole.length(), known.length() + first().size());
      return Arrays.copyOfRange(whole.first(), known.length(), end);
    }

    /** Compares the medians with the actual values, at least one of which must be known. */
    public ForecastMetrics metrics() {
      double[] came = came();
      double[] medians = first().stream().mapToDouble(Forecast::median).toArray();
      return ForecastMetrics.ofPoints(came, Arrays.copyOf(medians, came.length), Double.NaN);
    }

    public BandChart chart() {
      List<Forecast> first = first();
      int past =
          Math.min(known.length(), Math.min(MOST_PAST, Math.max(LEAST_PAST, 2 * first.size())));
      int from = known.length() - past;
      int came = came().length;
      BandChart chart =
          new BandChart(
              variable() + ": forecast after " + known.axis().label(known.length() - 1L),
              "steps after the last known value",
              Arrays.copyOfRange(whole.first(), from, known.length() + came),
              came,
              first.stream().map(Forecast::quantiles).toList());
      BandChart dated = dated(chart, whole.axis(), known.length());
      return other.map(dated::with).orElse(dated);
    }
  }

  /** Returns the origins of consecutive forecasts at the start of the test period. */
  public static int[] origins(SeriesData data, int horizon) {
    return IntStream.iterate(
            data.testStart() - 1,
            origin ->
                origin + horizon < data.series().length() && origin + 1 < shown(data, horizon),
            origin -> origin + horizon)
        .toArray();
  }

  /** Returns the end of the part of the series that is shown. */
  private static int shown(SeriesData data, int horizon) {
    return Math.min(data.series().length(), data.testStart() + 6 * Math.max(horizon, 20));
  }

  /**
   * Charts the actual values of the test period and consecutive forecasts, each one horizon long.
   *
   * @param forecasts the forecasts from {@link #origins}
   * @param other other forecasts from the same origins, such as those of a baseline
   * @param subject what is forecast, for the title
   */
  public static BandChart test(
      SeriesData data, QuantileForecasts forecasts, BandChart.Line other, String subject) {
    TimeSeries series = data.series();
    int horizon = forecasts.steps();
    int from = Math.max(0, data.testStart() - LEAST_PAST);
    int shown = shown(data, horizon);
    int drawn = Math.min(forecasts.origins() * horizon, shown - data.testStart());
    BandChart chart =
        new BandChart(
            subject + ": test period, new forecast every " + horizon + " steps",
            "steps from the start of the test period",
            Arrays.copyOfRange(series.first(), from, shown),
            shown - data.testStart(),
            forecasts.ofVariable(0).subList(0, drawn));
    return dated(chart, series.axis(), data.testStart())
        .with(new BandChart.Line(other.name(), Arrays.copyOf(other.values(), drawn)));
  }

  /** Adds the dates, if there are any; the first forecast is that of step {@code start}. */
  private static BandChart dated(BandChart chart, TimeAxis axis, int start) {
    return axis.dated() ? chart.dated(step -> axis.at(start - 1L + step)) : chart;
  }
}
