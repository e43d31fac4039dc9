package io.github.rnn4j.cli.report;

import io.github.rnn4j.picture.DateTicks;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Draws a chart as SVG; the colors come from the page's style. */
final class ChartDrawing {

  private static final int WIDTH = 520;
  private static final int HEIGHT = 310;
  private static final int TOP = 12;
  private static final int RIGHT = 18;
  private static final int BOTTOM = 50;
  private static final double WIDTH_OF_A_DIGIT = 8.4;

  /** The width of a digit in the larger letters of a narrow page. */
  private static final double WIDEST_DIGIT = 10.5;

  /** The number of columns in a unit of width; a page may show it as several pixels. */
  private static final int COLUMNS = 4;

  /** Lines with at most this many points also get a dot at each point. */
  private static final int FEW = 40;

  private final Chart chart;
  private final Axis x;
  private final Axis y;
  private final double left;

  ChartDrawing(Chart chart) {
    this.chart = chart;
    this.y = chart.yAxis(HEIGHT - BOTTOM, TOP);
    int longest = Arrays.stream(y.ticks()).mapToInt(t -> y.label(t).length()).max().orElse(1);
    this.left = 14 + WIDTH_OF_A_DIGIT * longest;
    this.x = chart.xAxis(left, WIDTH - RIGHT);
  }

  Element svg() {
    Element svg =
        Element.of("svg")
            .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
            .with("role", "img")
            .with("aria-label", chart.description());
    axes(svg);
    chart.bands().forEach(band -> svg.add(path(outline(band)).with("class", "b" + band.look())));
    chart
        .marks()
        .forEach(
            mark -> svg.add(stroke("mark", x.place(mark.x()), TOP, x.place(mark.x()), floor())));
    chart.lines().forEach(line -> draw(line, svg));
    for (int i = 0; i < chart.points().size(); i++) {
      Chart.Point point = chart.points().get(i);
      if (hasPlace(point.y())) {
        svg.add(circle(point.x(), point.y(), i == 0 ? 5 : 7.5).with("class", pointLook(i)));
      }
    }
    return svg;
  }

  /** Returns the CSS class of a point: a ring can be seen around a dot at the same place. */
  static String pointLook(int index) {
    return index == 0 ? "dot" : "ring";
  }

  private static double floor() {
    return HEIGHT - BOTTOM;
  }

  private void axes(Element svg) {
    for (double tick : y.ticks()) {
      svg.add(stroke("grid", left, y.place(tick), WIDTH - RIGHT, y.place(tick)));
      svg.add(text(y.label(tick), left - 8, y.place(tick) + 5, "end"));
    }
    svg.add(stroke("axis", left, floor(), WIDTH - RIGHT, floor()));
    chart.times().ifPresentOrElse(time -> dates(time, svg), () -> numbers(svg));
  }

  private void numbers(Element svg) {
    for (double tick : x.ticks()) {
      tick(tick, x.label(tick), svg);
    }
    svg.add(text(chart.horizontal(), (left + WIDTH - RIGHT) / 2, HEIGHT - 6, "middle"));
  }

  private void dates(IntFunction<LocalDateTime> time, Element svg) {
    int first = (int) Math.ceil(x.low());
    int last = Math.max(first, (int) Math.floor(x.high()));
    double characters = (x.place(last) - x.place(first)) / WIDEST_DIGIT;
    for (DateTicks.Tick tick : DateTicks.of(first, last, time, characters)) {
      tick(tick.step(), tick.label(), svg);
      if (!tick.below().isEmpty()) {
        svg.add(text(tick.below(), x.place(tick.step()), floor() + 41, "middle"));
      }
    }
  }

  private void tick(double at, String label, Element svg) {
    svg.add(stroke("axis", x.place(at), floor(), x.place(at), floor() + 5));
    svg.add(text(label, x.place(at), floor() + 21, "middle"));
  }

  private void draw(Chart.Line line, Element svg) {
    boolean ink = line.look().equals("ink");
    svg.add(
        path(through(line.x(), line.y()))
            .with("class", "line " + (ink ? "ink" : "c" + line.look())));
    if (!line.dots() || line.x().length > FEW) {
      return;
    }
    for (int i = 0; i < line.x().length; i++) {
      if (hasPlace(line.y()[i])) {
        svg.add(circle(line.x()[i], line.y()[i], 3).with("class", "d" + line.look()));
      }
    }
  }

  /**
   * Returns a path through the points, with a gap where a value is missing. Of the points in a
   * column that is narrower than a pixel, it goes through the first, the lowest, the highest and
   * the last, which looks the same (<a href="https://doi.org/10.14778/2732951.2732953">Jugel et
   * al., M4, 2014</a>).
   */
  private String through(double[] xs, double[] ys) {
    StringBuilder way = new StringBuilder();
    for (int i = 0; i < xs.length; ) {
      int end = endOfColumn(xs, ys, i);
      boolean begins = i == 0 || !hasPlace(ys[i - 1]);
      for (int at : corners(ys, i, end)) {
        way.append(begins ? 'M' : 'L').append(point(xs[at], ys[at]));
        begins = false;
      }
      i = Math.max(end, i + 1);
    }
    return way.toString();
  }

  /** Returns where the points without a gap and in the column of the first one end. */
  private int endOfColumn(double[] xs, double[] ys, int first) {
    int end = first;
    while (end < xs.length && hasPlace(ys[end]) && column(xs[end]) == column(xs[first])) {
      end++;
    }
    return end;
  }

  private long column(double atX) {
    return (long) Math.floor(x.place(atX) * COLUMNS);
  }

  private static int[] corners(double[] ys, int from, int to) {
    int lowest = from;
    int highest = from;
    for (int i = from; i < to; i++) {
      lowest = ys[i] < ys[lowest] ? i : lowest;
      highest = ys[i] > ys[highest] ? i : highest;
    }
    return from == to
        ? new int[0]
        : IntStream.of(from, lowest, highest, to - 1).sorted().distinct().toArray();
  }

  /** Returns a path along the upper ends and back along the lower ends. */
  private String outline(Chart.Band band) {
    int[] there =
        IntStream.range(0, band.x().length)
            .filter(i -> hasPlace(band.low()[i]) && hasPlace(band.high()[i]))
            .toArray();
    StringBuilder way = new StringBuilder();
    for (int i = 0; i < there.length; i++) {
      way.append(i == 0 ? 'M' : 'L').append(point(band.x()[there[i]], band.high()[there[i]]));
    }
    for (int i = there.length - 1; i >= 0; i--) {
      way.append('L').append(point(band.x()[there[i]], band.low()[there[i]]));
    }
    return there.length == 0 ? "" : way.append('Z').toString();
  }

  private boolean hasPlace(double value) {
    return Double.isFinite(y.place(value));
  }

  private String point(double atX, double atY) {
    return number(x.place(atX)) + " " + number(y.place(atY));
  }

  private Element circle(double atX, double atY, double radius) {
    return Element.of("circle")
        .with("cx", number(x.place(atX)))
        .with("cy", number(y.place(atY)))
        .with("r", radius);
  }

  private static Element path(String way) {
    return Element.of("path").with("d", way);
  }

  private static Element stroke(String look, double x1, double y1, double x2, double y2) {
    return path("M%s %sL%s %s".formatted(number(x1), number(y1), number(x2), number(y2)))
        .with("class", look);
  }

  private static Element text(String text, double atX, double atY, String anchor) {
    return Element.of("text", text)
        .with("x", number(atX))
        .with("y", number(atY))
        .with("text-anchor", anchor);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
