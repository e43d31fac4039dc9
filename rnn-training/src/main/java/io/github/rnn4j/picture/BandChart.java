package io.github.rnn4j.picture;

import io.github.rnn4j.metric.Quantiles;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of a series and its forecast: lines for the actual values and the median, with the 50 %
 * and 90 % intervals behind them.
 *
 * @param title the title above the chart
 * @param axis the label below the horizontal axis; not shown with dates
 * @param seen the actual values, in order
 * @param overlap the number of values of {@code seen} that lie at or after the first forecast; 0 if
 *     none of the forecast values is known yet
 * @param forecast the forecast, from step 1 on
 * @param times returns the time of a step, also of those before step 1; empty to number the steps
 * @param other another forecast without intervals, such as that of a baseline
 */
@SuppressWarnings("ArrayRecordComponent") // Drawn, never compared.
public record BandChart(
    String title,
    String axis,
    double[] seen,
    int overlap,
    List<Quantiles> forecast,
    Optional<IntFunction<LocalDateTime>> times,
    Optional<Line> other) {

  /**
   * A forecast without intervals.
   *
   * @param name its name in the legend
   * @param values the forecast, from step 1 on, with at least one value
   */
  @SuppressWarnings("ArrayRecordComponent") // Drawn, never compared.
  public record Line(String name, double[] values) {}

  private static final int WIDTH = 960;
  private static final int HEIGHT = 420;
  private static final Color SEEN = new Color(0x2b2b2b);
  private static final Color MEDIAN = new Color(0x0072b2);
  private static final Color BAND_50 = new Color(0x8cc0e0);
  private static final Color BAND_90 = new Color(0xd3e6f3);
  private static final Color OTHER = new Color(0xd55e00);
  private static final BasicStroke LINE = new BasicStroke(1.8f);
  private static final BasicStroke DASHED =
      new BasicStroke(
          1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);

  /**
   * Checks that there is something to draw.
   *
   * @param title the title above the chart
   * @param axis the label below the horizontal axis
   * @param seen the actual values
   * @param overlap the number of actual values that are also forecast
   * @param forecast the forecast
   * @param times returns the time of a step
   * @param other another forecast
   * @throws IllegalArgumentException if there is no forecast, or the overlap is negative or longer
   *     than {@code seen}
   */
  public BandChart {
    forecast = List.copyOf(forecast);
    if (forecast.isEmpty() || overlap < 0 || overlap > seen.length) {
      throw new IllegalArgumentException(
          "The chart has %d forecasts, %d actual values and an overlap of %d; it must have at least one forecast, and the overlap must be from 0 to the number of actual values"
              .formatted(forecast.size(), seen.length, overlap));
    }
  }

  /**
   * Creates a chart whose steps are numbered.
   *
   * @param title the title above the chart
   * @param axis the label below the horizontal axis
   * @param seen the actual values
   * @param overlap the number of actual values that are also forecast
   * @param forecast the forecast
   * @throws IllegalArgumentException as for the canonical constructor
   */
  public BandChart(
      String title, String axis, double[] seen, int overlap, List<Quantiles> forecast) {
    this(title, axis, seen, overlap, forecast, Optional.empty(), Optional.empty());
  }

  /**
   * Returns the chart with dates below the horizontal axis.
   *
   * @param time returns the time of a step; step 1 is that of the first forecast
   * @return the chart
   */
  public BandChart dated(IntFunction<LocalDateTime> time) {
    return new BandChart(title, axis, seen, overlap, forecast, Optional.of(time), other);
  }

  /**
   * Returns the chart with another forecast, which is drawn as a dashed line.
   *
   * @param line the forecast
   * @return the chart
   */
  public BandChart with(Line line) {
    return new BandChart(title, axis, seen, overlap, forecast, times, Optional.of(line));
  }

  /**
   * Writes the chart as a PNG of 960 x 420 pixels.
   *
   * @param out where to write; not closed
   * @throws IOException if it cannot be written
   */
  public void writePng(OutputStream out) throws IOException {
    XYChart chart = chart();
    times.ifPresent(time -> DateAxis.makeRoom(chart, values()));
    BufferedImage image = BitmapEncoder.getBufferedImage(chart);
    times.ifPresent(time -> DateAxis.draw(image, chart, first(), last(), time));
    ImageIO.write(image, "png", out);
  }

  private DoubleSummaryStatistics values() {
    return Stream.of(
            Arrays.stream(seen),
            forecast.stream().flatMapToDouble(each -> Arrays.stream(each.toArray())),
            other.stream().flatMapToDouble(line -> Arrays.stream(line.values())))
        .flatMapToDouble(part -> part)
        .filter(Double::isFinite)
        .summaryStatistics();
  }

  /** Returns the step of the first value. */
  private int first() {
    return Math.min(1, 1 + overlap - seen.length);
  }

  /** Returns the step of the last value. */
  private int last() {
    int longest = Math.max(overlap, forecast.size());
    return Math.max(longest, other.map(line -> line.values().length).orElse(0));
  }

  private XYChart chart() {
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(axis).build();
    style(chart.getStyler());
    List<Quantiles> banded = forecast.stream().filter(p -> !Double.isNaN(p.low90())).toList();
    if (banded.size() > 1) {
      band(chart, "90 % interval", banded, Quantiles::low90, Quantiles::high90, BAND_90);
      band(chart, "50 % interval", banded, Quantiles::low50, Quantiles::high50, BAND_50);
    }
    if (seen.length > 0) {
      line(chart, "actual", steps(first(), seen.length), seen, SEEN, LINE);
    }
    double[] medians = forecast.stream().mapToDouble(Quantiles::median).toArray();
    line(chart, "forecast (median)", steps(1, medians.length), medians, MEDIAN, LINE);
    other.ifPresent(
        line ->
            line(chart, line.name(), steps(1, line.values().length), line.values(), OTHER, DASHED));
    return chart;
  }

  private static double[] steps(int first, int count) {
    return IntStream.range(first, first + count).asDoubleStream().toArray();
  }

  /** Adds a closed area: the upper ends from left to right, then the lower ends back. */
  private static void band(
      XYChart chart,
      String name,
      List<Quantiles> points,
      ToDoubleFunction<Quantiles> low,
      ToDoubleFunction<Quantiles> high,
      Color color) {
    int n = points.size();
    double[] x =
        DoubleStream.concat(
                DoubleStream.of(steps(1, n)), IntStream.range(0, n).mapToDouble(i -> n - i))
            .toArray();
    double[] y =
        DoubleStream.concat(
                points.stream().mapToDouble(high),
                IntStream.range(0, n).mapToDouble(i -> low.applyAsDouble(points.get(n - 1 - i))))
            .toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(color);
    series.setLineColor(color);
    series.setMarker(SeriesMarkers.NONE);
  }

  /**
   * Adds the last point twice: if all points are equally spaced, XChart has no ticks at round
   * numbers.
   */
  private static void line(
      XYChart chart, String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, lastTwice(x), lastTwice(y));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(stroke);
  }

  private static double[] lastTwice(double[] values) {
    double[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = values[values.length - 1];
    return more;
  }

  private static void style(XYStyler styler) {
    styler.setAntiAlias(true).setTextAntiAlias(true).setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS).setLegendBorderColor(Color.WHITE);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setPlotGridLinesColor(new Color(0xe6e6e6)).setYAxisTitleVisible(false);
  }
}
