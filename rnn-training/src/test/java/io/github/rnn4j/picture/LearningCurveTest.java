package io.github.rnn4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningCurveTest {

  private static final int BLUE = 0x0072b2;
  private static final int VERMILLION = 0xd55e00;
  private static final int BEST = 0x8a8a8a;

  @Test
  void drawsBothLossesOnTheLeftAndTheAccuracyOnTheRight() throws IOException {
    BufferedImage image =
        drawn(
            LearningCurve.ofLossAndAccuracy(
                new double[] {0.7, 0.5, 0.3},
                new double[] {0.6, 0.5, 0.55},
                new double[] {0.6, 0.8, 0.75},
                2));

    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(image.getHeight()).isEqualTo(480);
    assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    assertThat(columnsOf(image, BLUE)).isNotEmpty().allMatch(x -> x < 640);
    assertThat(columnsOf(image, VERMILLION)).anyMatch(x -> x < 600).anyMatch(x -> x > 700);
  }

  @Test
  void marksTheBestEpochInEveryPanel() throws IOException {
    double[] values = {0.5, 0.4, 0.3};

    BufferedImage first = drawn(LearningCurve.ofLossAndAccuracy(values, values, values, 1));
    BufferedImage third = drawn(LearningCurve.ofLossAndAccuracy(values, values, values, 3));

    // A third of a panel lies left and right of the middle epoch.
    assertThat(columnsOf(first, BEST)).anyMatch(x -> x < 213).anyMatch(x -> x > 640 && x < 853);
    assertThat(columnsOf(third, BEST)).anyMatch(x -> x > 427 && x < 640).anyMatch(x -> x > 1067);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 13, 500})
  void drawsShortAndLongRuns(int epochs) throws IOException {
    double[] values = IntStream.range(0, epochs).mapToDouble(i -> 1.0 / (i + 1)).toArray();

    BufferedImage image = drawn(LearningCurve.ofLossAndAccuracy(values, values, values, epochs));

    assertThat(columnsOf(image, VERMILLION)).anyMatch(x -> x > 700);
  }

  @Test
  void drawsConstantHugeAndMissingValues() throws IOException {
    double[] constant = {0, 0, 0};
    double[] huge = {1e9, -1e9, 5e8};
    double[] missing = {Double.NaN, Double.NaN, Double.NaN};

    BufferedImage image = drawn(LearningCurve.ofLossAndAccuracy(constant, huge, missing, 1));

    assertThat(columnsOf(image, BLUE)).anyMatch(x -> x > 60);
  }

  @Test
  void refusesLinesOfDifferentLengthAndABestEpochOutsideTheRun() {
    assertThatThrownBy(
            () -> LearningCurve.ofLossAndAccuracy(new double[2], new double[3], new double[2], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("Loss", "[2, 3]");
    assertThatThrownBy(
            () -> LearningCurve.ofLossAndAccuracy(new double[2], new double[2], new double[3], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 3] epochs");
    assertThatThrownBy(
            () -> LearningCurve.ofLossAndAccuracy(new double[2], new double[2], new double[2], 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bestEpoch is 3: it must be an epoch from 1 to 2.");
    assertThatThrownBy(() -> new LearningCurve(List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there must be 1 to 3");
    assertThatThrownBy(() -> new LearningCurve.Panel("Loss", Map.of("training", new double[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }

  private static BufferedImage drawn(LearningCurve curve) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    curve.writePng(png);
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  /** Columns of the plots, the legend left out, that have a pixel of exactly this color. */
  private static List<Integer> columnsOf(BufferedImage image, int rgb) {
    return IntStream.range(0, image.getWidth())
        .filter(x -> IntStream.range(48, 430).anyMatch(y -> (image.getRGB(x, y) & 0xffffff) == rgb))
        .boxed()
        .toList();
  }
}
