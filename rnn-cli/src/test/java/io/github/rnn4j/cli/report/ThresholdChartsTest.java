package io.github.rnn4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.metric.ThresholdCurve;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ThresholdChartsTest {

  private static Document shown(ThresholdCurve curve, String positive) {
    return Jsoup.parseBodyFragment(ThresholdCharts.of(curve, positive).html());
  }

  @Test
  void chartsMarkThresholdAndBestF1() {
    ThresholdCurve curve =
        ThresholdCurve.of(
            new double[] {0.9, 0.6, 0.6, 0.6, 0.2, 0.1}, new int[] {1, 1, 1, 0, 0, 1});

    Document page = shown(curve, "spam");

    assertThat(page.select("p").text())
        .contains("classified as \"spam\" if its probability is 0.5 or more", "curve: 0.7917");
    assertThat(page.select("svg[role=img]").eachAttr("aria-label"))
        .containsExactly(
            "ROC curve: true positive rate (recall), over false positive rate; network from 0.0000 to"
                + " 1.000; random guessing from 0.0000 to 1.000; threshold 0.5 at 0.5000, 0.7500;"
                + " best F1: threshold 0.1000 at 1.000, 1.000",
            "Precision-recall curve: precision, over recall; network from 1.000 to 0.6667; random"
                + " guessing from 0.6667 to 0.6667; threshold 0.5 at 0.7500, 0.7500; best F1:"
                + " threshold 0.1000 at 1.000, 0.6667");
    assertThat(page.select("svg[role=img] circle.dot")).hasSize(2);
    assertThat(page.select("svg[role=img] circle.ring")).hasSize(2);
    assertThat(page.select(".legend li").eachText())
        .contains("threshold 0.5", "best F1: threshold 0.1000");
  }

  @Test
  void precisionRecallCurveIsDrawnInSteps() {
    // Points: recall 0.5 with precision 1, recall 1 with precision 2/3.
    ThresholdCurve curve = ThresholdCurve.of(new double[] {0.9, 0.5, 0.5}, new int[] {1, 1, 0});

    String way = shown(curve, "spam").select("svg[role=img]").get(1).select("path.c0").attr("d");

    String[] points = way.substring(1).split("[L ]", -1);
    assertThat(points).hasSize(8);
    assertThat(points[1]).isEqualTo(points[3]);
    assertThat(points[2]).isEqualTo(points[4]);
    assertThat(points[5]).isEqualTo(points[7]);
  }

  @Test
  void tableHasTheExactMetricsOfEveryTenth() {
    ThresholdCurve curve =
        ThresholdCurve.of(
            new double[] {0.85, 0.6, 0.6, 0.6, 0.2, 0.1}, new int[] {1, 1, 1, 0, 0, 1});

    Document page = shown(curve, "<spam>");

    assertThat(page.select(".thresholds tbody tr").eachText())
        .hasSize(9)
        .startsWith("0.1 0.6667 1.000 0.8000 1.000", "0.2 0.6000 0.7500 0.6667 1.000")
        .endsWith("0.8 1.000 0.2500 0.4000 0.0000", "0.9 - 0.0000 0.0000 0.0000");
    assertThat(page.select(".thresholds figcaption").text()).contains("<spam>");
  }

  @Test
  void oneClassHasNoCurves() {
    ThresholdCurve curve = ThresholdCurve.of(new double[] {0.9, 0.2}, new int[] {1, 1});

    assertThat(shown(curve, "spam").text()).contains("All examples are of the same class");
  }

  @Test
  void largeTestSetIsASmallDrawing() {
    Random random = new Random(1);
    int[] labels = random.ints(25_000, 0, 2).toArray();
    double[] probabilities = random.doubles(25_000).toArray();

    String html = ThresholdCharts.of(ThresholdCurve.of(probabilities, labels), "spam").html();

    assertThat(html.length()).isBetween(10_000, 150_000);
  }
}
