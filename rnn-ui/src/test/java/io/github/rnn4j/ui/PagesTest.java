package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.stateful.StreamNetwork;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.interactions.Actions;

/** The pages of real short trainings in a real browser; pictures in {@code target/screenshots}. */
class PagesTest {

  /** Some seconds each: the stream has a slow layer. */
  private static final int STREAM_MINIBATCHES = 150;

  private static final int GRAPH_MINIBATCHES = 1500;

  @TempDir private static Path profile;
  @TempDir private Path folder;

  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start(profile);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  /** Looks at a page while the training runs. */
  private interface Look {
    void at(String url) throws Exception;
  }

  private <N extends Model & NeuralNetwork> RunDirectory train(
      String name, N network, int minibatches, Look look) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    RunDirectory run = RunDirectory.create(folder.resolve(name));
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (TrainingUi ui = TrainingUi.start(new UiAddress(UiAddress.LOOPBACK, 0), "rnn-imdb", err)) {
      String url = said.toString(StandardCharsets.UTF_8).replaceAll("(?s).*(http\\S+).*", "$1");
      RunListener looks =
          new RunListener() {
            @Override
            public void minibatch(MinibatchEvent event, RunControl control) {
              if (event.soFar().minibatches() == minibatches) {
                look(look, url);
              }
            }
          };
      ShortTraining.train(network, minibatches, ui.listener(run, "network"), looks);
    }
    return run;
  }

  private static void look(Look look, String url) {
    try {
      look.at(url);
    } catch (Exception cause) {
      throw new AssertionError(cause);
    }
  }

  @Test
  void pagesOfATrainingDrawTheirChartsAndAskNobodyElse() {
    train(
        "stream",
        ShortTraining.stream(),
        STREAM_MINIBATCHES,
        url -> {
          overview(url, "stream-overview");
          model(url, "stream-model", "gru", "PackedGru");
          system(url, "stream-system");
        });
  }

  @Test
  void pagesOfAGraphDrawTheirChartsAndAskNobodyElse() {
    train(
        "graph",
        ShortTraining.graph(),
        GRAPH_MINIBATCHES,
        url -> {
          overview(url, "graph-overview");
          model(url, "graph-model", "recurrent1", "PackedLstm");
          system(url, "graph-system");
        });
  }

  @Test
  void finishedRunsStandSideBySide() throws Exception {
    Path stream = train("stream", ShortTraining.stream(), 40, url -> {}).folder();
    Path graph = train("graph", ShortTraining.graph(), 200, url -> {}).folder();

    try (ShownCommand ui = new ShownCommand(stream.toString(), graph.toString())) {
      String url = ui.url();
      browser.open(url);
      browser.awaitChart("byUpdate");
      browser.awaitChart("byTime");
      browser.screenshot("runs");
      assertThat(text("runs")).contains("stream", "graph", "overview", "model", "system");
      requireCleanPage(url);
      overview(url + "/train/graph", "finished-overview", "/overview");
    }
  }

  /** The network in training is not from a file, in which such names are refused. */
  @Test
  void namesAreShownAsTextAndNotRunAsHtml() {
    String name = "<img src=x onerror=\"document.title='run'\">";
    StreamNetwork network = ShortTraining.stream();
    network.getLayerWiseConfigurations().getConf(1).getLayer().setLayerName(name);
    train(
        "markup",
        network,
        STREAM_MINIBATCHES,
        url -> {
          overview(url, "markup-overview");
          assertThat(text("updateRatioChart")).contains(name);
          model(url, "markup-model", name, "PackedLstm");
          assertThat(browser.run("return document.title")).isNotEqualTo("run");
        });
  }

  @Test
  void scriptThatIsNotPartOfThePageDoesNotRun() {
    train(
        "policy",
        ShortTraining.stream(),
        1,
        url -> {
          browser.open(url + "/train/overview");
          browser.run(
              """
              document.body.insertAdjacentHTML("beforeend", `<img src="/none" onerror="document.title='run'">`);
              const script = document.createElement("script");
              script.textContent = "document.title = 'run'";
              document.body.append(script);
              """);
          Thread.sleep(300);

          assertThat(browser.run("return document.title")).isNotEqualTo("run");
          assertThat(browser.complaints())
              .filteredOn(complaint -> complaint.contains("Content Security Policy"))
              .hasSize(2);
        });
  }

  @Test
  void languageIsChosenFromTheMenu() {
    train(
        "language",
        ShortTraining.stream(),
        5,
        url -> {
          browser.open(url + "/train/overview");
          choose("Deutsch");
          browser.await(
              "the page in German", "document.body.innerText.includes('Standardabweichungen')");
          choose("English");
          browser.await(
              "the page in English", "document.body.innerText.includes('Standard Deviations')");
          requireCleanPage(url);
        });
  }

  /** Opens the menu of languages and clicks one. */
  private static void choose(String language) {
    browser.driver().findElement(By.cssSelector(".nav-dropdown-toggle")).click();
    browser.await("the menu", "document.querySelector('.nav-dropdown-items').offsetHeight > 100");
    browser.driver().findElement(By.linkText(language)).click();
  }

  private static void overview(String url, String picture) throws Exception {
    overview(url, picture, "/train/overview");
  }

  private static void overview(String url, String picture, String page) throws Exception {
    browser.open(url + page);
    browser.awaitChart("scoreiterchart");
    browser.awaitChart("updateRatioChart");
    browser.awaitChart("stdevChart");
    browser.await("the table", "document.getElementById('nParams').innerText.match(/\\d/)");
    assertThat((List<?>) browser.run(EMPTY_ROWS)).as("rows without a value").isEmpty();
    browser.screenshot(picture);
    requireCleanPage(url);
  }

  private static final String EMPTY_ROWS =
      """
      return [...document.querySelectorAll('tr')]
        .filter(row => row.offsetParent && row.cells.length == 2 && !row.cells[1].innerText.trim())
        .map(row => row.innerText);
      """;

  private static void model(String url, String picture, String layer, String type)
      throws Exception {
    browser.open(url + "/train/model");
    browser.await("the graph", "window.cy && cy.nodes().length > 2");
    click("%s\n(%s)".formatted(type, layer));
    browser.awaitChart("meanmag");
    browser.awaitChart("activations");
    browser.awaitChart("parametershistogram");
    browser.awaitChart("updateshistogram");
    browser.awaitChart("learningrate");
    assertThat(text("layerInfo"))
        .contains(layer, type, "WeightInitXavier")
        .doesNotContain("@class");
    browser.screenshot(picture);
    requireCleanPage(url);
  }

  /** Uses the mouse, as a user does. */
  private static void click(String node) {
    @SuppressWarnings("unchecked") // two numbers
    List<Number> place =
        (List<Number>)
            browser.run(
                """
                const node = cy.nodes().filter(n => n.data('name') == arguments[0])[0];
                const frame = document.getElementById('layers').getBoundingClientRect();
                const at = node.renderedPosition();
                return [frame.left + at.x, frame.top + at.y];
                """,
                node);
    new Actions(browser.driver())
        .moveToLocation(place.get(0).intValue(), place.get(1).intValue())
        .click()
        .perform();
  }

  private static void system(String url, String picture) throws Exception {
    browser.open(url + "/train/system");
    browser.awaitChart("systemMemoryChartPlot");
    browser.await("the table", "document.getElementById('jvmName').innerText.match(/VM/)");
    browser.screenshot(picture);
    requireCleanPage(url);
  }

  private static String text(String id) {
    return (String) browser.run("return document.getElementById(arguments[0]).innerText", id);
  }

  private static void requireCleanPage(String url) throws Exception {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allSatisfy(
            request -> assertThat(request.getHost()).as("" + request).isEqualTo("127.0.0.1"));
    assertThat(url).startsWith("http://127.0.0.1:");
  }
}
