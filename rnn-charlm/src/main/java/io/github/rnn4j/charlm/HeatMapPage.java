package io.github.rnn4j.charlm;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/** A text in colours as a page of HTML that needs nothing else. */
final class HeatMapPage {

  /** Shades of each colour, from white. */
  private static final int SHADES = 8;

  /** Surprise of the full colour. */
  private static final double FULL_BITS = 8;

  private final StringBuilder html = new StringBuilder();
  private final Trace trace;

  private HeatMapPage(Trace trace) {
    this.trace = trace;
  }

  /** The page: surprise first, then a map for each unit. */
  static String of(String title, Trace trace, LanguageFigures figures, List<TracingUnit> units) {
    HeatMapPage page = new HeatMapPage(trace);
    page.begin(title);
    page.heading(
        "Surprise: " + EpochFigures.text(figures),
        "Red is what the network did not expect; the full colour is "
            + (int) FULL_BITS
            + " bits, a probability of 1 in 256.");
    page.map(t -> trace.bits()[t] / FULL_BITS, t -> bits(trace.bits()[t]));
    for (TracingUnit unit : units) {
      page.heading("Unit " + unit.unit(), goesWith(unit));
      page.map(
          t -> trace.units()[t][unit.unit()],
          t -> String.format(Locale.ROOT, "%.2f", trace.units()[t][unit.unit()]));
    }
    return page.html.append("</body></html>\n").toString();
  }

  private static String goesWith(TracingUnit unit) {
    String colours = "Red is above zero, blue below. ";
    return unit.feature() == null
        ? colours
        : colours
            + String.format(
                Locale.ROOT,
                "Of all units it goes best with: %s (correlation %.2f over this text).",
                unit.feature().text(),
                unit.correlation());
  }

  private static String bits(double bits) {
    return Double.isNaN(bits) ? "read first" : String.format(Locale.ROOT, "%.2f bits", bits);
  }

  private void begin(String title) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(title))
        .append("</title><style>\nbody{font:15px sans-serif;max-width:60em;margin:2em auto}\n")
        .append("pre{font:14px/1.5 monospace;white-space:pre-wrap}\n");
    for (int shade = 1; shade <= SHADES; shade++) {
      double alpha = (double) shade / SHADES;
      html.append(
          String.format(
              Locale.ROOT,
              ".p%d{background:rgba(220,50,30,%.3f)}.n%d{background:rgba(40,90,210,%.3f)}%n",
              shade,
              alpha,
              shade,
              alpha));
    }
    html.append("</style></head><body>\n<h1>").append(escaped(title)).append("</h1>\n");
  }

  private void heading(String heading, String words) {
    html.append("<h2>")
        .append(escaped(heading))
        .append("</h2>\n<p>")
        .append(escaped(words))
        .append("</p>\n");
  }

  private void map(IntToDoubleFunction strength, IntFunction<String> words) {
    html.append("<pre>");
    for (int t = 0; t < trace.tokens().size(); t++) {
      html.append("<span class=\"")
          .append(shade(strength.applyAsDouble(t)))
          .append("\" title=\"")
          .append(escaped(words.apply(t)))
          .append("\">")
          .append(visible(trace.tokens().get(t)))
          .append("</span>");
    }
    html.append("</pre>\n");
  }

  /** The class of a strength from -1 to 1; none near zero and for what has none. */
  private static String shade(double strength) {
    int shade = (int) Math.min(SHADES, Math.round(Math.abs(strength) * SHADES));
    return shade == 0 ? "" : (strength > 0 ? "p" : "n") + shade;
  }

  private static String visible(String token) {
    return token.equals("\n") ? "\u21b5\n" : escaped(token);
  }

  static String escaped(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                switch (c) {
                  case '&' -> "&amp;";
                  case '<' -> "&lt;";
                  case '>' -> "&gt;";
                  case '"' -> "&quot;";
                  default -> Character.toString(c);
                })
        .collect(Collectors.joining());
  }
}
