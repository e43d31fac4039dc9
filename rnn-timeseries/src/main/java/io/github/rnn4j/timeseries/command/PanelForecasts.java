package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.ForecastPicture;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import java.util.List;
import java.util.Optional;

/**
 * Forecasts each of several series, and prints the forecasts one below the other.
 *
 * @param forecaster the model
 * @param series the series up to the start of the forecasts
 * @param steps how many steps ahead
 * @param free whether each median is fed back instead of sampling
 */
record PanelForecasts(
    PanelForecaster forecaster, List<TimeSeries> series, int steps, boolean free) {

  /**
   * A forecast, as printed by {@code forecast --json}.
   *
   * @param series the name of the series
   * @param time the time of the step, written as in the series
   * @param variable the variable that is forecast
   * @param median the median
   * @param low50 lower end of the 50 % interval
   * @param high50 upper end of the 50 % interval
   * @param low90 lower end of the 90 % interval
   * @param high90 upper end of the 90 % interval
   */
  record Line(
      String series,
      String time,
      String variable,
      double median,
      double low50,
      double high50,
      double low90,
      double high90) {

    private static Line of(String series, Forecast f) {
      return new Line(
          series, f.time(), f.variable(), f.median(), f.low50(), f.high50(), f.low90(), f.high90());
    }
  }

  /**
   * Prints the forecasts.
   *
   * @return the forecast of the first series, for its picture
   */
  ForecastPicture.After print(JsonOutput json, Console console) {
    ForecastPicture.After first = null;
    for (TimeSeries each : series) {
      List<Forecast> forecasts = of(each);
      if (first == null && !json.asked()) {
        console.out().println("series," + Forecast.CSV_HEADER);
      }
      for (Forecast forecast : forecasts) {
        if (json.asked()) {
          json.print(console, Line.of(each.name(), forecast));
        } else {
          console.out().println(Forecast.quoted(each.name()) + "," + forecast.csv());
        }
      }
      first =
          first == null
              ? new ForecastPicture.After(each, forecasts, each, Optional.empty())
              : first;
    }
    return first;
  }

  private List<Forecast> of(TimeSeries each) {
    Forecaster its = forecaster.of(each);
    return free ? its.freeRun(each, steps) : its.forecast(each, steps);
  }
}
