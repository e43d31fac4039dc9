package io.github.rnn4j.ui;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.ui.VertxUIServer;

/** Serves the scripts of Deeplearning4j's pages with their bugs fixed. */
final class PageScripts {

  private static final String MODEL = "js/train/model.js";
  private static final String OVERVIEW = "js/train/overview.js";

  /**
   * The page starts with the histogram of the parameter "W", even for a layer that has none, such
   * as a bidirectional one: {@code inArray} returns an index, and -1 for none, which JavaScript
   * treats as true. The chart then stays empty, and there is an error on the console.
   */
  private static final Mend NO_PARAMETER_W =
      new Mend("if(jQuery.inArray(\"W\",paramNames))", "if(jQuery.inArray(\"W\",paramNames) >= 0)");

  /** The weight initialization is shown as JSON with the full name of a class. */
  private static final Mend NAME_OF_A_CLASS =
      new Mend(
          "+ layerInfo[i][1] +",
          "+ (\"\" + layerInfo[i][1]).replace("
              + "/^{\\s*\"@class\"\\s*:\\s*\"(?:\\w+\\.)*(\\w+)\"\\s*(?:,\\s*(.*\\S))?\\s*}$/s,"
              + " \"$1 $2\") +");

  /** The server never fills in two of the rows. */
  private static final List<Mend> EMPTY_ROWS = List.of(hidden("startTime"), hidden("totalRuntime"));

  private PageScripts() {}

  /** A part of a script and its replacement. */
  private record Mend(String wrong, String right) {

    String in(String script) {
      if (!script.contains(wrong)) {
        throw new IllegalStateException(
            "A script of this version of Deeplearning4j does not contain " + wrong);
      }
      return script.replace(wrong, right);
    }
  }

  private static Mend hidden(String row) {
    String filled = "$(\"#%s\").html(%s)".formatted(row, row);
    return new Mend(filled + ";", filled + ".parent().toggle(%s != \"\");".formatted(row));
  }

  /** Answers requests for these scripts and leaves all others to Deeplearning4j. */
  static Handler<HttpServerRequest> before(Handler<HttpServerRequest> others) {
    Map<String, String> scripts =
        Map.of(
            "/assets/" + MODEL, mended(MODEL, List.of(NO_PARAMETER_W, NAME_OF_A_CLASS)),
            "/assets/" + OVERVIEW, mended(OVERVIEW, EMPTY_ROWS));
    return request -> {
      String script = scripts.get(request.path());
      if (script != null) {
        request.response().putHeader("content-type", "text/javascript; charset=utf-8").end(script);
      } else {
        others.handle(request);
      }
    };
  }

  private static String mended(String path, List<Mend> mends) {
    try (InputStream in =
        VertxUIServer.class.getResourceAsStream("/" + VertxUIServer.ASSETS_ROOT_DIRECTORY + path)) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Mend mend : mends) {
        script = mend.in(script);
      }
      return script;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
