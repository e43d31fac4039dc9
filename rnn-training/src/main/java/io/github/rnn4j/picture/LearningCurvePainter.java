package io.github.rnn4j.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the panels of a learning curve side by side, each under its title, with one legend for all.
 *
 * <p>XChart draws the charts. Titles and legend are drawn here because XChart positions each text
 * by its visible extent, which puts them on different baselines.
 */
final class LearningCurvePainter {

  private static final int PANEL_WIDTH = 640;
  private static final int TITLE_HEIGHT = 48;
  private static final int CHART_HEIGHT = 384;
  private static final int LEGEND_HEIGHT = 48;
  private static final int HEIGHT = TITLE_HEIGHT + CHART_HEIGHT + LEGEND_HEIGHT;
  private static final int KEY_LENGTH = 30;
  private static final int MARKER_SIZE = 7;

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Color INK = new Color(0x2b2b2b);
  private static final Color GRID = new Color(0xe6e6e6);
  private static final Color BEST = new Color(0x8a8a8a);
  private static final BasicStroke LINE =
      new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke DASHED =
      new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {6, 5}, 0);

  // Blue, vermillion, green and purple of M. Okabe and K. Ito (2008), "Color Universal Design",
  // https://jfly.uni-koeln.de/color/: color-blind readers can tell them apart.
  private static final List<Color> COLORS =
      List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7));
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP);

  private final LearningCurve curve;
  private final List<String> names;
  private final Graphics2D graphics;

  private LearningCurvePainter(LearningCurve curve, Graphics2D graphics) {
    Set<String> distinct = new LinkedHashSet<>();
    curve.panels().forEach(panel -> distinct.addAll(panel.lines().keySet()));
    this.curve = curve;
    this.names = List.copyOf(distinct);
    this.graphics = graphics;
  }

  static BufferedImage paint(LearningCurve curve) {
    int width = PANEL_WIDTH * curve.panels().size();
    BufferedImage image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, HEIGHT);
      new LearningCurvePainter(curve, graphics).paint(width);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private void paint(int width) {
    for (int i = 0; i < curve.panels().size(); i++) {
      LearningCurve.Panel panel = curve.panels().get(i);
      graphics.setFont(TITLE);
      graphics.setColor(INK);
      int titleWidth = graphics.getFontMetrics().stringWidth(panel.title());
      graphics.drawString(
          panel.title(), i * PANEL_WIDTH + (PANEL_WIDTH - titleWidth) / 2, TITLE_HEIGHT - 16);
      Graphics2D place =
          (Graphics2D) graphics.create(i * PANEL_WIDTH, TITLE_HEIGHT, PANEL_WIDTH, CHART_HEIGHT);
      chart(panel).paint(place, PANEL_WIDTH, CHART_HEIGHT);
      place.dispose();
    }
    legend(width);
  }

  private XYChart chart(LearningCurve.Panel panel) {
    XYChart chart =
        new XYChartBuilder().width(PANEL_WIDTH).height(CHART_HEIGHT).xAxisTitle("epoch").build();
    style(chart.getStyler());
    epochAxis(chart.getStyler(), panel.epochs());
    double[] range = valueAxis(chart.getStyler(), panel);

    XYSeries best =
        chart.addSeries(bestName(), new double[] {curve.bestEpoch(), curve.bestEpoch()}, range);
    best.setMarker(SeriesMarkers.NONE).setLineStyle(DASHED).setLineColor(BEST);
    double[] epochs = IntStream.rangeClosed(1, panel.epochs()).asDoubleStream().toArray();
    panel
        .lines()
        .forEach(
            (name, values) -> {
              int look = names.indexOf(name);
              XYSeries series = chart.addSeries(name, epochs, values);
              series.setMarker(MARKERS.get(look)).setMarkerColor(COLORS.get(look));
              series.setLineStyle(LINE).setLineColor(COLORS.get(look));
            });
    return chart;
  }

  private static void style(XYStyler styler) {
    styler.setAntiAlias(true).setTextAntiAlias(true).setLegendVisible(false);
    styler.setChartTitleVisible(false).setChartPadding(16).setChartFontColor(INK);
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false).setPlotContentSize(1).setMarkerSize(MARKER_SIZE);
    styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setPlotGridVerticalLinesVisible(false).setYAxisTitleVisible(false);
    styler.setAxisTitleFont(TEXT).setAxisTickLabelsFont(TEXT).setAxisTickLabelsColor(INK);
  }

  /**
   * Leaves half an epoch of space on both sides; labels without decimals keep the ticks at whole
   * epochs.
   */
  private static void epochAxis(XYStyler styler, int epochs) {
    styler.setXAxisMin(0.5).setXAxisMax(epochs + 0.5);
    styler.setXAxisDecimalPattern("0").setXAxisTickMarkSpacingHint(40);
  }

  /** Leaves space above and below the values, and shows enough decimals to tell the ticks apart. */
  private static double[] valueAxis(XYStyler styler, LearningCurve.Panel panel) {
    DoubleSummaryStatistics values =
        panel.lines().values().stream()
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .summaryStatistics();
    double low = values.getCount() == 0 ? 0 : values.getMin();
    double high = values.getCount() == 0 ? 1 : values.getMax();
    double room = high > low ? 0.06 * (high - low) : Math.max(0.1 * Math.abs(low), 0.01);
    double[] range = {low - room, high + room};
    int decimals = (int) Math.max(0, 1 - Math.floor(Math.log10(range[1] - range[0])));
    styler.setYAxisMin(range[0]).setYAxisMax(range[1]);
    styler.setYAxisDecimalPattern(decimals == 0 ? "0" : "0." + "0".repeat(decimals));
    return range;
  }

  private String bestName() {
    return "best epoch: " + curve.bestEpoch();
  }

  private void legend(int width) {
    graphics.setFont(TEXT);
    int gap = 28;
    int total = (names.size() + 1) * (KEY_LENGTH + 8 + gap) - gap;
    for (String name : names) {
      total += graphics.getFontMetrics().stringWidth(name);
    }
    total += graphics.getFontMetrics().stringWidth(bestName());
    int x = (width - total) / 2;
    for (int i = 0; i < names.size(); i++) {
      x = key(x, names.get(i), i) + gap;
    }
    key(x, bestName(), -1);
  }

  /** Draws one entry of the legend starting at {@code x}, and returns where it ends. */
  private int key(int x, String name, int line) {
    int baseline = HEIGHT - LEGEND_HEIGHT / 2 + 5;
    int middle = baseline - 5;
    graphics.setColor(line < 0 ? BEST : COLORS.get(line));
    graphics.setStroke(line < 0 ? DASHED : LINE);
    graphics.drawLine(x, middle, x + KEY_LENGTH, middle);
    if (line >= 0) {
      MARKERS.get(line).paint(graphics, x + KEY_LENGTH / 2.0, middle, MARKER_SIZE);
    }
    graphics.setColor(INK);
    graphics.drawString(name, x + KEY_LENGTH + 8, baseline);
    return x + KEY_LENGTH + 8 + graphics.getFontMetrics().stringWidth(name);
  }
}
