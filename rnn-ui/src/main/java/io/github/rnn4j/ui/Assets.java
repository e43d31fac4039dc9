package io.github.rnn4j.ui;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.MimeMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.deeplearning4j.ui.VertxUIServer;

/**
 * The scripts, style sheets and pictures of Deeplearning4j's pages, with the bugs of the scripts
 * fixed. They are read from the class path, and not copied to a temporary folder first.
 */
final class Assets {

  private static final String ADDRESS = "/assets/";
  private static final String PACKAGES = "webjars/";
  private static final String TRAIN = "js/train/";

  /** Names of files in folders; none of them leads upwards. */
  private static final Pattern PATH =
      Pattern.compile("(?:(?!\\.)[\\w.-]+/)*(?!\\.)[\\w.-]+\\.\\w+");

  /** Escapes text that a script inserts into a page as HTML. */
  private static final String ESCAPED = "$('<i>').text(%s).html()";

  /**
   * The page starts with the histogram of the parameter "W", even for a layer that has none, such
   * as a bidirectional one: {@code inArray} returns an index, and -1 for none, which JavaScript
   * treats as true. The chart then stays empty, and there is an error on the console.
   */
  private static final Mend NO_PARAMETER_W =
      new Mend("if(jQuery.inArray(\"W\",paramNames))", "if(jQuery.inArray(\"W\",paramNames) >= 0)");

  /** The weight initialization is shown as JSON with the full name of a class. */
  private static final String NAME_OF_A_CLASS =
      "(\"\" + layerInfo[i][1]).replace("
          + "/^{\\s*\"@class\"\\s*:\\s*\"(?:\\w+\\.)*(\\w+)\"\\s*(?:,\\s*(.*\\S))?\\s*}$/s,"
          + " \"$1 $2\")";

  /** Tooltips contain names of layers and parameters. */
  private static final Mend TOOLTIPS = escaped(">' + ", "contents", " + '</div>'");

  /** A page chooses the network of its own run only. */
  private static final Mend NETWORK_OF_ALL_RUNS =
      new Mend(
          "\"/train/workers/setByIdx/\" +",
          "(multiSession ? \"/train/\" + currSession : \"/train\") + \"/workers/setByIdx/\" +");

  private static final Map<String, List<Mend>> MENDS =
      Map.of(
          TRAIN + "model.js",
              List.of(
                  NO_PARAMETER_W,
                  escaped("<td>\" + ", "layerInfo[i][0]", " +"),
                  new Mend("+ layerInfo[i][1] +", "+ " + ESCAPED.formatted(NAME_OF_A_CLASS) + " +"),
                  escaped("(\" + ", "currSelectedParamHist", " + \")"),
                  escaped("(\" + ", "currSelectedUpdateHist", " + \")"),
                  TOOLTIPS),
          TRAIN + "overview.js",
              List.of(
                  hidden("startTime"),
                  hidden("totalRuntime"),
                  new Mend(").html(", ").text("),
                  TOOLTIPS),
          TRAIN + "system.js",
              List.of(
                  new Mend(").html(", ").text("),
                  new Mend("href=\\\"javascript:void(0);\\\"", "href=\\\"#\\\""),
                  TOOLTIPS),
          TRAIN + "train.js",
              List.of(
                  escaped("'>\" + ", "workers[i]", " +"),
                  escaped("'>\" + ", "keys[i]", " +"),
                  NETWORK_OF_ALL_RUNS),
          PACKAGES + "flot/0.8.3/jquery.flot.js",
              List.of(escaped("<td class=\"legendLabel\">' + ", "entry.label", " +")));

  private final Map<String, Buffer> read = new ConcurrentHashMap<>();

  /** Reads the scripts that it changes, so that one it does not know is an error at the start. */
  Assets() {
    MENDS.keySet().forEach(this::read);
  }

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

  private static Mend escaped(String before, String value, String after) {
    return new Mend(before + value + after, before + ESCAPED.formatted(value) + after);
  }

  /** The server never fills in two of the rows. */
  private static Mend hidden(String row) {
    String filled = "$(\"#%s\").html(%s)".formatted(row, row);
    return new Mend(filled + ";", filled + ".parent().toggle(%s != \"\");".formatted(row));
  }

  /** Answers a request for a file. Returns false if there is no such file. */
  boolean answer(HttpServerRequest request) {
    String path = request.path();
    if (!path.startsWith(ADDRESS)) {
      return false;
    }
    String name = path.substring(ADDRESS.length());
    Buffer content = PATH.matcher(name).matches() ? read(name) : null;
    if (content == null) {
      return false;
    }
    request
        .response()
        .putHeader("content-type", MimeMapping.getMimeTypeForFilename(name))
        .end(content);
    return true;
  }

  /** Returns null if there is no such file. */
  private Buffer read(String name) {
    return read.computeIfAbsent(name, Assets::readFromClassPath);
  }

  private static Buffer readFromClassPath(String name) {
    String folder =
        name.startsWith(PACKAGES) ? "META-INF/resources/" : VertxUIServer.ASSETS_ROOT_DIRECTORY;
    try (InputStream in = VertxUIServer.class.getResourceAsStream("/" + folder + name)) {
      if (in == null) {
        return null;
      }
      byte[] content = in.readAllBytes();
      List<Mend> mends = MENDS.get(name);
      if (mends == null) {
        return Buffer.buffer(content);
      }
      String script = new String(content, StandardCharsets.UTF_8);
      for (Mend mend : mends) {
        script = mend.in(script);
      }
      return Buffer.buffer(script);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
