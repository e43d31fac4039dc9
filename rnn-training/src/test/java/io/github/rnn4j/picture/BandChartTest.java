package io.github.rnn4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.metric.Quantiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BandChartTest {

  private static final int BAND_90 = 0xd3e6f3;
  private static final double[] SEEN = {1, 2, 3, 2, 1};

  private static Set<Integer> colors(BandChart chart) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    chart.writePng(png);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
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

  @Test
  void nothingToDrawIsAnError() {
    assertThatThrownBy(() -> new BandChart("t", "x", SEEN, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 forecasts");
    assertThatThrownBy(() -> new BandChart("t", "x", SEEN, 6, points(1)))
        .hasMessageContaining("5 actual values and an overlap of 6");
  }
}
