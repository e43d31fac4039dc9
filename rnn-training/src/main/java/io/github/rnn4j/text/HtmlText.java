package io.github.rnn4j.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a piece of HTML: a space for each tag, entities decoded. Knows where each character
 * was.
 */
final class HtmlText {

  /** A tag; it cannot contain another {@code <}, so no character is read more than twice. */
  static final String TAG = "<[a-zA-Z/!?][^<>]*+>";

  private static final Pattern TAG_OR_ENTITY =
      Pattern.compile(
          TAG
              + "|&(?:#(?<decimal>[0-9]{1,10}+)"
              + "|#[xX](?<hexadecimal>[0-9a-fA-F]{1,8}+)"
              + "|(?<name>[a-zA-Z]{2,6}+));");

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", "\u00a0"),
          Map.entry("shy", "\u00ad"),
          Map.entry("lsquo", "\u2018"),
          Map.entry("rsquo", "\u2019"),
          Map.entry("ldquo", "\u201c"),
          Map.entry("rdquo", "\u201d"),
          Map.entry("ndash", "\u2013"),
          Map.entry("mdash", "\u2014"),
          Map.entry("hellip", "\u2026"));

  private static final int FIRST_OF_WINDOWS = 0x80;

  /** U+0080 to U+009F, which HTML reads as Windows-1252 in numeric entities. */
  private static final String WINDOWS =
      "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d"
          + "\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153"
          + "\u009d\u017e\u0178";

  private final StringBuilder plain = new StringBuilder();

  /** Where each character of the plain text begins in the HTML. */
  private final int[] starts;

  private HtmlText(String html) {
    starts = new int[html.length() + 1]; // tags and entities only get shorter
    Matcher markup = TAG_OR_ENTITY.matcher(html);
    int from = 0;
    while (markup.find()) {
      if (isUnknown(markup.group("name"))) {
        continue; // stays in the text
      }
      copy(html, from, markup.start());
      append(text(markup), markup.start());
      from = markup.end();
    }
    copy(html, from, html.length());
    starts[plain.length()] = html.length();
  }

  static HtmlText of(String html) {
    return new HtmlText(html);
  }

  /** The text without markup. */
  String plain() {
    return plain.toString();
  }

  /**
   * The position in the HTML of a position in the plain text: of the character that begins there,
   * which is also where the one before it ends.
   */
  int inHtml(int position) {
    return starts[position];
  }

  private void copy(String html, int from, int to) {
    for (int i = from; i < to; i++) {
      starts[plain.length() + i - from] = i;
    }
    plain.append(html, from, to);
  }

  private void append(String text, int start) {
    for (int i = 0; i < text.length(); i++) {
      starts[plain.length() + i] = start;
    }
    plain.append(text);
  }

  private static boolean isUnknown(String entity) {
    return entity != null && !NAMED.containsKey(entity);
  }

  private static String text(Matcher markup) {
    if (markup.group("name") != null) {
      return NAMED.get(markup.group("name"));
    }
    if (markup.group("decimal") != null) {
      return character(Long.parseLong(markup.group("decimal")));
    }
    if (markup.group("hexadecimal") != null) {
      return character(Long.parseLong(markup.group("hexadecimal"), 16));
    }
    return " "; // a tag
  }

  /** The rules of WHATWG, <cite>HTML</cite>, section 13.2.5.80 "Numeric character reference". */
  private static String character(long number) {
    boolean valid =
        number > 0
            && number <= Character.MAX_CODE_POINT
            && Character.getType((int) number) != Character.SURROGATE;
    if (!valid) {
      return "\ufffd";
    }
    int c = (int) number;
    boolean windows = c >= FIRST_OF_WINDOWS && c < FIRST_OF_WINDOWS + WINDOWS.length();
    return windows
        ? WINDOWS.substring(c - FIRST_OF_WINDOWS, c - FIRST_OF_WINDOWS + 1)
        : Character.toString(c);
  }
}
