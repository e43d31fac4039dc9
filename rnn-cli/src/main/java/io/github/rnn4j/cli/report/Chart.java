package io.github.rnn4j.cli.report;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A chart of lines over a horizontal axis, with shaded areas behind them. It is an SVG drawing in
 * the colors of the page, and its legend does not rely only on color.
 *
 * <pre>{@code
 * new Chart("Loss", "epoch").line("training", new double[] {0.6, 0.3}).mark("best epoch", 2).element();
 * }</pre>
 */
public final class Chart {

  private static final int LOOKS = 6;

  private final String title;
  private final String horizontal;
  private final List<Band> bands = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private double[] verticalRange = {};
  private boolean wholeNumbers;
  private boolean logarithmic;
  private Optional<IntFunction<LocalDateTime>> times = Optional.empty();

  /** A line; {@code look} is the suffix of its CSS classes. With few points, it may have dots. */
  @SuppressWarnings("ArrayRecordComponent") // Drawn, never compared.
  record Line(String name, double[] x, double[] y, String look, boolean dots) {}

  /** A shaded area between two lines. */
  @SuppressWarnings("ArrayRecordComponent") // Drawn, never compared.
  record Band(String name, double[] x, double[] low, double[] high, String look) {}

  /** A vertical line at a position. */
  record Mark(String name, double x) {}

  /** A single point with a name. */
  record Point(String name, double x, double y) {}

  /**
   * Creates a chart without lines.
   *
   * @param title what it shows, with the unit of the vertical axis
   * @param horizontal the label of the horizontal axis
   */
  public Chart(String title, String horizontal) {
    this.title = title;
    this.horizontal = horizontal;
  }

  /**
   * Adds a line over 1, 2, 3 and so on, such as epochs.
   *
   * @param name the name of the line
   * @param y the values; NaN leaves a gap
   * @return this chart
   */
  public Chart line(String name, double[] y) {
    wholeNumbers = true;
    return line(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
  }

  /**
   * Adds a line.
   *
   * @param name the name of the line
   * @param x the positions, in increasing order
   * @param y the values, one for each position; NaN leaves a gap
   * @return this chart
   */
  public Chart line(String name, double[] x, double[] y) {
    return line(name, x, y, nextColor(), /* dots= */ true);
  }

  /**
   * Adds a line without dots, which lets the line below it be seen where both are equal.
   *
   * @param name the name of the line
   * @param x the positions, in increasing order
   * @param y the values, one for each position; NaN leaves a gap
   * @return this chart
   */
  public Chart comparison(String name, double[] x, double[] y) {
    return line(name, x, y, nextColor(), /* dots= */ false);
  }

  private String nextColor() {
    int colored = (int) lines.stream().filter(line -> !line.look().equals("ink")).count();
    return Integer.toString(colored % LOOKS);
  }

  /**
   * Adds a line in the color of the text, for data rather than output of a network.
   *
   * @param name the name of the line
   * @param x the positions, in increasing order
   * @param y the values, one for each position; NaN leaves a gap
   * @return this chart
   */
  public Chart given(String name, double[] x, double[] y) {
    return line(name, x, y, "ink", /* dots= */ true);
  }

  private Chart line(String name, double[] x, double[] y, String look, boolean dots) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Line \"%s\" has %d positions and %d values; the numbers must be equal"
              .formatted(name, x.length, y.length));
    }
    lines.add(new Line(name, x.clone(), y.clone(), look, dots));
    return this;
  }

  /**
   * Adds a shaded area behind the lines, in the color of the first line. Add the wider area first.
   *
   * @param name the name of the area
   * @param x the positions, in increasing order
   * @param low the lower ends, one for each position; NaN leaves a gap
   * @param high the upper ends, one for each position
   * @return this chart
   */
  public Chart band(String name, double[] x, double[] low, double[] high) {
    String look = Integer.toString(Math.min(bands.size(), 1));
    bands.add(new Band(name, x.clone(), low.clone(), high.clone(), look));
    return this;
  }

  /**
   * Marks a position with a vertical line.
   *
   * @param name the name of the mark
   * @param x the position
   * @return this chart
   */
  public Chart mark(String name, double x) {
    marks.add(new Mark(name, x));
    return this;
  }

  /**
   * Marks a point, such as one of a line. The first point of a chart is a dot, the others are
   * rings. The axes do not grow to include it.
   *
   * @param name the name of the point
   * @param x its position
   * @param y its value; with NaN, it is only in the legend
   * @return this chart
   */
  public Chart point(String name, double x, double y) {
    points.add(new Point(name, x, y));
    return this;
  }

  /**
   * Sets the ends of the vertical axis. By default they are those of the values.
   *
   * @param low the lower end
   * @param high the upper end
   * @return this chart
   */
  public Chart range(double low, double high) {
    verticalRange = new double[] {low, high};
    return this;
  }

  /**
   * Makes the vertical axis logarithmic. A value of 0 or less leaves a gap.
   *
   * @return this chart
   */
  public Chart logarithmic() {
    logarithmic = true;
    return this;
  }

  /**
   * Shows dates below the horizontal axis instead of numbers and the label.
   *
   * @param time returns the time of a position that is a whole number; one before the first
   *     position is asked for, too
   * @return this chart
   */
  public Chart dated(IntFunction<LocalDateTime> time) {
    times = Optional.of(time);
    return this;
  }

  /**
   * Returns the chart with its title and legend.
   *
   * @return an element for a page
   */
  public Element element() {
    return Element.of(
        "figure",
        Element.of("figcaption", title),
        new ChartDrawing(this).svg(),
        ChartLegend.of(this));
  }

  /** Describes in words what the chart shows. */
  String description() {
    StringBuilder words = new StringBuilder(title).append(", over ").append(horizontal);
    for (Line line : lines) {
      double[] values = Arrays.stream(line.y()).filter(Double::isFinite).toArray();
      words.append("; ").append(line.name());
      if (values.length > 0) {
        words
            .append(" from ")
            .append(Figures.text(values[0]))
            .append(" to ")
            .append(Figures.text(values[values.length - 1]));
      }
    }
    marks.forEach(mark -> words.append("; ").append(mark.name()));
    for (Point point : points) {
      words.append(
          "; %s at %s, %s"
              .formatted(point.name(), Figures.text(point.x()), Figures.text(point.y())));
    }
    return words.toString();
  }

  String horizontal() {
    return horizontal;
  }

  Optional<IntFunction<LocalDateTime>> times() {
    return times;
  }

  List<Band> bands() {
    return bands;
  }

  List<Line> lines() {
    return lines;
  }

  List<Mark> marks() {
    return marks;
  }

  List<Point> points() {
    return points;
  }

  Axis xAxis(double from, double to) {
    double[] all =
        DoubleStream.concat(
                lines.stream().flatMapToDouble(line -> Arrays.stream(line.x())),
                bands.stream().flatMapToDouble(band -> Arrays.stream(band.x())))
            .toArray();
    return wholeNumbers ? Axis.ofWholeNumbers(all, from, to) : Axis.ofAll(all, from, to);
  }

  Axis yAxis(double from, double to) {
    if (verticalRange.length > 0) {
      return logarithmic
          ? Axis.ofLogarithms(verticalRange, from, to)
          : Axis.ofAll(verticalRange, from, to);
    }
    double[] all =
        DoubleStream.concat(
                lines.stream().flatMapToDouble(line -> Arrays.stream(line.y())),
                bands.stream()
                    .flatMapToDouble(
                        band ->
                            DoubleStream.concat(
                                Arrays.stream(band.low()), Arrays.stream(band.high()))))
            .toArray();
    return logarithmic ? Axis.ofLogarithms(all, from, to) : Axis.ofRoom(all, from, to);
  }
}
