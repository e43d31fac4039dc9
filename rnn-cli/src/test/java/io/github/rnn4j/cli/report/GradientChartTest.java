package io.github.rnn4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.UpdatesCsv;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class GradientChartTest {

  /** Norms 1, 2, 3 and so on. */
  private static UpdatesCsv.Rows rows(int updates) {
    double[] numbers = IntStream.rangeClosed(1, updates).asDoubleStream().toArray();
    return new UpdatesCsv.Rows(numbers, numbers, numbers);
  }

  private static Document drawn(UpdatesCsv.Rows rows) {
    return Jsoup.parseBodyFragment(GradientChart.of(rows).html());
  }

  @Test
  void fewUpdatesAreALine() {
    Document chart = drawn(rows(3));

    assertThat(chart.select("svg[aria-label]").attr("aria-label"))
        .contains("over update", "norm of the gradient from 1.000 to 3.000");
    assertThat(chart.select("circle")).hasSize(3);
    assertThat(chart.select("li span").eachText()).containsExactly("norm of the gradient");
  }

  @Test
  void manyUpdatesShareAPointWithTheirMedianAndRange() {
    Document chart = drawn(rows(1001)); // 166 points of 6 updates and one of 5

    assertThat(chart.select("li span").eachText())
        .containsExactly("median of 6 updates", "lowest to highest of 6 updates");
    assertThat(chart.select("svg[aria-label]").attr("aria-label"))
        .contains("median of 6 updates from 3.500 to 999.0");
  }

  @Test
  void runWithoutNormsSaysSo() {
    double[] unknown = {Double.NaN, Double.NaN};

    assertThat(drawn(new UpdatesCsv.Rows(unknown, unknown, unknown)).text())
        .isEqualTo("The norm of the gradient was not recorded.");
    assertThat(drawn(rows(0)).text()).isEqualTo("The norm of the gradient was not recorded.");
  }
}
