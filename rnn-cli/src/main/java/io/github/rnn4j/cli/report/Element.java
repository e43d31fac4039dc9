package io.github.rnn4j.cli.report;

import java.util.List;
import java.util.Set;

/**
 * An HTML or SVG element. All text and attribute values are escaped: the only way to add markup is
 * to add elements.
 *
 * <pre>{@code
 * Element.of("p").text("by ").add(Element.of("em", "Bob")).html(); // <p>by <em>Bob</em></p>
 * Element.of("p", "<b>").html(); // the text "<b>", not an element
 * }</pre>
 *
 * <p>Adding an element to another copies it: later changes to it have no effect there.
 */
public final class Element {

  private static final Set<String> WITHOUT_CONTENT = Set.of("br", "meta");

  private final String name;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  private Element(String name) {
    this.name = name;
  }

  /**
   * Returns an element that contains other elements.
   *
   * @param name the name of the element, such as {@code p}
   * @param children the elements inside it, in order
   * @return the element
   */
  public static Element of(String name, Element... children) {
    return new Element(name).add(children);
  }

  /**
   * Returns an element that contains text.
   *
   * @param name the name of the element, such as {@code p}
   * @param text any text
   * @return the element
   */
  public static Element of(String name, String text) {
    return new Element(name).text(text);
  }

  /** Returns the page's own style sheet, the only text that is not escaped. */
  static Element style(String css) {
    Element style = new Element("style");
    style.content.append(css);
    return style;
  }

  /**
   * Adds an attribute.
   *
   * @param attribute its name
   * @param value its value, of any type
   * @return this element
   */
  public Element with(String attribute, Object value) {
    attributes.append(' ').append(attribute).append("=\"");
    escape(String.valueOf(value), attributes);
    attributes.append('"');
    return this;
  }

  /**
   * Appends text.
   *
   * @param text any text
   * @return this element
   */
  public Element text(String text) {
    escape(text, content);
    return this;
  }

  /**
   * Appends elements.
   *
   * @param children the elements, in order
   * @return this element
   */
  public Element add(Element... children) {
    return add(List.of(children));
  }

  /**
   * Appends elements.
   *
   * @param children the elements, in order
   * @return this element
   */
  public Element add(List<Element> children) {
    children.forEach(child -> child.appendTo(content));
    return this;
  }

  /**
   * Returns the element as markup.
   *
   * @return HTML, or SVG for use in HTML
   */
  public String html() {
    StringBuilder html = new StringBuilder();
    appendTo(html);
    return html.toString();
  }

  private void appendTo(StringBuilder out) {
    out.append('<').append(name).append(attributes).append('>');
    if (!WITHOUT_CONTENT.contains(name)) {
      out.append(content).append("</").append(name).append('>');
    }
  }

  /**
   * Escapes text. Control characters, which HTML does not allow, become the replacement character
   * U+FFFD.
   */
  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\t', '\n' -> out.append(c);
        default -> out.append(Character.isISOControl(c) ? '\ufffd' : c);
      }
    }
  }
}
