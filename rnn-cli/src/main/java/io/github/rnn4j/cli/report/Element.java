package io.github.rnn4j.cli.report;

import java.util.List;
import java.util.Set;

/**
 * An element of HTML or SVG. All text and all values of attributes are escaped: there is no way to
 * put markup in but by elements.
 *
 * <pre>{@code
 * Element.of("p").text("by ").add(Element.of("em", "Bob")).html(); // <p>by <em>Bob</em></p>
 * Element.of("p", "<b>").html(); // no element b, but a text that reads so
 * }</pre>
 *
 * <p>An element that was added to another is not seen to change any more.
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
   * An element with others in it.
   *
   * @param name of the element, such as {@code p}
   * @param children what it holds, in order
   * @return the element
   */
  public static Element of(String name, Element... children) {
    return new Element(name).add(children);
  }

  /**
   * An element with a text in it.
   *
   * @param name of the element, such as {@code p}
   * @param text any text
   * @return the element
   */
  public static Element of(String name, String text) {
    return new Element(name).text(text);
  }

  /** The page's own style, which is the one text that is not escaped. */
  static Element style(String css) {
    Element style = new Element("style");
    style.content.append(css);
    return style;
  }

  /**
   * Adds an attribute.
   *
   * @param attribute its name
   * @param value its value, of any kind
   * @return this element
   */
  public Element with(String attribute, Object value) {
    attributes.append(' ').append(attribute).append("=\"");
    escape(String.valueOf(value), attributes);
    attributes.append('"');
    return this;
  }

  /**
   * Adds text after what is there.
   *
   * @param text any text
   * @return this element
   */
  public Element text(String text) {
    escape(text, content);
    return this;
  }

  /**
   * Adds elements after what is there.
   *
   * @param children the elements, in order
   * @return this element
   */
  public Element add(Element... children) {
    return add(List.of(children));
  }

  /**
   * Adds elements after what is there.
   *
   * @param children the elements, in order
   * @return this element
   */
  public Element add(List<Element> children) {
    children.forEach(child -> child.appendTo(content));
    return this;
  }

  /**
   * The element as markup.
   *
   * @return HTML, or SVG to stand in HTML
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

  /** Control characters, which HTML does not allow, become the sign for what cannot be shown. */
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
