package io.github.rnn4j.cli.report;

import java.util.List;

/** A text in which each piece has a colour: orange above zero, blue below, none near zero. */
public final class ColouredText {

  /** Shades of each colour; the page's style has a class for each. */
  private static final int SHADES = 8;

  private ColouredText() {}

  /**
   * A piece of a text.
   *
   * @param text the piece, with the spaces around it
   * @param strength -1 for the full blue to 1 for the full orange; NaN for no colour
   * @param words what the colour stands for, shown where the piece is pointed at
   */
  public record Piece(String text, double strength, String words) {}

  /**
   * Colours a text.
   *
   * @param name what it is, for those who cannot see it
   * @param pieces the text in order; line feeds are shown
   * @return the text, which scrolls where it is long
   */
  public static Element of(String name, List<Piece> pieces) {
    Element text = Element.of("pre");
    for (Piece piece : pieces) {
      Element span = Element.of("span", piece.text().replace("\n", "\u21b5\n"));
      String shade = shade(piece.strength());
      text.add((shade.isEmpty() ? span : span.with("class", shade)).with("title", piece.words()));
    }
    return text.with("class", "text")
        .with("role", "region")
        .with("aria-label", name)
        .with("tabindex", 0);
  }

  private static String shade(double strength) {
    int shade = (int) Math.min(SHADES, Math.round(Math.abs(strength) * SHADES));
    return shade == 0 ? "" : (strength > 0 ? "p" : "n") + shade;
  }
}
