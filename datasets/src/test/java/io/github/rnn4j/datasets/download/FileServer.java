package io.github.rnn4j.datasets.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback interface with one file and the manners a test asks for. */
final class FileServer implements AutoCloseable {

  /** How the server answers. */
  enum Manner {
    RANGES,
    NO_RANGES,
    WRONG_RANGE,
    REFUSES_RANGES,
    CUTS_OFF,
    STALLS,
    NOT_FOUND,
    REDIRECTS,
    ANNOUNCES_ANOTHER_SIZE,
    ENDLESS
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final byte[] content;
  private volatile Manner manner;

  FileServer(byte[] content, Manner manner) throws IOException {
    this.content = content;
    this.manner = manner;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + "/file.bin");
  }

  void setManner(Manner manner) {
    this.manner = manner;
  }

  /** The Range header of each request so far, {@code "-"} for none. */
  List<String> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(range == null ? "-" : range);
      int start =
          range == null ? 0 : Integer.parseInt(range.replace("bytes=", "").replace("-", ""));
      switch (manner) {
        case RANGES -> send(exchange, start, content.length, start);
        case NO_RANGES -> send(exchange, 0, content.length, 0);
        case WRONG_RANGE -> send(exchange, start, content.length, Math.max(0, start - 1));
        case REFUSES_RANGES -> {
          if (start > 0) {
            exchange.sendResponseHeaders(416, -1);
          } else {
            send(exchange, 0, content.length, 0);
          }
        }
        case CUTS_OFF -> send(exchange, start, start + (content.length - start) / 2, start);
        case STALLS -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, content.length / 2);
          exchange.getResponseBody().flush();
          closing.await();
        }
        case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
        case REDIRECTS -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          manner = Manner.RANGES;
          exchange.sendResponseHeaders(302, -1);
        }
        case ANNOUNCES_ANOTHER_SIZE -> {
          exchange.sendResponseHeaders(200, 7);
          exchange.getResponseBody().write(content, 0, 7);
        }
        case ENDLESS -> {
          exchange.sendResponseHeaders(200, 0);
          while (closing.getCount() > 0) {
            exchange.getResponseBody().write(content);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Announces the bytes from {@code start} on, and sends those before {@code end}. */
  private void send(HttpExchange exchange, int start, int end, int claimed) throws IOException {
    if (start > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes " + claimed + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
    OutputStream body = exchange.getResponseBody();
    body.write(content, start, end - start);
    body.flush();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
