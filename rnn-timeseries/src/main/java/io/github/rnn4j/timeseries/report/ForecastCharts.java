package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.cli.report.Chart;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Table;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.timeseries.backtest.BestBaseline;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.Forecaster;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Charts of the forecasts of the first variable, with intervals, next to the best baseline. */
final class ForecastCharts {

  private static final int WINDOWS = 6;
  private static final int LEAST_SHOWN = 60;
  private static final int PAST_PER_STEP = 3;

  private final Forecaster forecaster;
  private final SeriesData data;
  private final BestBaseline baseline;

  ForecastCharts(Forecaster forecaster, SeriesData data, BestBaseline baseline) {
    this.forecaster = forecaster;
    this.data = data;
    this.baseline = baseline;
  }

  /** Charts the start of the test period: consecutive forecasts, each one horizon long. */
  Element test() {
    TimeSeries series = data.series();
    int horizon = forecaster.config().network().horizon();
    int windows = Math.max(WINDOWS, LEAST_SHOWN / horizon);
    int[] origins =
        IntStream.iterate(
                data.testStart() - 1, o -> o + horizon < series.length(), o -> o + horizon)
            .limit(windows)
            .toArray();
    List<Quantiles> forecasts =
        forecaster.ensemble().values(series, origins, horizon).ofVariable(0);
    int from = Math.max(0, data.testStart() - LEAST_SHOWN / 2);
    int to = data.testStart() + forecasts.size();
    Chart chart =
        chart(
            "%s: new forecast every %d steps".formatted(series.variables().get(0), horizon),
            "steps from the start of the test period",
            data.testStart());
    chart.given(
        "actual",
        places(from - data.testStart() + 1, to - from),
        Arrays.copyOfRange(series.first(), from, to));
    return drawn(chart, forecasts, baseline.forecast(origins, horizon));
  }

  /** Charts the forecast after the end of the series. */
  Element next() {
    TimeSeries series = data.series();
    int steps = forecaster.config().network().horizon();
    String variable = series.variables().get(0);
    List<Forecast> forecasts =
        forecaster.forecast(series, steps).stream()
            .filter(forecast -> forecast.variable().equals(variable))
            .toList();
    int past = Math.min(series.length(), Math.max(LEAST_SHOWN, PAST_PER_STEP * steps));
    Chart chart =
        chart(
            "%s: forecast after %s".formatted(variable, series.axis().label(series.length() - 1L)),
            "steps after the last known value",
            series.length());
    chart.given(
        "actual",
        places(1 - past, past),
        Arrays.copyOfRange(series.first(), series.length() - past, series.length()));
    return Element.of(
        "div",
        drawn(
            chart,
            forecasts.stream().map(Forecast::quantiles).toList(),
            baseline.forecast(new int[] {series.length() - 1}, steps)),
        Element.of("details", Element.of("summary", "The numbers"), table(forecasts)));
  }

  /**
   * Creates a chart whose horizontal axis has dates or, without them, numbers.
   *
   * @param steps the label of numbers
   * @param start the step at position 1
   */
  private Chart chart(String title, String steps, int start) {
    TimeAxis axis = data.series().axis();
    return axis.dated()
        ? new Chart(title, "time").dated(position -> axis.at(start - 1L + position))
        : new Chart(title, steps);
  }

  private static double[] places(int first, int count) {
    return IntStream.range(first, first + count).asDoubleStream().toArray();
  }

  private Element drawn(Chart chart, List<Quantiles> forecasts, double[] others) {
    double[] x = places(1, forecasts.size());
    return chart
        .line("forecast (median)", x, each(forecasts, Quantiles::median))
        .comparison(baseline.label(), x, others)
        .band(
            "90 % interval",
            x, each(forecasts, Quantiles::low90), each(forecasts, Quantiles::high90))
        .band(
            "50 % interval",
            x, each(forecasts, Quantiles::low50), each(forecasts, Quantiles::high50))
        .element();
  }

  private static double[] each(List<Quantiles> forecasts, ToDoubleFunction<Quantiles> value) {
    return forecasts.stream().mapToDouble(value).toArray();
  }

  private static Element table(List<Forecast> forecasts) {
    Table table =
        Table.of("Forecasts", "time", "median", "50 % from", "50 % to", "90 % from", "90 % to");
    forecasts.forEach(
        f ->
            table.row(
                f.time(),
                Figures.text(f.median()),
                Figures.text(f.low50()),
                Figures.text(f.high50()),
                Figures.text(f.low90()),
                Figures.text(f.high90())));
    return table.element();
  }
}
