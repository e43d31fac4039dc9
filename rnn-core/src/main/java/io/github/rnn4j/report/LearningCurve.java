package io.github.rnn4j.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The course of a training run as a picture: one panel per quantity, side by side, over the epochs,
 * with the best epoch marked.
 *
 * <pre>{@code
 * LearningCurve.ofLossAndAccuracy(trainingLoss, validationLoss, accuracy, 4).writePng(out);
 * }</pre>
 *
 * <p>Needs fonts but no screen; start Java with {@code -Djava.awt.headless=true} where a display
 * may be configured and not reachable.
 *
 * @param panels one to three panels, left to right
 * @param bestEpoch the epoch to mark, counted from 1
 */
public record LearningCurve(List<Panel> panels, int bestEpoch) {

  private static final int PANEL_WIDTH = 640;
  private static final int HEIGHT = 480;

  private static final Color INK = new Color(0x2b2b2b);
  private static final Color GRID = new Color(0xe6e6e6);
  private static final Color BEST = new Color(0x8a8a8a);
  // Okabe & Ito's palette: told apart by colour-blind readers as well.
  private static final List<Color> COLORS =
      List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7));
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP);

  /**
   * One chart: lines over the epochs.
   *
   * @param title what is shown, also the label of the vertical axis
   * @param lines one to four lines by name, each with one value per epoch from epoch 1 on; NaN
   *     leaves a gap
   */
  public record Panel(String title, Map<String, double[]> lines) {

    /**
     * Checks and copies the lines.
     *
     * @throws IllegalArgumentException if there are no lines, more than four, or lines of different
     *     length or without values
     */
    public Panel {
      if (lines.isEmpty() || lines.size() > COLORS.size()) {
        throw new IllegalArgumentException(
            "Panel \"" + title + "\" has " + lines.size() + " lines: give 1 to 4.");
      }
      Map<String, double[]> copy = new LinkedHashMap<>();
      lines.forEach((name, values) -> copy.put(name, values.clone()));
      List<Integer> lengths = copy.values().stream().map(v -> v.length).distinct().toList();
      if (lengths.size() > 1 || lengths.get(0) == 0) {
        throw new IllegalArgumentException(
            "The lines of panel \""
                + title
                + "\" have "
                + lengths
                + " values: give one value per epoch, the same number for all, at least 1.");
      }
      lines = copy;
    }

    int epochs() {
      return lines.values().iterator().next().length;
    }
  }

  /**
   * Checks the panels.
   *
   * @throws IllegalArgumentException if there are no panels or more than three, they differ in
   *     their number of epochs, or the best epoch is not one of them
   */
  public LearningCurve {
    panels = List.copyOf(panels);
    if (panels.isEmpty() || panels.size() > 3) {
      throw new IllegalArgumentException(panels.size() + " panels: give 1 to 3.");
    }
    List<Integer> epochs = panels.stream().map(Panel::epochs).distinct().toList();
    if (epochs.size() > 1) {
      throw new IllegalArgumentException(
          "The panels have " + epochs + " epochs: give the same number for all.");
    }
    if (bestEpoch < 1 || bestEpoch > epochs.get(0)) {
      throw new IllegalArgumentException(
          "bestEpoch is " + bestEpoch + ": give an epoch from 1 to " + epochs.get(0) + ".");
    }
  }

  /**
   * The usual picture of a classifier: loss on the left, accuracy on the right.
   *
   * @param trainingLoss training loss of each epoch
   * @param validationLoss validation loss of each epoch
   * @param accuracy validation accuracy of each epoch, 0 to 1
   * @param bestEpoch the epoch to mark, counted from 1
   * @return the picture
   * @throws IllegalArgumentException if the arrays differ in length or are empty, or {@code
   *     bestEpoch} is out of range
   */
  public static LearningCurve ofLossAndAccuracy(
      double[] trainingLoss, double[] validationLoss, double[] accuracy, int bestEpoch) {
    Map<String, double[]> losses = new LinkedHashMap<>();
    losses.put("training", trainingLoss);
    losses.put("validation", validationLoss);
    return new LearningCurve(
        List.of(new Panel("Loss", losses), new Panel("Accuracy", Map.of("validation", accuracy))),
        bestEpoch);
  }

  /**
   * Draws the picture as PNG, 640 x 480 pixels per panel.
   *
   * @param out where to; it is not closed
   * @throws IOException if it cannot be written
   */
  public void writePng(OutputStream out) throws IOException {
    List<XYChart> charts = panels.stream().map(this::chart).toList();
    BitmapEncoder.saveBitmap(charts, 1, charts.size(), out, BitmapEncoder.BitmapFormat.PNG);
  }

  private XYChart chart(Panel panel) {
    XYChart chart =
        new XYChartBuilder()
            .width(PANEL_WIDTH)
            .height(HEIGHT)
            .title(panel.title())
            .xAxisTitle("epoch")
            .yAxisTitle(panel.title().toLowerCase(java.util.Locale.ROOT))
            .build();
    style(chart.getStyler());
    epochAxis(chart, panel.epochs());
    double[] epochs = IntStream.rangeClosed(1, panel.epochs()).asDoubleStream().toArray();
    List<Map.Entry<String, double[]>> lines = new ArrayList<>(panel.lines().entrySet());
    for (int i = 0; i < lines.size(); i++) {
      XYSeries series = chart.addSeries(lines.get(i).getKey(), epochs, lines.get(i).getValue());
      series.setMarker(MARKERS.get(i)).setMarkerColor(COLORS.get(i));
      series.setLineColor(COLORS.get(i)).setLineWidth(2.2f);
    }
    chart.addAnnotation(new AnnotationLine(bestEpoch, true, false));
    return chart;
  }

  private static void style(XYStyler styler) {
    styler.setAntiAlias(true).setTextAntiAlias(true);
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK).setChartPadding(14);
    styler
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 17))
        .setChartTitleBoxVisible(false);
    styler
        .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
        .setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    styler.setMarkerSize(7).setPlotBorderVisible(false);
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setAxisTickLabelsColor(INK).setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1f)).setPlotGridVerticalLinesVisible(false);
    styler.setAnnotationLineColor(BEST);
    styler.setAnnotationLineStroke(
        new BasicStroke(
            1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {6, 5}, 0));
  }

  /** Ticks at whole epochs only. */
  private static void epochAxis(XYChart chart, int epochs) {
    XYStyler styler = chart.getStyler();
    styler.setXAxisMin(epochs == 1 ? 0.0 : 1.0).setXAxisMax(epochs == 1 ? 2.0 : (double) epochs);
    styler.setXAxisMaxLabelCount(Math.min(epochs, 12)).setXAxisDecimalPattern("0");
  }
}
