package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Serves a small run, whose files were written by {@code rnn-imdb train --embedding 8 --hidden 8
 * --dense 4}. The numbers are those that {@code rnn-imdb predict} prints.
 */
class ServeTest {

  private static final String GLAD = "The first half was dull, but in the end it was wonderful.";
  private static final String SAD = "The first half was wonderful, but in the end it was dull.";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Serve serve;

  @BeforeAll
  static void start() throws Exception {
    serve = new Serve(Path.of("src/test/resources/reviews"), 0);
  }

  @AfterAll
  static void stop() {
    serve.close();
  }

  private static HttpRequest.Builder request() {
    return HttpRequest.newBuilder(
        URI.create("http://localhost:%d/classify".formatted(serve.port())));
  }

  @Test
  void eachLineIsClassified() throws Exception {
    HttpResponse<String> response =
        CLIENT.send(
            request().POST(BodyPublishers.ofString(GLAD + "\n" + SAD + "\n")).build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body().lines()).containsExactly("positive 0.993", "negative 0.977");
  }

  @Test
  void manyRequestsAtOnceGetTheSameAnswers() {
    List<CompletableFuture<HttpResponse<String>>> sent =
        IntStream.range(0, 40)
            .mapToObj(i -> request().POST(BodyPublishers.ofString(i % 2 == 0 ? GLAD : SAD)).build())
            .map(request -> CLIENT.sendAsync(request, BodyHandlers.ofString()))
            .toList();

    for (int i = 0; i < sent.size(); i++) {
      assertThat(sent.get(i).join().body().strip())
          .isEqualTo(i % 2 == 0 ? "positive 0.993" : "negative 0.977");
    }
  }

  @Test
  void otherRequestsAreRefused() throws Exception {
    HttpResponse<Void> response =
        CLIENT.send(request().GET().build(), BodyHandlers.discarding());

    assertThat(response.statusCode()).isEqualTo(405);
  }
}
