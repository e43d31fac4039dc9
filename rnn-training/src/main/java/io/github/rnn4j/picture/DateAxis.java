package io.github.rnn4j.picture;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.time.LocalDateTime;
import java.util.DoubleSummaryStatistics;
import java.util.function.IntFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/**
 * Draws a horizontal axis with {@link DateTicks} below a chart. XChart has dates, but chooses the
 * ticks itself: they are at equal distances in time, and thus not at the beginning of each month.
 */
final class DateAxis {

  private static final Color INK = new Color(0x2b2b2b);
  private static final int MARK = 5;

  /** A title that XChart, which draws no padding around blanks, takes for text. */
  private static final String INVISIBLE = "\u00a0";

  /** The space above and below the title. */
  private static final int SECOND_LINE = 14;

  private DateAxis() {}

  /**
   * Hides the numbers of the steps, leaves space for two lines of labels, and sets the ends of the
   * vertical axis, from which {@link #draw} finds the place below the plot.
   *
   * @param chart the chart
   * @param values all values that it shows
   */
  static void makeRoom(XYChart chart, DoubleSummaryStatistics values) {
    XYStyler styler = chart.getStyler();
    styler.setXAxisTickLabelsColor(Color.WHITE).setXAxisTickMarksColor(Color.WHITE);
    styler.setPlotGridVerticalLinesVisible(false).setAxisTitlePadding(SECOND_LINE);
    chart.setXAxisTitle(INVISIBLE);
    double room = values.getMax() > values.getMin() ? 0 : 1;
    styler.setYAxisMin(values.getMin() - room).setYAxisMax(values.getMax() + room);
  }

  /**
   * Draws the axis.
   *
   * @param image the painted chart
   * @param chart the chart, after {@link #makeRoom}
   * @param first the first step
   * @param last the last step
   * @param time returns the time of a step
   */
  static void draw(
      BufferedImage image, XYChart chart, int first, int last, IntFunction<LocalDateTime> time) {
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setFont(chart.getStyler().getAxisTickLabelsFont());
      graphics.setColor(INK);
      draw(graphics, chart, first, last, time);
    } finally {
      graphics.dispose();
    }
  }

  private static void draw(
      Graphics2D graphics, XYChart chart, int first, int last, IntFunction<LocalDateTime> time) {
    FontMetrics font = graphics.getFontMetrics();
    double left = chart.getScreenXFromChart(first);
    double right = chart.getScreenXFromChart(last);
    double floor = floor(chart);
    double characters = (right - left) / font.charWidth('0');
    graphics.draw(new Line2D.Double(left, floor, right, floor));
    for (DateTicks.Tick tick : DateTicks.of(first, last, time, characters)) {
      double x = chart.getScreenXFromChart(tick.step());
      graphics.draw(new Line2D.Double(x, floor, x, floor + MARK));
      double line = floor + MARK + font.getAscent();
      write(graphics, tick.label(), x, line);
      write(graphics, tick.below(), x, line + font.getHeight());
    }
  }

  private static void write(Graphics2D graphics, String text, double middle, double baseline) {
    double half = graphics.getFontMetrics().stringWidth(text) / 2.0;
    graphics.drawString(text, (float) (middle - half), (float) baseline);
  }

  /** Returns the lower end of the plot, which is a little below the lowest value. */
  private static double floor(XYChart chart) {
    XYStyler styler = chart.getStyler();
    double low = chart.getScreenYFromChart(styler.getYAxisMin());
    double high = chart.getScreenYFromChart(styler.getYAxisMax());
    double share = styler.getPlotContentSize();
    return low + (low - high) * (1 - share) / 2 / share;
  }
}
