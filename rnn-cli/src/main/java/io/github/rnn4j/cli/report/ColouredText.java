package io.github.rnn4j.cli.report;

import java.util.List;

/** A text with colored pieces: orange above zero, blue below zero, no color near zero. */
public final class ColouredText {

  /** The number of shades of each color; the page's style has a class for each shade. */
  private static final int SHADES = 8;

  private ColouredText() {}

  /**
   * A piece of a text.
   *
   * @param text the piece, with the spaces around it
   * @param strength from -1 for full blue to 1 for full orange; NaN for no color
   * @param words what the color means, shown when the pointer is over the piece
   */
  public record Piece(String text, double strength, String words) {}

  /**
   * Colors a text.
   *
   * @param name what the text is, for screen readers
   * @param pieces the text in order; line feeds become visible
   * @return the text, which scrolls if it is long
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
