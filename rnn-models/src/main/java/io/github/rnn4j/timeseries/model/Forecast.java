package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.metric.Quantiles;

/**
 * The forecast of one value.
 *
 * @param time the time of the step, written as in the series
 * @param variable the variable that is forecast
 * @param median the median, as likely too high as too low
 * @param low50 lower end of the 50 % interval; NaN without intervals
 * @param high50 upper end of the 50 % interval
 * @param low90 lower end of the 90 % interval; NaN without intervals
 * @param high90 upper end of the 90 % interval
 */
public record Forecast(
    String time,
    String variable,
    double median,
    double low50,
    double high50,
    double low90,
    double high90) {

  /** Creates the forecast of a step and a variable. */
  static Forecast of(String time, String variable, Quantiles q) {
    return new Forecast(time, variable, q.median(), q.low50(), q.high50(), q.low90(), q.high90());
  }

  /**
   * Returns the forecast without its time and variable.
   *
   * @return the quantiles
   */
  public Quantiles quantiles() {
    return new Quantiles(low90, low50, median, high50, high90);
  }

  /** The header of {@link #csv}. */
  public static final String CSV_HEADER = "time,variable,median,low50,high50,low90,high90";

  /**
   * Returns a field of CSV in quotes.
   *
   * @param text any text
   * @return the text in quotes, with quotes in it doubled
   */
  public static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /**
   * Returns a CSV line.
   *
   * @return the fields of {@link #CSV_HEADER}, without a line break; those of an interval are empty
   *     if there is none
   */
  public String csv() {
    StringBuilder line = new StringBuilder(time).append(',').append(quoted(variable));
    for (double value : new double[] {median, low50, high50, low90, high90}) {
      line.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
    }
    return line.toString();
  }
}
