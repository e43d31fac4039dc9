package io.github.rnn4j.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Lines, and bands behind them, over a horizontal axis: an SVG drawing in the colours of the page,
 * with a legend that does not rest on colours alone.
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
  private double[] verticalRange = {};
  private boolean wholeNumbers;

  /** A line; the look is the ending of its classes in the page's style. */
  @SuppressWarnings("ArrayRecordComponent") // Drawn, never compared.
  record Line(String name, double[] x, double[] y, String look) {}

  /** An area between two lines. */
  @SuppressWarnings("ArrayRecordComponent") // Drawn, never compared.
  record Band(String name, double[] x, double[] low, double[] high, String look) {}

  /** A vertical line at a place. */
  record Mark(String name, double x) {}

  /**
   * A chart without lines.
   *
   * @param title what it shows, with the unit of the vertical axis
   * @param horizontal what the horizontal axis is
   */
  public Chart(String title, String horizontal) {
    this.title = title;
    this.horizontal = horizontal;
  }

  /**
   * Adds a line over 1, 2, 3 and so on, such as epochs.
   *
   * @param name of the line
   * @param y its values; NaN leaves a gap
   * @return this chart
   */
  public Chart line(String name, double[] y) {
    wholeNumbers = true;
    return line(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
  }

  /**
   * Adds a line.
   *
   * @param name of the line
   * @param x places, rising
   * @param y values, as many; NaN leaves a gap
   * @return this chart
   */
  public Chart line(String name, double[] x, double[] y) {
    int coloured = (int) lines.stream().filter(line -> !line.look().equals("ink")).count();
    return line(name, x, y, Integer.toString(coloured % LOOKS));
  }

  /**
   * Adds a line in the colour of the text: what is given, not made.
   *
   * @param name of the line
   * @param x places, rising
   * @param y values, as many; NaN leaves a gap
   * @return this chart
   */
  public Chart given(String name, double[] x, double[] y) {
    return line(name, x, y, "ink");
  }

  private Chart line(String name, double[] x, double[] y, String look) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Line \"%s\" has %d places and %d values; give as many of both"
              .formatted(name, x.length, y.length));
    }
    lines.add(new Line(name, x.clone(), y.clone(), look));
    return this;
  }

  /**
   * Adds an area behind the lines, in the colour of the first line; the wider one goes first.
   *
   * @param name of the area
   * @param x places, rising
   * @param low its lower ends, as many; NaN leaves a gap
   * @param high its upper ends, as many
   * @return this chart
   */
  public Chart band(String name, double[] x, double[] low, double[] high) {
    String look = Integer.toString(Math.min(bands.size(), 1));
    bands.add(new Band(name, x.clone(), low.clone(), high.clone(), look));
    return this;
  }

  /**
   * Marks a place by a vertical line.
   *
   * @param name what is there
   * @param x the place
   * @return this chart
   */
  public Chart mark(String name, double x) {
    marks.add(new Mark(name, x));
    return this;
  }

  /**
   * Sets the ends of the vertical axis, which are else those of the values.
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
   * The chart with title and legend.
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

  /** What the chart shows, in words. */
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
    return words.toString();
  }

  String horizontal() {
    return horizontal;
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
      return Axis.ofAll(verticalRange, from, to);
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
    return Axis.ofRoom(all, from, to);
  }
}
