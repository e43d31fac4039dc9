package io.github.rnn4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

  private static Document drawn(Chart chart) {
    return Jsoup.parseBodyFragment(chart.element().html());
  }

  private static List<String> labels(Axis axis) {
    return Arrays.stream(axis.ticks()).mapToObj(axis::label).toList();
  }

  @Test
  void ticksAreRoundNumbersWithAsManyDecimalsAsTellThemApart() {
    assertThat(labels(Axis.ofAll(new double[] {0, 1}, 0, 100)))
        .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(labels(Axis.ofAll(new double[] {-3, 12}, 0, 100))).containsExactly("0", "5", "10");
    assertThat(labels(Axis.ofAll(new double[] {1000, 9000}, 0, 100)))
        .containsExactly("2,000", "4,000", "6,000", "8,000");
    assertThat(labels(Axis.ofWholeNumbers(new double[] {1, 2, 3}, 0, 100)))
        .containsExactly("1", "2", "3");
  }

  @Test
  void endsOfTheValuesAreEndsOfTheAxis() {
    Axis axis = Axis.ofAll(new double[] {2, Double.NaN, 4}, 100, 0);

    assertThat(axis.place(2)).isCloseTo(100, within(1e-9));
    assertThat(axis.place(3)).isCloseTo(50, within(1e-9));
    assertThat(axis.place(4)).isCloseTo(0, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "5,5", "-1e-9,1e-9", "1e30,3e30", "1,1.0000001", "NaN,NaN"})
  void everyAxisHasPlacesThatAreNumbersAndAFewTicks(double low, double high) {
    Axis axis = Axis.ofRoom(new double[] {low, high}, 0, 100);

    assertThat(axis.ticks().length).isBetween(1, 12);
    assertThat(axis.place(axis.low())).isFinite();
    assertThat(axis.place(axis.high())).isEqualTo(100);
  }

  @Test
  void logarithmicAxisHasEqualDistancesForEqualFactorsAndTicksAtPowersOfTen() {
    Axis axis = Axis.ofLogarithms(new double[] {1e-3, 0.1, 10}, 100, 0);

    assertThat(labels(axis)).containsExactly("0.001", "0.01", "0.1", "1", "10");
    assertThat(axis.place(0.1)).isCloseTo(50, within(1e-9));
    assertThat(axis.place(0.01) - axis.place(0.1))
        .isCloseTo(axis.place(0.1) - axis.place(1), within(1e-9));
  }

  @Test
  void logarithmicAxisKeepsTheRangeThatWasSet() {
    Chart chart =
        new Chart("x", "step").line("a", new double[] {10}).range(0.01, 100).logarithmic();

    assertThat(labels(chart.yAxis(100, 0))).containsExactly("0.01", "0.1", "1", "10", "100");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "1e-30,1e30", "-1,0", "NaN,NaN"})
  void everyLogarithmicAxisHasAFewTicks(double low, double high) {
    assertThat(Axis.ofLogarithms(new double[] {low, high}, 0, 100).ticks().length).isBetween(1, 12);
  }

  @Test
  void valueWithoutALogarithmLiftsThePen() {
    Document figure =
        drawn(new Chart("x", "step").line("a", new double[] {1, 10, 0, 1, 10}).logarithmic());

    String way = figure.select("svg[role=img] path.line").attr("d");
    assertThat(way.chars().filter(c -> c == 'M')).hasSize(2);
    assertThat(way).doesNotContain("NaN", "Infinity");
  }

  @Test
  void chartSaysInWordsWhatItShowsAndNamesEveryLook() {
    Document figure =
        drawn(
            new Chart("Loss", "epoch")
                .line("training", new double[] {0.5, 0.25})
                .line("validation", new double[] {0.6, 0.3})
                .mark("best epoch: 2", 2));

    assertThat(figure.select("svg[role=img]").attr("aria-label"))
        .isEqualTo(
            "Loss, over epoch; training from 0.5000 to 0.2500; validation from 0.6000 to 0.3000;"
                + " best epoch: 2");
    assertThat(figure.select("figcaption").text()).isEqualTo("Loss");
    assertThat(figure.select(".legend li").eachText())
        .containsExactly("training", "validation", "best epoch: 2");
    assertThat(figure.select("svg[role=img] path.c0, svg[role=img] path.c1")).hasSize(2);
  }

  @Test
  void datesReplaceTheNumbersAndTheLabelOfTheAxis() {
    double[] x = IntStream.rangeClosed(-11, 24).asDoubleStream().toArray();
    LocalDateTime start = LocalDateTime.of(1958, 12, 1, 0, 0);

    Document figure =
        drawn(new Chart("a", "time").given("actual", x, x).dated(step -> start.plusMonths(step)));

    assertThat(figure.select("svg[role=img] text[text-anchor=middle]").eachText())
        .containsExactly("Jan", "1958", "Jul", "Jan", "1959", "Jul", "Jan", "1960", "Jul");
    assertThat(figure.select("svg[role=img]").attr("aria-label")).startsWith("a, over time; ");
  }

  @Test
  void chartOfASingleDateHasALabel() {
    Document figure =
        drawn(
            new Chart("a", "time")
                .line("a", new double[] {1}, new double[] {5})
                .dated(step -> LocalDateTime.of(1958, 1, 1, 0, 0).plusMonths(step - 1)));

    assertThat(figure.select("svg[role=img] text[text-anchor=middle]").eachText())
        .containsExactly("Jan", "1958");
  }

  @Test
  void comparisonIsALineOfAnotherLookWithoutDots() {
    double[] x = {1, 2, 3};

    Document figure = drawn(new Chart("x", "step").line("network", x, x).comparison("other", x, x));

    assertThat(figure.select("svg[role=img] path.c1")).hasSize(1);
    assertThat(figure.select("svg[role=img] circle.d0")).hasSize(3);
    assertThat(figure.select("svg[role=img] circle.d1")).isEmpty();
    assertThat(figure.select(".legend li").eachText()).containsExactly("network", "other");
  }

  @Test
  void missingValueLiftsThePen() {
    Document figure =
        drawn(new Chart("x", "step").line("a", new double[] {1, 2, Double.NaN, 3, 4}));

    String way = figure.select("svg[role=img] path.line").attr("d");
    assertThat(way.chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(way.chars().filter(c -> c == 'L').count()).isEqualTo(2);
    assertThat(way).doesNotContain("NaN");
    assertThat(figure.select("svg[role=img] circle")).hasSize(4);
  }

  @Test
  void bandIsAClosedAreaOverThePlacesThatHaveBothEnds() {
    double[] x = {1, 2, 3};
    Document figure =
        drawn(
            new Chart("x", "step")
                .line("median", x, new double[] {5, 5, 5})
                .band("90 %", x, new double[] {1, 2, Double.NaN}, new double[] {8, 9, Double.NaN}));

    String way = figure.select("svg[role=img] path.b0").attr("d");
    assertThat(way).startsWith("M").endsWith("Z").doesNotContain("NaN");
    assertThat(way.chars().filter(c -> c == 'L').count()).isEqualTo(3);
  }

  @Test
  void everyPointIsWithinTheDrawing() {
    double[] x = IntStream.range(0, 200).asDoubleStream().toArray();
    double[] y = Arrays.stream(x).map(v -> 1e4 * Math.sin(v / 7)).toArray();

    String way =
        drawn(new Chart("x", "step").line("a", x, y)).select("svg[role=img] path.line").attr("d");

    for (String point : way.substring(1).split("L", -1)) {
      String[] place = point.split(" ", -1);
      assertThat(Double.parseDouble(place[0])).isBetween(0.0, 520.0);
      assertThat(Double.parseDouble(place[1])).isBetween(0.0, 310.0);
    }
  }

  @Test
  void pointsAreADotAndARingWithNamesInTheLegend() {
    Document figure =
        drawn(
            new Chart("y", "x")
                .line("a", new double[] {0, 1}, new double[] {0, 1})
                .range(0, 1)
                .point("here", 1, 1)
                .point("there", 1, 1)
                .point("nowhere", 1, Double.NaN));

    assertThat(figure.select("svg[role=img] circle.dot, svg[role=img] circle.ring"))
        .hasSize(2)
        .allSatisfy(
            circle -> {
              assertThat(circle.attr("cx")).isEqualTo("502.0");
              assertThat(circle.attr("cy")).isEqualTo("12.0");
            });
    assertThat(figure.select(".legend li").eachText())
        .containsExactly("a", "here", "there", "nowhere");
    assertThat(figure.select("svg[role=img]").attr("aria-label"))
        .contains("; here at 1.000, 1.000;", "; nowhere at 1.000, -");
  }

  @Test
  void lineWithMorePlacesThanValuesIsRefused() {
    assertThatThrownBy(() -> new Chart("x", "y").line("a", new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 positions and 3 values");
  }

  @Test
  void longLineKeepsItsPeaksAndGapsAndBecomesAShortPath() {
    double[] values = IntStream.range(0, 300_000).mapToDouble(i -> Math.sin(i / 1e4) / 2).toArray();
    values[123_456] = 7;
    values[123_457] = -7;
    values[200_000] = Double.NaN;

    String way =
        drawn(new Chart("Loss", "epoch").line("a", values).range(-7, 7))
            .select("path.line")
            .attr("d");
    double[] heights =
        Pattern.compile("[ML]\\S+ ([0-9.]+)")
            .matcher(way)
            .results()
            .mapToDouble(point -> Double.parseDouble(point.group(1)))
            .toArray();

    assertThat(heights.length).isBetween(1000, 10_000);
    assertThat(Arrays.stream(heights).min()).hasValue(12);
    assertThat(Arrays.stream(heights).max()).hasValue(260);
    assertThat(way.chars().filter(c -> c == 'M')).hasSize(2);
  }

  @Test
  void shortLineKeepsAllPoints() {
    String way =
        drawn(new Chart("Loss", "epoch").line("a", new double[] {1, Double.NaN, 3, 2, 2.5}))
            .select("path.line")
            .attr("d");

    assertThat(way).matches("M[^ML]+M[^ML]+L[^ML]+L[^ML]+");
  }
}
