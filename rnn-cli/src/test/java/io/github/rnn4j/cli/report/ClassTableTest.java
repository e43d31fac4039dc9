package io.github.rnn4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rnn4j.metric.ClassMetrics;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ClassTableTest {

  private static Document shown(ClassMetrics metrics, List<String> names) {
    return Jsoup.parseBodyFragment(ClassTable.of("Each class", metrics, names).html());
  }

  @Test
  void averagesComeFirstThenTheClassWithTheMostExamples() {
    ClassMetrics metrics =
        new ClassMetrics(List.of(List.of(1, 0, 0), List.of(1, 2, 0), List.of(1, 0, 0)), 0.5);

    Document page = shown(metrics, List.of("a", "<b>", "c"));

    assertThat(page.select("tbody tr").eachText())
        .containsExactly(
            "macro average 5 5 0.4444 0.5556 0.4333",
            "<b> 3 2 1.000 0.6667 0.8000",
            "a 1 3 0.3333 1.000 0.5000",
            // Never predicted, so that its precision is not defined.
            "c 1 0 - 0.0000 0.0000");
    assertThat(page.select("tbody th[scope=row]")).hasSize(4);
    assertThat(page.select(".long")).isEmpty();
  }

  @Test
  void longTableScrolls() {
    List<List<Integer>> rows = Collections.nCopies(21, Collections.nCopies(21, 1));
    List<String> names = IntStream.range(0, 21).mapToObj(i -> "class " + i).toList();

    Document page = shown(new ClassMetrics(rows, 3), names);

    assertThat(page.select(".long .scroll[tabindex=0] tbody tr")).hasSize(22);
  }

  @Test
  void namesAreCounted() {
    ClassMetrics metrics = new ClassMetrics(List.of(List.of(1, 0), List.of(0, 1)), 0.5);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassTable.of("x", metrics, List.of("a", "b", "c")))
        .withMessageContaining("3 names of classes; the metrics have 2 classes");
  }
}
