package io.github.rnn4j.ui;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Set;

/**
 * Checks each request before Deeplearning4j's pages get it.
 *
 * <ul>
 *   <li>It must be a read: uploads, which Deeplearning4j would accept from anyone, are refused.
 *   <li>On loopback, it must be addressed to this machine. Otherwise a malicious page in the user's
 *       browser could point its own host name to 127.0.0.1 and read the UI.
 * </ul>
 *
 * <p>The response forbids the browser to load anything from another host.
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
        response.setStatusCode(405).end("The training UI is read-only.");
      } else if (loopback && !LOOPBACK.contains(name(request.host()))) {
        response
            .setStatusCode(403)
            .end("The training UI answers only to this machine's own names, such as localhost.");
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
