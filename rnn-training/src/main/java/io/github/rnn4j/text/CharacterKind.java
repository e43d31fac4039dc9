package io.github.rnn4j.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** What a character does to a word, for {@link TextTokenizer}. */
enum CharacterKind {
  /** A letter of a script that writes spaces between words. */
  LETTER,

  /** A letter of a script that does not, such as a Chinese character. */
  UNSPACED_LETTER,

  /** A digit, or another numeral such as {@code ½}. */
  DIGIT,

  /** A combining mark, which belongs to the letter before it. */
  MARK,

  /**
   * An underscore, or an invisible formatting character such as the soft hyphen. It does not end a
   * word, but a word neither begins nor ends with it.
   */
  INSIDE_WORD,

  /** Everything else: it separates words. */
  SEPARATOR;

  private static final int ZERO_WIDTH_SPACE = 0x200B;
  private static final int RIGHT_SINGLE_QUOTE = 0x2019;
  private static final int MODIFIER_APOSTROPHE = 0x02BC; // of Unicode category L
  private static final int FULL_WIDTH_APOSTROPHE = 0xFF07;
  private static final int THAI_SARA_AM = 0x0E33; // extends its cluster, but of category L
  private static final int LAO_AM = 0x0EB3; // also
  private static final int FIRST_UNSPACED = 0x0E00; // the first letter of Thai
  private static final int FIRST_KANA = 0x3000;
  private static final int LAST_KANA = 0x30FF;
  private static final int HALF_WIDTH_PROLONGED_SOUND = 0xFF70;
  private static final int HALF_WIDTH_VOICED = 0xFF9E;
  private static final int HALF_WIDTH_SEMI_VOICED = 0xFF9F;

  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI,
          UnicodeScript.TANGUT,
          UnicodeScript.NUSHU,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_VIET,
          UnicodeScript.BALINESE,
          UnicodeScript.JAVANESE);

  /** Returns the kind of a code point; half a surrogate pair is a separator. */
  static CharacterKind of(int c) {
    return switch (Character.getType(c)) {
      case Character.LOWERCASE_LETTER, Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER ->
          LETTER;
      case Character.OTHER_LETTER, Character.MODIFIER_LETTER -> uncasedLetter(c);
      case Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER -> DIGIT;
      case Character.LETTER_NUMBER -> isUnspaced(c) ? UNSPACED_LETTER : DIGIT;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          MARK;
      case Character.FORMAT -> c == ZERO_WIDTH_SPACE ? SEPARATOR : INSIDE_WORD;
      case Character.CONNECTOR_PUNCTUATION -> INSIDE_WORD;
      default -> SEPARATOR;
    };
  }

  private static CharacterKind uncasedLetter(int c) {
    return switch (c) {
      case MODIFIER_APOSTROPHE -> SEPARATOR;
      case THAI_SARA_AM, LAO_AM, HALF_WIDTH_VOICED, HALF_WIDTH_SEMI_VOICED -> MARK;
      default -> isUnspaced(c) ? UNSPACED_LETTER : LETTER;
    };
  }

  private static boolean isUnspaced(int c) {
    if (c < FIRST_UNSPACED) {
      return false; // spares Latin, Cyrillic, Arabic and Devanagari the search for the script
    }
    UnicodeScript script = UnicodeScript.of(c);
    return UNSPACED.contains(script)
        || (script == UnicodeScript.COMMON && isSharedKana(c)); // such as U+30FC
  }

  private static boolean isSharedKana(int c) {
    return (c >= FIRST_KANA && c <= LAST_KANA) || c == HALF_WIDTH_PROLONGED_SOUND;
  }

  /** Returns whether a character is an apostrophe in any of its forms. */
  static boolean isApostrophe(int c) {
    return c == '\''
        || c == RIGHT_SINGLE_QUOTE
        || c == MODIFIER_APOSTROPHE
        || c == FULL_WIDTH_APOSTROPHE;
  }

  /** Returns whether a character asks for a variant of the one before it, in colour for example. */
  static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
