package io.github.rnn4j.text;

/**
 * Finds emoji, as sequences that are shown as one picture: with a skin tone, joined by U+200D, as a
 * keycap, or as a flag (Unicode Technical Standard 51, <cite>Unicode Emoji</cite>, section 1.4).
 *
 * <p>{@link java.text.BreakIterator} joins such sequences only from Java 20 on, so a model would
 * see different tokens on Java 17.
 */
final class Emoji {

  private static final int FIRST_SYMBOL = 0xA9; // ASCII and Latin-1 have no emoji before it
  private static final char JOINER = '\u200d';
  private static final char EMOJI_STYLE = '\ufe0f';
  private static final char KEYCAP = '\u20e3';

  private Emoji() {}

  /** Returns the end of the emoji that begins at a position, or the position if none does. */
  static int end(String text, int from) {
    int end = pictureEnd(text, from, false);
    while (end > from && isAt(text, end, JOINER)) {
      int next = pictureEnd(text, end + 1, true);
      if (next == end + 1) {
        break;
      }
      end = next;
    }
    return end;
  }

  /** Returns an emoji without the choice between black and white and colour. */
  static String withoutStyle(String emoji) {
    return emoji.replace("\ufe0e", "").replace("\ufe0f", "");
  }

  private static int pictureEnd(String text, int from, boolean joined) {
    if (from >= text.length()) {
      return from;
    }
    int c = text.codePointAt(from);
    int after = from + Character.charCount(c);
    if (c < FIRST_SYMBOL) {
      return isKeycapBase(c) ? keycapEnd(text, from) : from;
    }
    if (isFlagLetter(c)) {
      boolean pair = after < text.length() && isFlagLetter(text.codePointAt(after));
      return pair ? after + Character.charCount(text.codePointAt(after)) : after;
    }
    boolean picture = isPicture(c) || (isSymbol(c) && (joined || isAt(text, after, EMOJI_STYLE)));
    return picture ? extensionsEnd(text, after) : from;
  }

  private static int keycapEnd(String text, int from) {
    int key = isAt(text, from + 1, EMOJI_STYLE) ? from + 2 : from + 1;
    return isAt(text, key, KEYCAP) ? key + 1 : from;
  }

  private static int extensionsEnd(String text, int from) {
    int end = from;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      boolean extension = isSkinTone(c) || isTag(c) || CharacterKind.of(c) == CharacterKind.MARK;
      if (!extension) {
        return end;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean isAt(String text, int position, char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private static boolean isKeycapBase(int c) {
    return (c >= '0' && c <= '9') || c == '#' || c == '*';
  }

  private static boolean isFlagLetter(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }

  private static boolean isSkinTone(int c) {
    return c >= 0x1F3FB && c <= 0x1F3FF;
  }

  /** The letters of a region in the flags of England, Scotland and Wales. */
  private static boolean isTag(int c) {
    return c >= 0xE0020 && c <= 0xE007F;
  }

  /** Characters that are emoji by default, and the rest of their blocks. */
  private static boolean isPicture(int c) {
    if (c >= 0x1F000) {
      return c <= 0x1FAFF; // also what this version of Java does not know yet
    }
    if (c >= 0x2600 && c <= 0x27BF) {
      return Character.getType(c) == Character.OTHER_SYMBOL;
    }
    return switch (c) {
      case 0x231A, 0x231B, 0x23E9, 0x23EA, 0x23EB, 0x23EC, 0x23F0, 0x23F3 ->
          true; // clocks, players
      case 0x25FD, 0x25FE, 0x2B1B, 0x2B1C, 0x2B50, 0x2B55 -> true; // squares, star, circle
      default -> false;
    };
  }

  /** Characters that may be emoji if U+FE0F follows, such as the copyright sign. */
  private static boolean isSymbol(int c) {
    return switch (Character.getType(c)) {
      case Character.OTHER_SYMBOL, Character.MATH_SYMBOL, Character.OTHER_PUNCTUATION -> true;
      case Character.DASH_PUNCTUATION -> c == 0x3030;
      case Character.LOWERCASE_LETTER -> c == 0x2139;
      default -> false;
    };
  }
}
