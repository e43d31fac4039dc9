package com.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.TextClassifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a trained text classifier over HTTP: the request has one text per line, the response one
 * class and its probability per line. All threads share one classifier. Only this machine can send
 * requests.
 */
public final class Serve implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int LONGEST = 1 << 20; // of a request, in bytes

  private final TextClassifier classifier;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /** Opens a run and begins to serve it; port 0 picks any free port. */
  Serve(Path run, int port) throws IOException {
    classifier = TextClassifier.open(run);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/classify", this::classify);
    server.start();
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("Usage: Serve RUN, where RUN is the folder of a trained run");
      System.exit(2);
    }
    Serve serve = new Serve(Path.of(args[0]), 8080);
    System.out.printf("POST texts to http://localhost:%d/classify%n", serve.port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void classify(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST + 1);
      if (!exchange.getRequestMethod().equals("POST") || body.length > LONGEST) {
        exchange.sendResponseHeaders(body.length > LONGEST ? 413 : 405, -1);
        return;
      }
      List<String> texts = new String(body, StandardCharsets.UTF_8).lines().toList();
      StringBuilder answer = new StringBuilder();
      for (Prediction prediction : classifier.predict(texts)) {
        double probability = prediction.probabilities().get(prediction.label());
        answer.append(String.format(Locale.ROOT, "%s %.3f%n", prediction.label(), probability));
      }
      byte[] response = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, response.length == 0 ? -1 : response.length);
      exchange.getResponseBody().write(response);
    }
  }

  /** Answers the requests that are running, and frees the memory of the classifier. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdown();
    classifier.close();
  }
}
