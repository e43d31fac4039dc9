package io.github.rnn4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.metric.Quantiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandChartTest {

  private static final int BAND_90 = 0xd3e6f3;
  private static final double[] SEEN = {1, 2, 3, 2, 1};

  private static BufferedImage drawn(BandChart chart) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    chart.writePng(png);
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  private static Set<Integer> colors(BandChart chart) throws IOException {
    BufferedImage image = drawn(chart);
    Set<Integer> colors = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight() * 3 / 4; y++) { // without the legend
        colors.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colors;
  }

  private static List<Quantiles> points(double half) {
    return IntStream.range(0, 4)
        .mapToObj(k -> new Quantiles(2 - half, 2 - half / 2, 2, 2 + half / 2, 2 + half))
        .toList();
  }

  @Test
  void bandsAreDrawnBehindTheForecast() throws IOException {
    assertThat(colors(new BandChart("t", "x", SEEN, 0, points(1)))).contains(BAND_90, 0x0072b2);
  }

  @Test
  void forecastWithoutBandsIsALineAlone() throws IOException {
    assertThat(colors(new BandChart("t", "x", SEEN, 2, points(Double.NaN))))
        .contains(0x0072b2)
        .doesNotContain(BAND_90);
  }

  /** Returns the colors between the plot and the legend. */
  private static Set<Integer> colorsOfTheAxis(BandChart chart) throws IOException {
    BufferedImage image = drawn(chart);
    Set<Integer> colors = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 350; y < 375; y++) {
        colors.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colors;
  }

  private static boolean isGrey(int color) {
    return (color & 0xff) == (color >> 8 & 0xff) && (color & 0xff) == color >> 16;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1e6})
  void datesAreDrawnBelowThePlotInsteadOfTheLabel(double height) throws IOException {
    double[] seen = Arrays.stream(SEEN).map(value -> height * value).toArray();
    List<Quantiles> forecast = List.of(Quantiles.point(0), Quantiles.point(height));
    LocalDateTime start = LocalDateTime.of(1958, 1, 1, 0, 0);
    BandChart dated = new BandChart("t", "x", seen, 0, forecast).dated(start::plusMonths);
    BandChart other = new BandChart("t", "other", seen, 0, forecast).dated(start::plusMonths);

    assertThat(colorsOfTheAxis(dated)).contains(0x2b2b2b).allMatch(BandChartTest::isGrey);
    assertThat(pixels(drawn(dated))).isEqualTo(pixels(drawn(other)));
  }

  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }

  @Test
  void otherForecastIsALineOfAnotherColor() throws IOException {
    BandChart chart = new BandChart("t", "x", SEEN, 0, points(1));
    BandChart.Line line = new BandChart.Line("baseline", new double[] {3, 3, 3, 3});

    assertThat(colors(chart)).doesNotContain(0xd55e00);
    assertThat(colors(chart.with(line))).contains(0xd55e00, 0x0072b2, BAND_90);
  }

  @Test
  void nothingToDrawIsAnError() {
    assertThatThrownBy(() -> new BandChart("t", "x", SEEN, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 forecasts");
    assertThatThrownBy(() -> new BandChart("t", "x", SEEN, 6, points(1)))
        .hasMessageContaining("5 actual values and an overlap of 6");
  }
}
