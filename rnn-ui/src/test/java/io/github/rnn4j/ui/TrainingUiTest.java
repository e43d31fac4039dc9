package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.stateful.StreamNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingUiTest {

  private static final UiAddress ANY_PORT = new UiAddress(UiAddress.LOOPBACK, 0);
  private static final Pattern URL = Pattern.compile("http://\\S+");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private TrainingUi ui() {
    return TrainingUi.start(
        ANY_PORT, "rnn-imdb", new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private String url() {
    Matcher url = URL.matcher(said.toString(StandardCharsets.UTF_8));
    assertThat(url.find()).isTrue();
    return url.group();
  }

  private static HttpResponse<String> get(String url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).GET();
    return send(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException cause) {
      throw new AssertionError(cause);
    }
  }

  @Test
  void pageAnswersBeforeTheFirstReportAndHasFiguresWhileItTrains() throws Exception {
    RunDirectory run = RunDirectory.create(folder.resolve("a run"));
    int[] before = new int[1];
    JsonNode[] during = new JsonNode[1];
    try (TrainingUi ui = ui()) {
      before[0] = get(url() + "/train/overview").statusCode();
      RunListener looks =
          new RunListener() {
            @Override
            public void minibatch(MinibatchEvent event, RunControl control) {
              if (event.soFar().minibatches() == 40) {
                during[0] = overview();
              }
            }
          };

      ShortTraining.train(ShortTraining.stream(), 40, ui.listener(run, "network"), looks);
    }

    assertThat(before[0]).isEqualTo(200);
    assertThat(during[0].at("/scores")).isNotEmpty();
    assertThat(during[0].at("/updateRatios").fieldNames())
        .toIterable()
        .contains("embedding_W", "lstm_RW", "gru_RW", "elman_W", "elmanRnn_RW", "output_W");
    // Deeplearning4j does not hand out what the output layer gives.
    assertThat(during[0].at("/stdevActivations").fieldNames())
        .toIterable()
        .contains("embedding", "lstm", "gru", "elman", "elmanRnn");
    // Adam with rate 0.01 moves each weight by about 0.01 at first; weights are about 0.1 to 1.
    assertThat(during[0].at("/updateRatios/lstm_RW/0").asDouble()).isBetween(0.005, 0.5);
  }

  private JsonNode overview() {
    try {
      Thread.sleep(600); // the server looks for reports every half second
      return new ObjectMapper().readTree(get(url() + "/train/overview/data").body());
    } catch (IOException | InterruptedException cause) {
      throw new AssertionError(cause);
    }
  }

  @Test
  void everyReportHasAllThatThePagesShow() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    try (TrainingUi ui = ui()) {
      ShortTraining.train(ShortTraining.graph(), 800, ui.listener(run, "network"));
    }

    List<SbeStatsReport> reports = new StatisticsFile(run).read().updates();
    assertThat(reports).hasSizeBetween(4, 799);
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.getStdev(StatsType.Activations)).containsKey("recurrent1");
              assertThat(report.getStdev(StatsType.Gradients)).containsKey("recurrent1_fRW");
              assertThat(report.getStdev(StatsType.Updates)).containsKey("recurrent1_fRW");
              assertThat(report.getHistograms(StatsType.Parameters)).containsKey("output_W");
              assertThat(report.getHistograms(StatsType.Updates)).containsKey("output_W");
            });
  }

  @Test
  void trainingWithTheUiGivesTheSameWeights() {
    StreamNetwork plain = ShortTraining.stream();
    StreamNetwork shown = ShortTraining.stream();
    ShortTraining.train(plain, 20);
    try (TrainingUi ui = ui()) {
      RunDirectory run = RunDirectory.create(folder.resolve("run"));

      ShortTraining.train(shown, 20, ui.listener(run, "network"));
    }

    assertThat(shown.params()).isEqualTo(plain.params());
  }

  @Test
  void interruptedTrainingCountsItsReports() {
    RunListener interrupts =
        new RunListener() {
          @Override
          public void minibatch(MinibatchEvent event, RunControl control) {
            throw new RunInterruptedException("saved");
          }
        };
    try (TrainingUi ui = ui()) {
      RunDirectory run = RunDirectory.create(folder.resolve("run"));

      assertThatThrownBy(
              () ->
                  ShortTraining.train(
                      ShortTraining.graph(), 20, ui.listener(run, "network"), interrupts))
          .isInstanceOf(RunInterruptedException.class);
    }

    assertThat(said.toString(StandardCharsets.UTF_8))
        .containsPattern("closed: 1 report took \\d{1,2}[.]\\d % of the training time[.] To open");
  }

  @Test
  void trainingWithoutAReportSaysSo() {
    try (TrainingUi ui = ui()) {
      ui.listener(RunDirectory.create(folder.resolve("run")), "network");
    }

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("Training UI closed before its first report. To open it again, run");
  }

  @Test
  void portThatIsInUseIsAnErrorThatNamesIt() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      UiAddress address = new UiAddress(UiAddress.LOOPBACK, other.getLocalPort());

      assertThatThrownBy(() -> TrainingUi.start(address, "rnn-imdb", System.err))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("port %d of 127.0.0.1".formatted(other.getLocalPort()))
          .hasMessageContaining("in use")
          .hasMessageContaining("--ui-port");
    }
  }

  @Test
  void hostThatIsNotOfThisMachineIsAnErrorThatNamesIt() {
    UiAddress address = new UiAddress("192.0.2.1", 0); // for documentation, nobody's

    assertThatThrownBy(() -> TrainingUi.start(address, "rnn-imdb", System.err))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("192.0.2.1")
        .hasMessageContaining("--ui-host");
  }

  @Test
  void nothingListensOnOtherInterfacesNorAfterTheEnd() throws Exception {
    int port;
    try (TrainingUi ui = ui()) {
      port = URI.create(url()).getPort();

      // On Linux every 127.x.y.z is this machine; a server on all interfaces would answer here.
      assertThatThrownBy(() -> new Socket("127.0.0.2", port).close())
          .isInstanceOf(ConnectException.class);
      assertThat(ui).isNotNull();
    }

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void nothingStaysInTheTemporaryFolder(@TempDir Path temporary) {
    String usual = System.setProperty("java.io.tmpdir", temporary.toString());
    try (TrainingUi ui = ui()) {
      // Deeplearning4j makes a folder for uploads when it starts, and would again for this.
      HttpRequest form =
          HttpRequest.newBuilder(URI.create(url() + "/train/overview"))
              .header("Content-Type", "multipart/form-data; boundary=x")
              .GET()
              .build();

      send(form);
      get(url() + "/train/model");
      get(url() + "/assets/js/counter.js");

      assertThat(temporary).isEmptyDirectory();
      assertThat(ui).isNotNull();
    } finally {
      System.setProperty("java.io.tmpdir", usual);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void onlyReadingIsAnswered() {
    try (TrainingUi ui = ui()) {
      HttpRequest upload =
          HttpRequest.newBuilder(URI.create(url() + "/tsne/upload"))
              .POST(HttpRequest.BodyPublishers.ofString("x"))
              .build();

      assertThat(send(upload).statusCode()).isEqualTo(405);
      assertThat(ui).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, example.org, 403",
    "127.0.0.1, localhost.example.org, 403",
    "127.0.0.1, LocalHost:9000, 200",
    "127.0.0.1, 192.0.2.1, 200",
    "127.0.0.1, [::1]:9000, 200",
    "127.0.0.2, example.org, 403",
    "0.0.0.0, example.org:80, 403",
    "localhost, localhost, 200"
  })
  void onlyIpAddressesAndNamesOfThisMachineAreAnswered(String listens, String asked, int status)
      throws Exception {
    PrintStream printed = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (TrainingUi ui = TrainingUi.start(new UiAddress(listens, 0), "rnn-imdb", printed)) {
      // What a browser sends for a page of example.org that gave its name this machine's address.
      String answer =
          answer(
              URI.create(url()),
              "GET /train/overview HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(asked));

      assertThat(answer).startsWith("HTTP/1.1 " + status);
      assertThat(ui).isNotNull();
    }
  }

  private static String answer(URI server, String request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void pagesOfOtherSitesAreNotAnswered() {
    try (TrainingUi ui = ui()) {
      String page = url() + "/train/overview";

      assertThat(get(page, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
      // The user follows a link, for example in a message.
      assertThat(
              get(page, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "document").statusCode())
          .isEqualTo(200);
      assertThat(ui).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/setlang/de", "/train/workers/setByIdx/0"})
  void onlyItsOwnPagesCanChangeSomething(String address) {
    try (TrainingUi ui = ui()) {
      ShortTraining.train(
          ShortTraining.graph(),
          1,
          ui.listener(RunDirectory.create(folder.resolve("run")), "network"));
      String url = url();
      String change = url + address;

      assertThat(get(change).statusCode()).isEqualTo(403);
      assertThat(get(change, "Referer", "http://example.org/").statusCode()).isEqualTo(403);
      assertThat(get(change, "Sec-Fetch-Site", "same-site").statusCode()).isEqualTo(403);
      assertThat(
              get(change, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "document")
                  .statusCode())
          .isEqualTo(403);
      assertThat(get(url + "/train/overview").body()).contains("Overview");

      String own = url + "/train/overview";
      assertThat(get(change, "Referer", own).statusCode()).isEqualTo(200);
      assertThat(
              get(
                      change.replace("/de", "/en"),
                      "Sec-Fetch-Site",
                      "same-origin",
                      "Sec-Fetch-Dest",
                      "empty")
                  .statusCode())
          .isEqualTo(200);
      assertThat(ui).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/setlang/xx",
        "/setlang/run/de",
        "/train/sessions/set/x",
        "/train/workers/setByIdx/-1",
        "/train/workers/setByIdx/0", // there is no network yet
        "/train/run/overview",
        "/train/model/data/x",
        "/assets/js/nothing.js",
        "/assets/js/train",
        "/assets/webjars/flot/0.8.3/",
        "/assets/webjars/flot/0.8.3/..%2f0.8.3/jquery.flot.js",
        "/assets//js/train/train.js",
        "/samediff",
        "/tsne",
        "/activations",
        "/nothing"
      })
  void everyOtherAddressIsNotFoundAtOnce(String address) {
    try (TrainingUi ui = ui()) {
      HttpResponse<String> answer = get(url() + address, "Referer", url() + "/train/overview");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(ui).isNotNull();
    }
  }

  @Test
  void filesOutsideThePagesAreNotServed() throws Exception {
    try (TrainingUi ui = ui()) {
      String up = "../".repeat(12);
      String answer =
          answer(
              URI.create(url()),
              "GET /assets/webjars/%setc/hostname HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .formatted(up));

      assertThat(answer).startsWith("HTTP/1.1 404");
      assertThat(ui).isNotNull();
    }
  }
}
