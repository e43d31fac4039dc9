package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.training.EpochSamples;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.download.DownloadProgress;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    CommandRun trained = CommandRun.train(runs, "tiny");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    printed = trained.out();
    page = reportOf("tiny");
  }

  private static Document reportOf(String name) throws IOException {
    return Jsoup.parse(Files.readString(runs.resolve(name).resolve(RunDirectory.REPORT)));
  }

  private static String testText() {
    DataConfig data = LanguageModel.open(runs.resolve("tiny")).config().data();
    return Corpus.load(
            data, new DataCache(runs, true, DownloadProgress.SILENT), InputStream.nullInputStream())
        .test()
        .text();
  }

  @Test
  void pageHasASectionForEachThingToKnow() {
    assertThat(page.select("nav a").eachText())
        .containsExactly(
            "Data",
            "Results",
            "Samples",
            "Surprise",
            "Learning curves",
            "Configuration",
            "Network",
            "Provenance",
            "Reproduce this run");
  }

  @Test
  void normOfTheGradientIsDrawnForEachUpdate() {
    Element figure =
        page.select("#section-5 figure").stream()
            .filter(f -> f.select("figcaption").text().startsWith("Norm of the gradient"))
            .findFirst()
            .orElseThrow();

    assertThat(figure.select("circle")).hasSize(9);
  }

  @Test
  void networkIsComparedWithBaselinesAndTheBestIsMarked() {
    assertThat(page.select("#section-2 tbody th").eachText())
        .startsWith("network", "uniform", "unigram")
        .contains("xz");
    assertThat(page.select("#section-2 td.best")).hasSize(1);
    // A network of 8 units cannot beat character counts after 9 updates.
    assertThat(page.select("#section-2 p").text()).contains("NOT");
    double bits = LanguageModel.open(runs.resolve("tiny")).measure(testText()).bits();
    assertThat(page.select("#section-2 tbody tr").first().text())
        .contains(String.format(Locale.ROOT, "%.3f", bits));
  }

  @Test
  void samplesAreThoseOfTheCommandAtFourTemperatures() {
    assertThat(page.select("#section-3 h3").eachText())
        .containsExactly(
            "Temperature 0.5", "Temperature 0.8", "Temperature 1.0", "Temperature 1.2");
    CommandRun sample =
        CommandRun.of(
            "sample", runs.resolve("tiny").toString(), "--temperature=0.5", "--length=400");
    assertThat(page.select("#section-3 pre").first().wholeText().strip())
        .isEqualTo(sample.out().strip());
  }

  @Test
  void samplesOfEachEpochAreKeptAndShown() {
    List<String> written =
        EpochSamples.of(RunDirectory.open(runs.resolve("tiny"))).epochs().stream()
            .map(epoch -> String.join("\n", epoch.texts()))
            .toList();

    assertThat(written).hasSize(3);
    assertThat(page.select("#section-3 details p").eachText())
        .contains("Epoch 1, update 3", "Epoch 3, update 9");
    assertThat(
            page.select("#section-3 details pre").stream().map(shown -> shown.wholeText()).toList())
        .isEqualTo(written);
  }

  @Test
  void heatMapShowsTheBeginningOfTheTestSet() {
    String shown = page.select("#section-4 pre").first().wholeText().replace("\u21b5", "");

    assertThat(testText()).startsWith(shown);
    assertThat(shown.length()).isGreaterThan(100);
    assertThat(page.select("#section-4 pre span").first().attr("title")).isEqualTo("not predicted");
    assertThat(page.select("#section-4 .note").text()).startsWith("Greatest surprises:");
  }

  @Test
  void layersArePrintedAndShown() {
    int size = LanguageModel.open(runs.resolve("tiny")).vocabulary().size();
    int cell = 4 * 8 * (size + 8 + 1); // 4 gates, 8 units

    assertThat(page.select("#section-7 tbody tr").eachText())
        .startsWith(
            String.format(
                Locale.ROOT, "recurrent1 PackedLstm forward [B, %d, T] [B, 8, T] %,d", size, cell),
            "output SequenceOutput [B, 8, T] [B, %d, T] %d".formatted(size, 9 * size));
    String total = page.select("#section-7 tbody tr").last().text().replace("total ", "");
    assertThat(printed)
        .containsPattern("recurrent1 +PackedLstm +forward ")
        .contains("network: " + total + " parameters");
  }

  @Test
  void sharedParametersAreListedOnce() {
    CommandRun tied =
        CommandRun.train(
            runs, "tied", "--input=embedding", "--embedding=8", "--output-weights=tied");

    String total = tied.out().replaceAll("(?s).*network: ([\\d,]+) parameters.*", "$1");
    assertThat(tied.out()).containsPattern("total +" + total + "\n");
  }

  @Test
  void runWithoutASplitSaysThatItHasNoTestResults() throws IOException {
    CommandRun run = CommandRun.train(runs, "whole", "--split=none");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Document report = reportOf("whole");
    assertThat(report.select("header p").text()).contains("Nothing is held out");
    assertThat(report.select("#section-2 table")).isEmpty();
    assertThat(report.select("#section-5 .legend").text()).doesNotContain("validation");
  }

  @Test
  void linesAndWordsAreShownOneByOne() throws IOException {
    CommandRun run = CommandRun.train(runs, "words", "--tokens=word", "--unit=sentence");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(reportOf("words").select("#section-4 pre").first().wholeText())
        .startsWith("<bos> ")
        .contains("<eos>\u21b5\n<bos> ");
  }

  @Test
  void interruptedRunIsReportedWithAWarning() throws IOException {
    CommandRun.train(runs, "cut");
    Path provenance = runs.resolve("cut").resolve(RunDirectory.PROVENANCE);
    String begun =
        Files.readString(provenance)
            .replaceAll("\"finalMetrics\" : \\{[^}]*}", "\"finalMetrics\" : {}");
    Files.writeString(provenance, begun);

    CommandRun report = CommandRun.of("report", runs.resolve("cut").toString());

    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(reportOf("cut").select(".warning").text()).contains("has not ended");
    assertThat(reportOf("cut").select("#section-2 tbody tr")).hasSizeGreaterThan(3);
  }
}
