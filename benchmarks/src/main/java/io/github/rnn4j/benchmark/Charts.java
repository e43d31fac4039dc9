package io.github.rnn4j.benchmark;

import io.github.rnn4j.benchmark.work.Work;
import io.github.rnn4j.benchmark.work.Works.Axis;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws the results as charts. */
final class Charts {
  // Blue and vermillion of M. Okabe and K. Ito (2008), which color-blind readers can tell apart.
  private static final Color[] COLORS = {new Color(0x0072b2), new Color(0xd55e00)};
  private static final int WIDTH = 640;
  private static final int HEIGHT = 520;
  private static final int PANEL = 480;
  private static final int LABEL = 28;
  private static final int TITLE = 100;
  private static final int IN_A_ROW = 3;

  private Charts() {}

  /** Draws bars: the speedup over each library. */
  static void writeRatios(List<Work> works, Results results, Path file) throws IOException {
    List<Painting> panels = new ArrayList<>();
    int height = TITLE + works.size() * LABEL * 3 / 2;
    for (Library library : Library.values()) {
      bars(library, works, results, height).ifPresent(chart -> panels.add(chart::paint));
    }
    if (!panels.isEmpty()) {
      write(panels, WIDTH, height, file);
    }
  }

  /** Draws one bar for each workload that the library runs; empty if there is no such workload. */
  private static Optional<HorizontalBarChart> bars(
      Library library, List<Work> works, Results results, int height) {
    String title = "rnn-core: speedup over " + library.title();
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder().width(WIDTH).height(height).title(title).build();
    style(chart.getStyler());
    chart.getStyler().setXAxisDecimalPattern("0.0").setXAxisMin(0.0);
    chart.getStyler().setXAxisTickMarkSpacingHint(LABEL); // also spaces the names: one at each bar
    chart.getStyler().setPlotGridHorizontalLinesVisible(false).setLegendVisible(false);
    List<String> names = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (Work work : works) {
      results
          .best(work.name(), library::includes)
          .flatMap(best -> results.ratio(work.name(), best))
          .ifPresent(
              ratio -> {
                names.add(work.name() + ": " + Report.text(ratio.median()));
                ratios.add(ratio.median());
              });
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    chart.addSeries(title, ratios, names);
    return Optional.of(chart);
  }

  /** Draws logarithmic line charts: milliseconds against T, H and B. */
  static void writeScaling(ScalingReport report, Path file) throws IOException {
    List<Painting> panels = new ArrayList<>();
    for (Axis axis : Axis.values()) {
      XYChart chart =
          new XYChartBuilder()
              .width(PANEL)
              .height(HEIGHT)
              .title("LSTM: cost against " + axis)
              .xAxisTitle(axis.name())
              .yAxisTitle("ms per training step")
              .build();
      style(chart.getStyler());
      chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
      chart.getStyler().setXAxisLogarithmicDecadeOnly(false).setYAxisLogarithmicDecadeOnly(false);
      chart.getStyler().setXAxisTickLabelsFormattingFunction(Charts::label);
      chart.getStyler().setYAxisTickLabelsFormattingFunction(Charts::label);
      for (PeerKind peer : ScalingReport.PEERS) {
        List<Double> times = report.times(axis, peer);
        String name =
            "%s: slope %.2f"
                .formatted(
                    peer == PeerKind.RNN4J ? "all cores" : "1 thread",
                    Statistics.exponent(ScalingReport.sizes(axis), times));
        chart.addSeries(name, ScalingReport.sizes(axis), times);
      }
      panels.add(chart::paint);
    }
    write(panels, PANEL, HEIGHT, file);
  }

  /**
   * Labels a logarithmic axis only at 1, 2 and 5 times a power of ten; more labels would collide.
   */
  private static String label(double value) {
    long number = Math.round(value);
    return Long.toString(number).matches("[125]0*") ? Long.toString(number) : " ";
  }

  /** Something that paints itself from the origin. */
  private interface Painting {
    void paint(Graphics2D graphics, int width, int height);
  }

  private static void write(List<Painting> panels, int width, int height, Path file)
      throws IOException {
    int columns = Math.min(panels.size(), IN_A_ROW);
    int rows = (panels.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(width * columns, height * rows, BufferedImage.TYPE_INT_RGB);
    Graphics2D background = image.createGraphics();
    background.setColor(Color.WHITE);
    background.fillRect(0, 0, image.getWidth(), image.getHeight());
    background.dispose();
    for (int i = 0; i < panels.size(); i++) {
      Graphics2D place = image.createGraphics();
      place.translate((i % columns) * width, (i / columns) * height);
      panels.get(i).paint(place, width, height);
      place.dispose();
    }
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("This Java has no PNG writer to write " + file);
    }
  }

  private static void style(Styler styler) {
    styler.setSeriesColors(COLORS).setChartBackgroundColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.InsideNW).setAntiAlias(true);
  }
}
