package io.github.rnn4j.ui;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.ui.VertxUIServer;

/**
 * The script of Deeplearning4j's model page, with an error mended.
 *
 * <p>It begins with the histogram of the parameter "W", also where a layer has none, as one in two
 * directions: the answer of {@code inArray} is a place, and -1 for none, which JavaScript takes for
 * yes. The chart stays empty then, and there is an error on the console.
 */
final class ModelScript {

  private static final String PATH = "js/train/model.js";
  private static final String WRONG = "if(jQuery.inArray(\"W\",paramNames))";
  private static final String RIGHT = "if(jQuery.inArray(\"W\",paramNames) >= 0)";

  private ModelScript() {}

  /** Answers to the script's address, and leaves all else to Deeplearning4j. */
  static Handler<HttpServerRequest> before(Handler<HttpServerRequest> others) {
    String script = mended();
    return request -> {
      if (request.path().equals("/assets/" + PATH)) {
        request.response().putHeader("content-type", "text/javascript; charset=utf-8").end(script);
      } else {
        others.handle(request);
      }
    };
  }

  private static String mended() {
    try (InputStream script =
        VertxUIServer.class.getResourceAsStream("/" + VertxUIServer.ASSETS_ROOT_DIRECTORY + PATH)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8).replace(WRONG, RIGHT);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
