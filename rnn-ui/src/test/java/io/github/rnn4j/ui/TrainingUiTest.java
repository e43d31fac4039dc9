package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
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

  private static HttpResponse<String> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET().build());
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

      assertThat(temporary.toFile().list())
          .singleElement(as(STRING))
          .startsWith("rnn4j-ui"); // the pages, while it runs
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

  @Test
  void nameOfAStrangerIsNotAnswered() throws Exception {
    try (TrainingUi ui = ui();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url()).getPort())) {
      // What a browser sends for a page of example.org that gave its name this machine's address.
      socket
          .getOutputStream()
          .write(
              "GET /train/overview HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 403");
      assertThat(ui).isNotNull();
    }
  }

  @Test
  void filesOutsideThePagesAreNotServed() throws Exception {
    try (TrainingUi ui = ui();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url()).getPort())) {
      String up = "../".repeat(12);
      socket
          .getOutputStream()
          .write(
              "GET /assets/webjars/%setc/hostname HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .formatted(up)
                  .getBytes(StandardCharsets.US_ASCII));

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).doesNotStartWith("HTTP/1.1 200");
      assertThat(ui).isNotNull();
    }
  }
}
