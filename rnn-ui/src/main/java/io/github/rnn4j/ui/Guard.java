package io.github.rnn4j.ui;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Set;

/**
 * What is asked of a request before Deeplearning4j's pages get it.
 *
 * <ul>
 *   <li>It reads: uploads, which Deeplearning4j would take from anybody, are refused.
 *   <li>On loopback it is meant for this machine. Else a page of a stranger in the user's browser
 *       could give its own name the address 127.0.0.1, and read along.
 * </ul>
 *
 * <p>The answer forbids the browser to load anything from another host.
 */
final class Guard {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  private static final String OWN_HOST_ALONE =
      "default-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

  private final boolean loopback;

  Guard(UiAddress address) {
    this.loopback = LOOPBACK.contains(address.host().toLowerCase(Locale.ROOT));
  }

  Handler<HttpServerRequest> before(Handler<HttpServerRequest> pages) {
    return request -> {
      HttpServerResponse response = request.response();
      if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
        response.setStatusCode(405).end("The training UI is only read.");
      } else if (loopback && !LOOPBACK.contains(name(request.host()))) {
        response.setStatusCode(403).end("The training UI answers to this machine's own names.");
      } else {
        response.putHeader("Content-Security-Policy", OWN_HOST_ALONE);
        pages.handle(request);
      }
    };
  }

  /** The host without its port; empty if there is none. */
  private static String name(String host) {
    return host == null ? "" : host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }
}
