package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.picture.BandChart;
import io.github.rnn4j.timeseries.data.SeriesData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
   */
  public record After(TimeSeries known, List<Forecast> forecasts, TimeSeries whole) {

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
      return dated(chart, whole.axis(), known.length());
    }
  }

  /**
   * Charts the actual values of the test period and consecutive forecasts, each one horizon long.
   */
  public static BandChart test(SeriesData data, QuantileForecasts forecasts) {
    TimeSeries series = data.series();
    int horizon = forecasts.steps();
    int from = Math.max(0, data.testStart() - LEAST_PAST);
    int shown = Math.min(series.length(), data.testStart() + 6 * Math.max(horizon, 20));
    double[] seen = Arrays.copyOfRange(series.first(), from, shown);
    List<Quantiles> drawn = new ArrayList<>();
    for (int i = 0; i < forecasts.origins(); i += horizon) {
      for (int k = 1; k <= horizon && forecasts.origin(i) + k < shown; k++) {
        drawn.add(forecasts.at(i, 0, k));
      }
    }
    BandChart chart =
        new BandChart(
            series.variables().get(0) + ": test period, new forecast every " + horizon + " steps",
            "steps from the start of the test period",
            seen,
            shown - data.testStart(),
            drawn);
    return dated(chart, series.axis(), data.testStart());
  }

  /** Adds the dates, if there are any; the first forecast is that of step {@code start}. */
  private static BandChart dated(BandChart chart, TimeAxis axis, int start) {
    return axis.dated() ? chart.dated(step -> axis.at(start - 1L + step)) : chart;
  }
}
