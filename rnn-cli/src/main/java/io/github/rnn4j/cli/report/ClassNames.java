package io.github.rnn4j.cli.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The names of classes as a reader sees them. They come from any file, so they may be long, blank,
 * or contain characters that are invisible or change the direction of the text around them.
 */
public final class ClassNames {

  /** Longer names are shortened to this number of characters. */
  private static final int LONGEST = 40;

  /** So are those of full names, which a title shows. */
  private static final int LONGEST_TITLE = 300;

  private final List<String> names;

  private ClassNames(List<String> names) {
    this.names = names;
  }

  /** Checks that there is a name for each class. */
  static ClassNames of(List<String> names, int classes) {
    if (names.size() != classes) {
      throw new IllegalArgumentException(
          "%d names of classes; the metrics have %d classes".formatted(names.size(), classes));
    }
    return new ClassNames(names.stream().map(ClassNames::visible).toList());
  }

  /** Returns a name of which every character can be seen. */
  public static String visible(String name) {
    if (name.isBlank()) {
      return "(blank)";
    }
    String dots = name.codePointCount(0, name.length()) > LONGEST_TITLE ? "..." : "";
    return name.codePoints()
        .limit(LONGEST_TITLE)
        .mapToObj(ClassNames::visible)
        .collect(Collectors.joining("", "", dots));
  }

  private static String visible(int c) {
    boolean shown =
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE ->
              false;
          // Zero-width joiners are part of the spelling in some languages.
          case Character.FORMAT -> c == 0x200c || c == 0x200d;
          default -> true;
        };
    return shown ? Character.toString(c) : "[U+%04X]".formatted(c);
  }

  /** Returns the name of a class, shortened if it is long. */
  String brief(int index) {
    String name = names.get(index);
    return name.codePointCount(0, name.length()) <= LONGEST
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** Returns the name of a class as an element that shows the full name on hover. */
  Element element(String element, int index) {
    return Element.of(element, Element.of("span", brief(index)))
        .with("class", "class")
        .with("title", names.get(index));
  }
}
