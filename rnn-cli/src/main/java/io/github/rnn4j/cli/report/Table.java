package io.github.rnn4j.cli.report;

import java.util.List;

/**
 * A table with a header row and, in its first column, a header for each row. Wide tables scroll
 * sideways.
 *
 * <pre>{@code
 * Table.of("Results on the test set", "", "accuracy").row("network", "0.98").element();
 * }</pre>
 */
public final class Table {

  private final String caption;
  private final Element body = Element.of("tbody");
  private final Element head = Element.of("thead");
  private final int columns;

  private Table(String caption, List<String> headers) {
    this.caption = caption;
    this.columns = headers.size();
    if (headers.stream().anyMatch(header -> !header.isEmpty())) {
      Element row = Element.of("tr");
      headers.forEach(
          header ->
              row.add(
                  header.isEmpty()
                      ? Element.of("td")
                      : Element.of("th", header).with("scope", "col")));
      head.add(row);
    }
  }

  /**
   * Creates a table without rows.
   *
   * @param caption what it shows
   * @param headers the column headers, starting with the column of row headers; if all are empty,
   *     there is no header row
   * @return the table
   */
  public static Table of(String caption, String... headers) {
    return new Table(caption, List.of(headers));
  }

  /**
   * Creates a table without rows.
   *
   * @param caption what it shows
   * @param headers the column headers, starting with the column of row headers
   * @return the table
   */
  public static Table of(String caption, List<String> headers) {
    return new Table(caption, headers);
  }

  /**
   * Adds a row.
   *
   * @param header the header of the row
   * @param cells its values
   * @return this table
   */
  public Table row(String header, String... cells) {
    return row(header, List.of(cells).stream().map(Cell::of).toList());
  }

  /**
   * Adds a row whose cells may be marked.
   *
   * @param header the header of the row
   * @param cells its values
   * @return this table
   */
  public Table row(String header, List<Cell> cells) {
    Element row = Element.of("tr", Element.of("th", header).with("scope", "row"));
    cells.forEach(cell -> row.add(cell.element()));
    body.add(row);
    return this;
  }

  /** Adds a row of finished cells; the first one is its header. */
  Table row(Element header, Element... cells) {
    body.add(Element.of("tr", header.with("scope", "row")).add(cells));
    return this;
  }

  /**
   * Adds a heading for the rows below it.
   *
   * @param text the heading
   * @return this table
   */
  public Table group(String text) {
    body.add(
        Element.of(
            "tr",
            Element.of("th", text)
                .with("class", "group")
                .with("scope", "colgroup")
                .with("colspan", columns)));
    return this;
  }

  /**
   * Returns the table with the rows added so far.
   *
   * @return a figure whose table scrolls sideways if it is too wide
   */
  public Element element() {
    return scrolling(caption, Element.of("table", head, body));
  }

  /** Puts a table into a figure where it scrolls if it is too large. */
  static Element scrolling(String caption, Element table) {
    Element box =
        Element.of("div", table.with("aria-label", caption))
            .with("class", "scroll")
            .with("role", "region")
            .with("aria-label", caption)
            .with("tabindex", 0);
    // A caption inside the table would be as wide as the table, and scroll out of sight.
    return Element.of("figure", Element.of("figcaption", caption), box).with("class", "data");
  }

  /**
   * A value in a table.
   *
   * @param text the value
   * @param style a class of the page's style, or empty
   */
  public record Cell(String text, String style) {

    /**
     * Returns a plain value.
     *
     * @param text the value
     * @return the cell
     */
    public static Cell of(String text) {
      return new Cell(text, "");
    }

    /**
     * Returns a value marked as the best of its column or row.
     *
     * @param text the value
     * @return the cell, shown in a color and followed by {@code (best)}
     */
    public static Cell best(String text) {
      return new Cell(text, "best");
    }

    private Element element() {
      Element cell = Element.of("td", text);
      if (style.equals("best")) {
        cell.add(Element.of("span", " (best)").with("class", "aside"));
      }
      return style.isEmpty() ? cell : cell.with("class", style);
    }
  }
}
