package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.metric.Quantiles;

/**
 * The forecast of one value.
 *
 * @param time the step, as the series names it
 * @param variable what is forecast
 * @param median as likely too high as too low
 * @param low50 lower end of the band that holds the value with 50 %; NaN where there are no bands
 * @param high50 its upper end
 * @param low90 lower end of the band that holds the value with 90 %; NaN where there are no bands
 * @param high90 its upper end
 */
public record Forecast(
    String time,
    String variable,
    double median,
    double low50,
    double high50,
    double low90,
    double high90) {

  /** The forecast of a step and a variable. */
  static Forecast of(String time, String variable, Quantiles q) {
    return new Forecast(time, variable, q.median(), q.low50(), q.high50(), q.low90(), q.high90());
  }

  /** The numbers alone. */
  public Quantiles quantiles() {
    return new Quantiles(low90, low50, median, high50, high90);
  }

  /** The header of {@link #csv}. */
  public static final String CSV_HEADER = "time,variable,median,low50,high50,low90,high90";

  /** A line without its end; a field is empty where there is no band. */
  public String csv() {
    StringBuilder line =
        new StringBuilder(time).append(",\"").append(variable.replace("\"", "\"\"")).append('"');
    for (double value : new double[] {median, low50, high50, low90, high90}) {
      line.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
    }
    return line.toString();
  }
}
