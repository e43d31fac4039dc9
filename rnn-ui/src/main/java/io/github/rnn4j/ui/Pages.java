package io.github.rnn4j.ui;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.ui.VertxUIServer;
import org.deeplearning4j.ui.api.I18N;
import org.deeplearning4j.ui.i18n.I18NProvider;

/**
 * Sends Deeplearning4j's pages, and asks Deeplearning4j only for what their charts show. Its own
 * server writes temporary files for each page, which stay until the process ends, and lets every
 * request change its state.
 */
final class Pages {

  /** Deeplearning4j's pages, by the ends of their addresses. */
  private static final Map<String, String> TEMPLATES =
      Map.of(
          "overview", template("TrainingOverview"),
          "model", template("TrainingModel"),
          "system", template("TrainingSystem"));

  private static final String RUN = "(?:/(?<run>[\\w.-]+))?";

  private static final Pattern PAGE =
      Pattern.compile("/train" + RUN + "/(?<page>overview|model|system)");

  private static final Pattern DATA =
      Pattern.compile(
          "/train/multisession|/train/sessions/(?:current|info|lastUpdate/[\\w.-]+)|/train"
              + RUN
              + "/(?:overview/data|model/graph|model/data/\\d{1,9}|system/data|info)");

  /** Changes the language of the pages, from their menu. */
  private static final Pattern LANGUAGE =
      Pattern.compile("/setlang" + RUN + "/(?<language>en|de|ja|zh|ko|ru)");

  /** Changes the network of which the pages show charts, from their list. */
  private static final Pattern NETWORK =
      Pattern.compile("/train" + RUN + "/workers/setByIdx/(?<network>\\d{1,4})");

  private static final Pattern MESSAGE = Pattern.compile("\\$\\{([^}]+)}");

  private final Assets assets = new Assets();
  private final RunsPage start;
  private final String policy;

  /** The network of which each run's pages show charts, if it is not the first. */
  private final Map<String, Integer> networks = new ConcurrentHashMap<>();

  /**
   * Creates the pages.
   *
   * @param start the start page, if there may be several runs; otherwise null
   */
  Pages(RunsPage start) {
    this.start = start;
    List<String> all = new ArrayList<>(TEMPLATES.values());
    if (start != null) {
      all.add(start.html());
    }
    this.policy = ContentPolicy.of(all);
  }

  /** Answers all requests except those for data, which Deeplearning4j answers. */
  Handler<HttpServerRequest> before(BoundUiServer server, Handler<HttpServerRequest> data) {
    return request -> {
      String path = request.path();
      if (!answerPage(request) && !answerChange(request, server) && !assets.answer(request)) {
        Matcher asked = DATA.matcher(path);
        if (asked.matches() && (asked.group("run") == null || isShown(asked.group("run")))) {
          server.show(networks.getOrDefault(key(asked.group("run")), 0));
          data.handle(request);
        } else {
          Guard.refuse(request, 404, "The training UI has no such page.");
        }
      }
    };
  }

  private boolean answerPage(HttpServerRequest request) {
    String path = request.path();
    Matcher page = PAGE.matcher(path);
    if (page.matches() && isShown(page.group("run"))) {
      send(request, translated(TEMPLATES.get(page.group("page")), i18n(page.group("run"))));
    } else if (path.equals("/") && start != null) {
      send(request, start.html());
    } else if (path.equals("/")) {
      request.response().setStatusCode(302).putHeader("location", "/train/overview").end();
    } else {
      return false;
    }
    return true;
  }

  /** Only a page of this server may change something; other sites can send any address. */
  private boolean answerChange(HttpServerRequest request, BoundUiServer server) {
    Matcher language = LANGUAGE.matcher(request.path());
    boolean setsLanguage = language.matches() && isShown(language.group("run"));
    Matcher network = NETWORK.matcher(request.path());
    boolean setsNetwork =
        network.matches()
            && isShown(network.group("run"))
            && number(network) < server.networks(network.group("run"));
    if (!setsLanguage && !setsNetwork) {
      return false;
    }
    if (!Guard.isOfOwnPage(request)) {
      Guard.refuse(request, 403, "Only the pages of the training UI may ask for this.");
    } else if (setsNetwork) {
      networks.put(key(network.group("run")), number(network));
      request.response().end();
    } else {
      i18n(language.group("run")).setDefaultLanguage(language.group("language"));
      request.response().end();
    }
    return true;
  }

  private static int number(Matcher network) {
    return Integer.parseInt(network.group("network"));
  }

  private static String key(String run) {
    return run == null ? "" : run;
  }

  /** Returns whether a page exists for a run; null stands for the only one. */
  private boolean isShown(String run) {
    return start == null ? run == null : start.has(run);
  }

  private static I18N i18n(String run) {
    return run == null ? I18NProvider.getInstance() : I18NProvider.getInstance(run);
  }

  private static String translated(String template, I18N messages) {
    return MESSAGE
        .matcher(template)
        .replaceAll(
            message ->
                Matcher.quoteReplacement(messages.getMessage(message.group(1).replace("\\", ""))));
  }

  private void send(HttpServerRequest request, String html) {
    request
        .response()
        .putHeader("content-type", "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", policy)
        .end(html);
  }

  private static String template(String name) {
    String path = "/templates/%s.html.ftl".formatted(name);
    try (InputStream in = VertxUIServer.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
