package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.stateful.StreamNetwork;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

class UiCommandTest {

  private static final PrintStream SILENT = new PrintStream(PrintStream.nullOutputStream());

  @TempDir private Path folder;

  private <N extends Model & NeuralNetwork> Path trained(String name, N network) {
    RunDirectory run = RunDirectory.create(folder.resolve(name));
    train(run, network);
    return run.folder();
  }

  private static <N extends Model & NeuralNetwork> void train(RunDirectory run, N network) {
    UiAddress anyPort = new UiAddress(UiAddress.LOOPBACK, 0);
    try (TrainingUi ui = TrainingUi.start(anyPort, "rnn-imdb", SILENT)) {
      ShortTraining.train(network, 20, ui.listener(run, "network"));
    }
  }

  private static String get(String url) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url)).GET().build());
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void runsAreOpenedSideBySideUnderTheirNames() throws Exception {
    Path stream = trained("stream", ShortTraining.stream());
    Path graph = trained("a graph", ShortTraining.graph());

    try (ShownCommand ui = new ShownCommand(stream.toString(), graph.toString())) {
      String url = ui.url();
      String runs = get(url + "/");
      JsonNode first = new ObjectMapper().readTree(get(url + "/train/stream/overview/data"));
      JsonNode second = new ObjectMapper().readTree(get(url + "/train/a_graph/overview/data"));

      assertThat(ui.out()).contains(url + "/train/stream/overview", "/train/a_graph/overview");
      assertThat(runs).contains("\"name\":\"stream\"", "\"name\":\"a_graph\"");
      assertThat(first.at("/updateRatios/gru_RW")).isNotEmpty();
      assertThat(second.at("/updateRatios/recurrent1_bRW")).isNotEmpty();
    }
  }

  @Test
  void eachRunShowsTheNetworkThatWasChosenOnItsOwnPages() throws Exception {
    Path single = trained("single", ShortTraining.graph());
    RunDirectory pair = RunDirectory.create(folder.resolve("pair"));
    UiAddress anyPort = new UiAddress(UiAddress.LOOPBACK, 0);
    try (TrainingUi ui = TrainingUi.start(anyPort, "rnn-imdb", SILENT)) {
      ShortTraining.train(ShortTraining.graph(), 20, ui.listener(pair, "network 1"));
      ShortTraining.train(ShortTraining.stream(), 20, ui.listener(pair, "network 2"));
    }

    try (ShownCommand ui = new ShownCommand(single.toString(), pair.folder().toString())) {
      String url = ui.url();

      assertThat(choose(url, "pair", 1)).isEqualTo(200);
      assertThat(choose(url, "pair", 2)).isEqualTo(404);
      assertThat(choose(url, "single", 1)).isEqualTo(404);
      assertThat(choose(url, "other", 0)).isEqualTo(404);

      assertThat(get(url + "/train/pair/overview/data")).contains("gru_RW");
      assertThat(get(url + "/train/single/overview/data")).contains("recurrent1_bRW");
      assertThat(get(url + "/train/single/model/graph")).contains("recurrent1");
      assertThat(choose(url, "pair", 0)).isEqualTo(200);
      assertThat(get(url + "/train/pair/overview/data")).contains("recurrent1_bRW");
    }
  }

  private static int choose(String url, String run, int network) throws Exception {
    String page = url + "/train/" + run;
    return send(HttpRequest.newBuilder(URI.create(page + "/workers/setByIdx/" + network))
            .header("Referer", page + "/overview")
            .build())
        .statusCode();
  }

  @Test
  void openingARunDoesNotChangeItsStatistics() throws Exception {
    Path run = trained("run", ShortTraining.graph());
    StatisticsFile file = new StatisticsFile(RunDirectory.open(run));
    int before = file.read().updates().size();

    try (ShownCommand ui = new ShownCommand(run.toString())) {
      ui.url();
    }

    assertThat(file.read().updates()).hasSize(before).hasSizeGreaterThan(1);
  }

  @Test
  void resumedRunShowsEachUpdateOnce() throws Exception {
    Path folder = trained("run", ShortTraining.graph());
    RunDirectory run = RunDirectory.open(folder);
    train(run, ShortTraining.graph()); // again from the first update, as after an interruption

    List<SbeStatsReport> updates = new StatisticsFile(run).read().updates();
    List<Integer> shown =
        RunsPage.series(new ShownRun("run").with(new StatisticsFile(run).read())).get(0).updates();

    assertThat(updates.stream().filter(update -> update.getIterationCount() == 0)).hasSize(2);
    assertThat(shown).isSorted().doesNotHaveDuplicates().startsWith(0).hasSizeGreaterThan(1);
  }

  @Test
  void runWithoutStatisticsIsAnErrorThatSaysHowToGetThem() throws Exception {
    RunDirectory run = RunDirectory.create(folder.resolve("plain"));

    ShownCommand ui = new ShownCommand(run.folder().toString());

    assertThat(ui.exitCode()).isEqualTo(1);
    assertThat(ui.err()).contains("statistics.db", "--ui").doesNotContain("\tat ");
  }

  @Test
  void damagedStatisticsAreAnErrorWithoutAStackTrace() throws Exception {
    RunDirectory run = RunDirectory.create(folder.resolve("damaged"));
    Files.write(run.file(RunDirectory.STATISTICS), new byte[3_000]);

    ShownCommand ui = new ShownCommand(run.folder().toString());

    assertThat(ui.exitCode()).isEqualTo(1);
    assertThat(ui.err()).contains("statistics.db", "damaged").doesNotContain("\tat ");
  }

  @Test
  @SuppressWarnings("unchecked") // MapDB declares a raw type
  void statisticsOfAStrangerMakeNoObjectsOfOtherClasses() throws Exception {
    RunDirectory run = RunDirectory.create(folder.resolve("stranger"));
    Made.ANY.set(false);
    try (DB db =
        DBMaker.fileDB(run.file(RunDirectory.STATISTICS).toFile()).transactionEnable().make()) {
      Serializer<Object> anything = Serializer.JAVA;
      db.hashMap("staticInfo", anything, Serializer.BYTE_ARRAY)
          .create()
          .put(new Made(), new byte[10]);
      db.commit();
    }
    Made.ANY.set(false);

    ShownCommand ui = new ShownCommand(run.folder().toString());

    assertThat(ui.exitCode()).isEqualTo(1);
    assertThat(ui.err()).contains("statistics.db");
    assertThat(Made.ANY).isFalse();
  }

  @Test
  void namesThatAPageWouldTakeForHtmlAreRefused() throws Exception {
    StreamNetwork network = ShortTraining.stream();
    network.getLayerWiseConfigurations().getConf(1).getLayer().setLayerName("<img src=x>");
    Path run = trained("markup", network);

    ShownCommand ui = new ShownCommand(run.toString());

    assertThat(ui.exitCode()).isEqualTo(1);
    assertThat(ui.err()).contains("statistics.db", "HTML").doesNotContain("\tat ");
  }

  /** Says whether it was read. */
  private static final class Made implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicBoolean ANY = new AtomicBoolean();

    @Override
    public boolean equals(Object other) {
      return other instanceof Made;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    private void readObject(java.io.ObjectInputStream in)
        throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      ANY.set(true);
    }
  }
}
