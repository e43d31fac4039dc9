package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.Forecaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static CommandRun trained;
  private static Document page;

  @BeforeAll
  static void train() throws IOException {
    trained = CommandRun.train(runs, "tiny");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    page = Jsoup.parse(Files.readString(runs.resolve("tiny").resolve(RunDirectory.REPORT)));
  }

  @Test
  void pageHasASectionForEachThingToKnow() {
    assertThat(page.select("nav a").eachText())
        .containsExactly(
            "Data",
            "Results",
            "Forecasts of the test period",
            "Forecast of the next steps",
            "Learning curves",
            "Configuration",
            "Network",
            "Provenance",
            "Reproduce this run");
    assertThat(page.select("#section-1 tbody tr").eachText())
        .containsExactly("training 160 0 159", "validation 40 160 199", "test 40 200 239");
  }

  @Test
  void normOfTheGradientIsDrawnForEachUpdate() {
    Element figure =
        page.select("#section-5 figure").stream()
            .filter(f -> f.select("figcaption").text().startsWith("Norm of the gradient"))
            .findFirst()
            .orElseThrow();

    assertThat(figure.select("circle")).hasSize(12);
    assertThat(page.select("#section-5").text())
        .contains("network 1 of 2; updates.csv has those of all networks");
  }

  @Test
  void tableOfTheBacktestMarksTheLowestErrorAndTheTextNamesTheWinner() {
    Element best = page.select("#section-2 td.best").first().parent();
    String winner = best.select("th").text();

    assertThat(page.select("#section-2 tbody th").eachText())
        .startsWith("network", "naive", "drift", "seasonal naive");
    assertThat(trained.out()).contains("Lowest MAE: " + winner);
    assertThat(page.select("#section-2 p").first().text())
        .contains(winner.equals("network") ? "has the lowest" : "NOT the best", "%");
  }

  @Test
  void intervalsAreDrawnBehindTheForecastAndTheActualValues() {
    for (String section : new String[] {"#section-3", "#section-4"}) {
      assertThat(
              page.select(
                  section + " svg[role=img] path.b0, " + section + " svg[role=img] path.b1"))
          .hasSize(2)
          .allMatch(band -> band.attr("d").endsWith("Z"));
      assertThat(page.select(section + " .legend").first().text())
          .matches("actual forecast \\(median\\) best baseline: .+ 90 % interval 50 % interval");
    }
  }

  @Test
  void configurationShowsTheStepsThatStandBehindZero() throws IOException {
    assertThat(page.select("#section-6 tbody tr").eachText())
        .contains("validation 40", "test 40", "last 0 (all 240 steps)");
    assertThat(trained.out())
        .contains("validation 40, test 40, ")
        .contains("last 0 (all 240 steps)");
    assertThat(Files.readString(runs.resolve("tiny").resolve(RunDirectory.CONFIG)))
        .contains("\"last\" : 0");
  }

  @Test
  void trainingAndValidationLossShareAChart() {
    Element figure = page.select("#section-5 figure").first();

    assertThat(figure.select("figcaption").text()).isEqualTo("Training and validation: loss");
    assertThat(figure.select(".legend li").eachText())
        .hasSize(3)
        .startsWith("training", "validation");
    assertThat(page.select("#section-5 p").first().text())
        .startsWith("Both losses are means per known value.")
        .endsWith("The curves show the first of the 2 networks whose forecasts are averaged.");
  }

  @Test
  void runWithoutALossPerValueHasAReport() throws IOException {
    CommandRun.train(runs, "earlier", "--members=1");
    Path metrics = runs.resolve("earlier").resolve(RunDirectory.METRICS);
    List<String> lines =
        Files.readAllLines(metrics).stream()
            .map(line -> line.replaceFirst("^(([^,]*,){3})[^,]*,", "$1"))
            .toList();
    Files.write(metrics, lines);

    CommandRun run = CommandRun.of("report", runs.resolve("earlier").toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    Document report =
        Jsoup.parse(Files.readString(runs.resolve("earlier").resolve(RunDirectory.REPORT)));
    assertThat(lines.get(0)).doesNotContain("per_value");
    assertThat(report.select("#section-5 figcaption").eachText())
        .startsWith("Training loss", "Validation: loss");
    assertThat(report.select("#section-5 p").first().text())
        .isEqualTo(
            "The training loss is a sum over a window, the validation loss a mean per value.");
  }

  @Test
  void bestBaselineIsDrawnNextToTheNetwork() {
    String text = page.select("#section-2 p").first().text();
    String best = text.replaceFirst(".*best baseline \\((.*)\\)\\.", "$1");

    for (String section : new String[] {"#section-3", "#section-4"}) {
      assertThat(page.select(section + " svg[role=img] path.c1")).hasSize(1);
      assertThat(page.select(section + " .legend").first().text())
          .contains("best baseline: " + best + " 90 %");
    }
  }

  @Test
  void numbersOfTheNextStepsAreThoseOfTheForecast() {
    Forecaster forecaster = Forecaster.open(runs.resolve("tiny"));
    Forecast first = forecaster.forecast(forecaster.series(), 5).get(0);

    assertThat(page.select("#section-4 tbody tr")).hasSize(5);
    assertThat(page.select("#section-4 tbody tr").first().text())
        .startsWith("240 " + Figures.text(first.median()) + " ");
  }

  @Test
  void layersArePrintedOnceAndShown() {
    assertThat(page.select("#section-7 tbody th").eachText())
        .containsExactly("recurrent1", "output", "total");
    assertThat(page.select("#section-7 tbody tr").first().text())
        .matches("recurrent1 Packed\\w+ forward \\[B, \\d+, T] \\[B, 4, T] [\\d,]+");
    assertThat(trained.out()).containsOnlyOnce("shape in");
  }

  @Test
  void recursiveModelHasAReport() throws IOException {
    CommandRun run =
        CommandRun.train(runs, "recursive", "--strategy=recursive", "--output=gaussian");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Document report =
        Jsoup.parse(Files.readString(runs.resolve("recursive").resolve(RunDirectory.REPORT)));
    assertThat(report.select("#section-9 pre").text())
        .contains("--strategy=recursive", "--output=gaussian");
  }
}
