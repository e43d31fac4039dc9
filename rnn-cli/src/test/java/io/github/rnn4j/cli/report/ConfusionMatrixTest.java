package io.github.rnn4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rnn4j.metric.ClassMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfusionMatrixTest {

  private static Document shown(ClassMetrics metrics, List<String> names) {
    return Jsoup.parseBodyFragment(ConfusionMatrix.of("Predictions", metrics, names).html());
  }

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
  }

  /** Ten examples of each class, one of which is predicted as the next class. */
  private static ClassMetrics nearlyRight(int classes) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      List<Integer> row = new ArrayList<>(Collections.nCopies(classes, 0));
      row.set(i, 9);
      row.set((i + 1) % classes, 1);
      rows.add(row);
    }
    return new ClassMetrics(rows, 0.1);
  }

  @Test
  void fewClassesAreATableOfCountsAndShares() {
    ClassMetrics metrics = new ClassMetrics(List.of(List.of(1500, 500), List.of(0, 16)), 0.1);

    Document page = shown(metrics, List.of("no", "yes"));

    assertThat(page.select(".matrix thead th[scope=col]").eachText()).containsExactly("no", "yes");
    assertThat(page.select(".matrix tbody th[scope=row]").eachText()).containsExactly("no", "yes");
    assertThat(page.select(".matrix tbody td").eachText())
        .containsExactly("1,500 75.0 %", "500 25.0 %", "0 0.0 %", "16 100.0 %");
    // Eight times the root of the share, rounded up: 6.9, 4, 0 and 8.
    assertThat(page.select(".matrix tbody td").eachAttr("class"))
        .containsExactly("right s7", "wrong s4", "wrong s0", "right s8");
    assertThat(page.select(".confusions")).isEmpty();
  }

  @Test
  void classWithoutExamplesHasNoShares() {
    ClassMetrics metrics = new ClassMetrics(List.of(List.of(3, 0), List.of(0, 0)), 0.1);

    assertThat(shown(metrics, names(2)).select(".matrix tbody tr:last-child td").eachText())
        .containsExactly("0 -", "0 -");
  }

  @ParameterizedTest
  @CsvSource({"8, few", "9, many", "50, many", "51, dense", "100, dense"})
  void everySizeHasACellForEachPairOfClasses(int classes, String size) {
    Document page = shown(nearlyRight(classes), names(classes));

    assertThat(page.select(".matrix").attr("class")).isEqualTo("matrix " + size);
    assertThat(page.select(".matrix tbody td")).hasSize(classes * classes);
    assertThat(page.select(".matrix .right.s8")).hasSize(classes);
    assertThat(page.select(".matrix .wrong.s3")).hasSize(classes);
    assertThat(page.select(".matrix .scroll[tabindex=0]")).hasSize(1);
  }

  @Test
  void cellsOfManyClassesSayWhatTheyAre() {
    Document page = shown(nearlyRight(12), names(12));

    assertThat(page.select(".matrix td.wrong").first().attr("title"))
        .isEqualTo("Actual: class 0, predicted: class 1. 1 of 10 (10.0 %)");
    assertThat(page.select(".matrix td.wrong").first().attr("tabindex")).isEqualTo("-1");
    assertThat(page.select(".matrix td.wrong").eachText()).hasSize(12).containsOnly("1");
  }

  @Test
  void mostFrequentConfusionsComeFirstThenThoseOfTheRarerClass() {
    List<List<Integer>> rows =
        List.of(
            List.of(90, 4, 0, 0, 2),
            List.of(0, 30, 7, 0, 0),
            List.of(0, 0, 30, 4, 0),
            List.of(0, 0, 0, 30, 0),
            List.of(0, 0, 0, 0, 30));

    Document page = shown(new ClassMetrics(rows, 0.1), names(5));

    assertThat(page.select(".confusions tbody tr").eachText())
        .containsExactly(
            "class 1 class 2 7 18.9 %",
            "class 2 class 3 4 11.8 %", "class 0 class 1 4 4.2 %", "class 0 class 4 2 2.1 %");
  }

  @Test
  void moreThanAHundredClassesAreAListOnly() {
    Document page = shown(nearlyRight(101), names(101));

    assertThat(page.select(".matrix")).isEmpty();
    assertThat(page.select("p").text()).contains("101 classes would be too large to read");
    assertThat(page.select(".confusions tbody tr")).hasSize(15);
  }

  @Test
  void perfectPredictionsAreSaidToBeSo() {
    List<List<Integer>> rows =
        IntStream.range(0, 9)
            .mapToObj(i -> IntStream.range(0, 9).mapToObj(j -> i == j ? 1 : 0).toList())
            .toList();

    assertThat(shown(new ClassMetrics(rows, 0), names(9)).text())
        .contains("every prediction was correct");
  }

  @Test
  void anyNameOfAClassCanBeReadAndAddsNoMarkup() {
    String longName = "\ud83d\ude00".repeat(200);
    List<String> names =
        List.of("<script>alert(1)</script>", "a\nb\u0000\u202ec", longName, " \t", "\ud800");

    Document page = shown(nearlyRight(5), names);

    assertThat(page.select("script")).isEmpty();
    assertThat(page.select(".matrix tbody th").eachText())
        .containsExactly(
            "<script>alert(1)</script>",
            "a[U+000A]b[U+0000][U+202E]c",
            "\ud83d\ude00".repeat(39) + "…",
            "(blank)",
            "[U+D800]");
    assertThat(page.select(".matrix tbody th").get(2).attr("title")).isEqualTo(longName);
  }

  @Test
  void namesAreCounted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of("x", nearlyRight(3), names(2)))
        .withMessageContaining("2 names of classes; the metrics have 3 classes");
  }
}
