package io.github.rnn4j.ui;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks each request before the pages get it.
 *
 * <ul>
 *   <li>It must be a read: uploads, which Deeplearning4j would accept from anyone, are refused.
 *   <li>It must be addressed to an IP address, or to a name of this machine. Otherwise a malicious
 *       page in the user's browser could point its own host name to this machine and read the UI.
 *   <li>A page of another site must not have sent it, unless the user follows a link. Browsers say
 *       so in <a href="https://www.w3.org/TR/fetch-metadata/">Sec-Fetch-Site</a>.
 * </ul>
 */
final class Guard {

  /** IPv4, or IPv6 in brackets; a name never looks like this. */
  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

  private final Set<String> names = new HashSet<>(Set.of("localhost"));

  Guard(UiAddress address) {
    names.add(address.host().toLowerCase(Locale.ROOT));
    try {
      names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
    } catch (UnknownHostException cause) {
      // This machine has no name that others could use.
    }
  }

  Handler<HttpServerRequest> before(Handler<HttpServerRequest> pages) {
    return request -> {
      request.response().putHeader("X-Content-Type-Options", "nosniff");
      if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
        refuse(request, 405, "The training UI is read-only.");
      } else if (!isThisMachine(request.host())) {
        refuse(
            request,
            403,
            "The training UI answers only to IP addresses and to names of its own machine, such as"
                + " localhost. To give it another name, use --ui-host.");
      } else if (isOfAnotherSite(request)) {
        refuse(request, 403, "The training UI does not answer pages of other sites.");
      } else {
        pages.handle(request);
      }
    };
  }

  static void refuse(HttpServerRequest request, int status, String reason) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "text/plain; charset=utf-8")
        .end(reason);
  }

  private boolean isThisMachine(String host) {
    if (host == null) {
      return false;
    }
    String name = host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    return names.contains(name) || IP_ADDRESS.matcher(name).matches();
  }

  private static boolean isOfAnotherSite(HttpServerRequest request) {
    return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
        && !"document".equals(request.getHeader("Sec-Fetch-Dest"));
  }

  /** Returns whether a page of this server sent the request, rather than a link or another page. */
  static boolean isOfOwnPage(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") && "empty".equals(request.getHeader("Sec-Fetch-Dest"));
    }
    // Browsers leave it out over plain HTTP to another machine.
    String page = request.getHeader("Referer");
    return page != null && page.startsWith("http://" + request.host() + "/");
  }
}
