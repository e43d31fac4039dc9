package io.github.rnn4j.lessons;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of the lessons, all in one style. */
final class Charts {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 400;
  private static final BasicStroke LINE = new BasicStroke(2);

  // Blue, vermillion, green and purple of M. Okabe and K. Ito (2008), "Color Universal Design",
  // https://jfly.uni-koeln.de/color/: color-blind readers can tell them apart.
  private static final List<Color> COLORS =
      List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7));

  private Charts() {}

  /** Creates a chart without lines. */
  static XYChart chart(String title, String xAxis, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    XYStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    return chart;
  }

  /** Adds a line. */
  static void line(XYChart chart, String name, double[] x, double[] y) {
    Color color = COLORS.get(chart.getSeriesCollection().size() % COLORS.size());
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(LINE);
  }

  /**
   * Draws numbers as colors: orange is -1 or less, white 0, blue 1 or more.
   *
   * @param columns the labels of the columns, from the left
   * @param rows the labels of the rows, from the top
   * @param values the numbers of each row; a row without numbers is a gap
   */
  static HeatMapChart heatMap(
      String title, List<String> columns, List<String> rows, List<double[]> values) {
    HeatMapChart chart =
        new HeatMapChartBuilder().width(WIDTH).height(80 + 17 * rows.size()).title(title).build();
    HeatMapStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesVisible(false).setPlotContentSize(1);
    styler.setXAxisTickMarkSpacingHint(10).setYAxisTickMarkSpacingHint(10); // labels everywhere
    styler.setLegendBorderColor(Color.WHITE);
    Color[] colors = {COLORS.get(1), Color.WHITE, COLORS.get(0)};
    styler.setMin(-1).setMax(1).setRangeColors(colors);
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < values.size(); row++) {
      for (int column = 0; column < values.get(row).length; column++) {
        double value = Math.max(-1, Math.min(1, values.get(row)[column]));
        cells.add(new Number[] {column, values.size() - 1 - row, value});
      }
    }
    List<String> fromBelow = new ArrayList<>(rows);
    Collections.reverse(fromBelow);
    chart.addSeries(title, columns, fromBelow, cells);
    return chart;
  }
}
