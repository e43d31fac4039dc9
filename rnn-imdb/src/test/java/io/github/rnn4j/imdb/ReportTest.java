package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.imdb.model.Mistake;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what only this program's report has; checks/architecture tests what all reports share. */
class ReportTest {

  @TempDir static Path runs;

  private static String printed;
  private static Document page;

  @BeforeAll
  static void train() throws IOException {
    CommandRun trained = CommandRun.train(runs, "tiny", "--dropout=0.3", "--min-count=3");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    printed = trained.out();
    page = Jsoup.parse(Files.readString(runs.resolve("tiny").resolve(RunDirectory.REPORT)));
  }

  @Test
  void pageHasASectionForEachThingToKnow() {
    assertThat(page.select("h1").text()).isEqualTo("Sentiment of film reviews: tiny");
    assertThat(page.select("nav a").eachText())
        .containsExactly(
            "Data",
            "Results",
            "Confusion matrix",
            "Calibration",
            "Thresholds",
            "Learning curves",
            "Most confident mistakes",
            "Configuration",
            "Network",
            "Provenance",
            "Reproduce this run");
  }

  @Test
  void normOfTheGradientIsDrawnForEachUpdate() {
    Element figure =
        page.select("#section-6 figure").stream()
            .filter(f -> f.select("figcaption").text().startsWith("Norm of the gradient"))
            .findFirst()
            .orElseThrow();

    assertThat(figure.select("circle")).hasSize(6);
  }

  @Test
  void confusionMatrixHasEveryReviewOfTheTestSet() {
    int sum =
        page.select("#section-3 tbody td").eachText().stream()
            .mapToInt(cell -> Integer.parseInt(cell.replaceAll(" .*", "")))
            .sum();

    assertThat(sum).isEqualTo(12);
  }

  @Test
  void everyMistakeIsShownWordByWordAsTheNetworkReadsIt() {
    int mistakes = page.select("#section-7 h3").size();
    int wrong =
        page
            .select(
                "#section-3 tbody tr:nth-child(1) td:nth-child(3), #section-3 tbody tr:nth-child(2)"
                    + " td:nth-child(2)")
            .eachText()
            .stream()
            .mapToInt(cell -> Integer.parseInt(cell.replaceAll(" .*", "")))
            .sum();

    assertThat(wrong).isPositive();
    assertThat(mistakes).isEqualTo(Math.min(8, wrong));
    assertThat(page.select("#section-7 pre")).hasSize(mistakes);
    page.select("#section-7 pre")
        .forEach(
            text -> {
              // --max-length=12 keeps the last twelve words; the others are shown without a value.
              assertThat(text.select("span[title~=[0-9]]").size()).isBetween(1, 12);
              // The strongest word has the full color.
              assertThat(text.select(".p8, .n8")).isNotEmpty();
            });
  }

  @Test
  void layersArePrintedAndShown() {
    // 4 units, 2 directions: the dense layer reads 8 numbers.
    assertThat(printed)
        .containsPattern("recurrent1 +PackedLstm +bidirectional, concat +\\[B, 3, T] +\\[B, 8] +")
        .containsPattern("dense +DenseLayer +\\[B, 8] +\\[B, 4] +36\n");
    assertThat(page.select("#section-9 tbody th").eachText())
        .containsExactly("embedding", "recurrent1", "dense", "output", "total");
    assertThat(page.select("#section-9 tbody tr").get(2).text())
        .isEqualTo("dense DenseLayer [B, 8] [B, 4] 36");
    String total = page.select("#section-9 tbody tr").last().text().replace("total ", "");
    assertThat(printed).contains("network: " + total + " parameters");
  }

  @Test
  void commandRepeatsTheRun() {
    assertThat(page.select("#section-11 pre").text())
        .contains("train --preset=demo", "--limit=60", "--dropout=0.3", "--min-count=3")
        .doesNotContain("--seed");
  }

  @Test
  void markupInReviewsIsShownAndNotObeyed(@TempDir Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      // The same words in both classes: half of the answers are wrong whatever the network does.
      String text = "<script>alert(%d)</script> & \"so\" it goes %d".formatted(i, i);
      lines.append("pos\t").append(text).append("\nneg\t").append(text).append(" !\n");
    }
    Path data = Files.writeString(folder.resolve("<b>evil.tsv"), lines);

    CommandRun run = CommandRun.train(folder, "evil", "--data=" + data);

    assertThat(run.exitCode()).as(run.err()).isZero();
    Document shown =
        Jsoup.parse(Files.readString(folder.resolve("evil").resolve(RunDirectory.REPORT)));
    assertThat(shown.select("script, section b")).isEmpty();
    assertThat(shown.select("#section-1").text()).contains("<b>evil.tsv");
  }

  /** Sixty different reviews. */
  private static String reviews() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      lines.append("pos\tgood %d\nneg\tbad %d\n".formatted(i, i));
    }
    return lines.toString();
  }

  @Test
  void dataThatHaveChangedAreRefused(@TempDir Path folder) throws IOException {
    Path data = Files.writeString(folder.resolve("own.tsv"), reviews());
    CommandRun.train(folder, "own", "--data=" + data);
    Files.writeString(data, reviews().replace("good", "great"));

    CommandRun report = CommandRun.of("report", folder.resolve("own").toString());

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.err()).contains("or it has changed since").doesNotContain("\tat ");
  }

  @Test
  void dataThatWereMovedAreAskedForAndTaken(@TempDir Path folder) throws IOException {
    Path data = Files.writeString(folder.resolve("here.tsv"), reviews());
    CommandRun.train(folder, "moved", "--data=" + data);
    String run = folder.resolve("moved").toString();
    String there = "--data=" + Files.move(data, folder.resolve("there.tsv"));

    for (List<String> command :
        List.of(
            List.of("report", run),
            List.of("evaluate", run),
            List.of("train", "--resume=" + run))) {
      CommandRun without = CommandRun.of(command.toArray(String[]::new));
      assertThat(without.exitCode()).isEqualTo(1);
      assertThat(without.err())
          .contains(
              "was trained on " + data + ", which is not there", "add --data with its new path");
      List<String> with = new ArrayList<>(command);
      with.add(there);
      CommandRun found = CommandRun.of(with.toArray(String[]::new));
      assertThat(found.exitCode()).as(found.err()).isZero();
    }
    assertThat(CommandRun.of("evaluate", run, there, "--part=test", "--json").out())
        .contains("\"sameData\":true", "\"trainedOn\":0");
  }

  @Test
  void mostConfidentMistakesAreFarthestFromTheLabel() {
    double[][] probabilities = {{0.6, 0.4}, {0.1, 0.9}, {0.9, 0.1}, {0.95, 0.05}};

    assertThat(Mistake.mostConfident(new int[] {1, 0, 0, 1}, probabilities, 8))
        .containsExactly(3, 1, 0);
    assertThat(Mistake.mostConfident(new int[] {1, 0, 0, 1}, probabilities, 2))
        .containsExactly(3, 1);
  }
}
