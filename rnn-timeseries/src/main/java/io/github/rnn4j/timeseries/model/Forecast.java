package io.github.rnn4j.timeseries.model;

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

  /** A forecast from quantiles of the five levels. */
  public static Forecast of(String time, String variable, double[] quantiles) {
    return new Forecast(
        time, variable, quantiles[2], quantiles[1], quantiles[3], quantiles[0], quantiles[4]);
  }

  /** A forecast without bands. */
  public static Forecast of(String time, String variable, double median) {
    return new Forecast(time, variable, median, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
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
