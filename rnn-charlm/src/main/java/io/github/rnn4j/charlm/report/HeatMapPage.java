package io.github.rnn4j.charlm.report;

import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.charlm.training.EpochFigures;
import io.github.rnn4j.cli.report.ColouredText;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A page that shows a text colored by surprise and by the values of single units. */
public final class HeatMapPage {

  /** The surprise that gets the full color. */
  private static final double FULL_BITS = 8;

  private HeatMapPage() {}

  /**
   * Creates the page: the surprise first, then a map for each unit.
   *
   * @param pieces the tokens as they appear in the text
   */
  public static Page of(
      String title,
      List<String> pieces,
      Trace trace,
      LanguageFigures figures,
      List<TracingUnit> units) {
    Page page = new Page(title, "Surprise: " + EpochFigures.text(figures));
    page.section("Surprise", surprise(pieces, trace.bits()));
    for (TracingUnit unit : units) {
      double full =
          Math.max(1, Arrays.stream(trace.unit(unit.unit())).map(Math::abs).max().orElse(1));
      page.section(
          "Unit " + unit.unit(),
          Element.of("p", goesWith(unit, full)),
          map(
              "Unit " + unit.unit() + " over the text",
              pieces,
              t -> trace.units()[t][unit.unit()] / full,
              t -> String.format(Locale.ROOT, "%.2f", trace.units()[t][unit.unit()])));
    }
    return page;
  }

  /**
   * Colors each token of a text by how unexpected it was.
   *
   * @param pieces the tokens as they appear in the text
   * @param bits the surprise of each token; NaN for tokens that are not predicted
   */
  static Element surprise(List<String> pieces, double[] bits) {
    return Element.of(
        "div",
        Element.of(
            "p",
            "The less the network expected a token, the more orange it is. The full color means "
                + (int) FULL_BITS
                + " bits or more, a probability of at most 1 in 256."),
        map(
            "The text, colored by surprise",
            pieces,
            t -> bits[t] / FULL_BITS,
            t ->
                Double.isNaN(bits[t])
                    ? "not predicted"
                    : String.format(Locale.ROOT, "%.2f bits", bits[t])));
  }

  private static String goesWith(TracingUnit unit, double full) {
    String colors =
        String.format(
            Locale.ROOT, "Orange is above zero, blue is below; the full color means %.3g. ", full);
    return unit.feature() == null
        ? colors
        : colors
            + String.format(
                Locale.ROOT,
                "Of all units, this one correlates most with: %s (correlation %.2f over this"
                    + " text).",
                unit.feature().text(),
                unit.correlation());
  }

  private static Element map(
      String name, List<String> pieces, IntToDoubleFunction strength, IntFunction<String> words) {
    return ColouredText.of(
        name,
        IntStream.range(0, pieces.size())
            .mapToObj(
                t ->
                    new ColouredText.Piece(
                        pieces.get(t), strength.applyAsDouble(t), words.apply(t)))
            .toList());
  }
}
