package io.github.rnn4j.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Tokenizer for texts in any language: words in lower case, emoji, emoticons and the marks {@code .
 * , ! ? ( )}, in the order of the text.
 *
 * <pre>{@code
 * new TextTokenizer().tokenize("It’s GREAT!<br>10.5/10 :-) 👍🏽"); // [it's, great, !, 10.5, 10, :), 👍🏽]
 * new TextTokenizer().tokenize("iPhone很好。");                        // [iphone, 很, 好, .]
 * }</pre>
 *
 * <ul>
 *   <li><b>HTML.</b> A tag separates words; the rule for what is a tag is that of {@link
 *       ReviewTokenizer}. Then entities are decoded once: numeric ones, and {@code amp}, {@code
 *       lt}, {@code gt}, {@code quot}, {@code apos}, {@code nbsp}, {@code shy}, {@code hellip},
 *       dashes and quotation marks.
 *   <li><b>Words</b> are runs of letters, numerals and combining marks. A single apostrophe between
 *       two of them is part of the word, and becomes {@code '} whatever its form: {@code don't},
 *       {@code l'amour}. So are underscores, a middle dot ({@code col·lega}), and, between digits,
 *       a decimal point or comma: {@code 1,500.25}. Hyphens and all other characters separate
 *       words.
 *   <li><b>Without spaces.</b> In scripts that write no spaces between words, such as Chinese,
 *       Japanese, Thai, Lao, Khmer, Burmese and Tibetan, each letter with its combining marks is a
 *       token.
 *   <li><b>Emoji</b> are tokens, with their skin tone, as a sequence joined by U+200D, as a flag or
 *       as a keycap.
 *   <li><b>Emoticons</b> are those of {@link ReviewTokenizer}, without their dash.
 *   <li><b>Marks.</b> Each mark is a token, so {@code !!!} gives three. Their full-width, Chinese,
 *       Arabic, Indic and other forms become ASCII: {@code 。} becomes {@code .}, and {@code 、} and
 *       {@code ،} become {@code ,}. Other punctuation, symbols, control characters and unpaired
 *       surrogates only separate.
 * </ul>
 *
 * <p>Words are converted to lower case by the rules of {@link Locale#ROOT}, and to Unicode form
 * NFC. Variation selectors are left out of words and emoji, and soft hyphens and other invisible
 * characters out of words, except U+200C and U+200D, which Persian and Indic scripts need. A letter
 * keeps at most 30 combining marks (the limit of the Stream-Safe Text Format in Unicode Standard
 * Annex 15).
 *
 * <p>Word boundaries follow Unicode Standard Annex 29, <cite>Unicode Text Segmentation</cite>,
 * section 4, with these changes for reviews and messages: a point between letters separates,
 * because {@code good.The} is two words; an apostrophe may also stand between a digit and a letter
 * ({@code 80's}); underscores around a word are left out; and each Katakana letter is a token.
 * {@link java.text.BreakIterator} has other rules: it keeps {@code well-made} and {@code good.The}
 * whole, splits {@code it’s} at U+2019, and finds other emoji in Java 17 than in Java 25.
 *
 * <p>Only letters and symbols that are newer than the running version of Java are tokenized
 * differently in a later one. The running time is linear in the length of the text, for any text.
 */
public final class TextTokenizer implements Tokenizer {

  private static final int FIRST_NON_ASCII = 0x80;
  private static final int MAX_MARKS = 30;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** Receives the tokens of a text and their positions in it. */
  private interface Receiver {
    void token(String token, int from, int to);
  }

  /** Creates the tokenizer; it has no settings. */
  public TextTokenizer() {}

  @Override
  public List<String> tokenize(String text) {
    List<String> tokens = new ArrayList<>();
    scan(html(text).plain(), (token, from, to) -> tokens.add(token));
    return tokens;
  }

  @Override
  public List<TokenSpan> spans(String text) {
    HtmlText html = html(text);
    List<TokenSpan> spans = new ArrayList<>();
    scan(
        html.plain(),
        (token, from, to) -> spans.add(new TokenSpan(token, html.inHtml(from), html.inHtml(to))));
    return spans;
  }

  private static HtmlText html(String text) {
    return HtmlText.of(Objects.requireNonNull(text, "The text is null; an empty text is \"\""));
  }

  private static void scan(String text, Receiver receiver) {
    int from = 0;
    while (from < text.length()) {
      int to = Emoji.end(text, from);
      if (to > from) {
        receiver.token(Emoji.withoutStyle(text.substring(from, to)), from, to);
      } else {
        to = scanWordOrMark(text, from, receiver);
      }
      from = to;
    }
  }

  /** Returns the end of what begins at {@code from}: a word, an emoticon, or one character. */
  private static int scanWordOrMark(String text, int from, Receiver receiver) {
    int c = text.codePointAt(from);
    int to =
        switch (CharacterKind.of(c)) {
          case LETTER, DIGIT -> wordEnd(text, from);
          case UNSPACED_LETTER -> marksEnd(text, from + Character.charCount(c));
          case MARK, INSIDE_WORD -> from;
          case SEPARATOR -> emoticonEnd(text, from);
        };
    int afterCharacter = from + Character.charCount(c);
    if (to == from) {
      String mark = mark(c);
      if (!mark.isEmpty()) {
        receiver.token(mark, from, afterCharacter);
      }
      return afterCharacter;
    }
    receiver.token(isEmoticonEye(c) ? emoticon(text, from, to) : word(text, from, to), from, to);
    return to;
  }

  /** The end of the last letter, numeral or combining mark of a word. */
  private static int wordEnd(String text, int from) {
    int end = from;
    int i = from;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int after = i + Character.charCount(c);
      switch (CharacterKind.of(c)) {
        case LETTER, MARK -> end = after;
        case DIGIT -> {
          if (Emoji.end(text, i) > i) { // a keycap
            return end;
          }
          end = after;
        }
        case UNSPACED_LETTER -> {
          return end;
        }
        case INSIDE_WORD -> {}
        case SEPARATOR -> {
          boolean joins = end == i && (joinsLetters(text, i) || joinsDigits(text, i));
          if (!joins) {
            return end;
          }
        }
      }
      i = after;
    }
    return end;
  }

  private static boolean joinsLetters(String text, int i) {
    char c = text.charAt(i);
    boolean joiner = CharacterKind.isApostrophe(c) || c == '\u00b7' || c == '\u05f4';
    return joiner && i + 1 < text.length() && isWordCharacter(text.codePointAt(i + 1));
  }

  private static boolean joinsDigits(String text, int i) {
    char c = text.charAt(i);
    boolean joiner = c == '.' || c == ',' || c == '\u066b' || c == '\u066c' || c == '\uff0e';
    return joiner
        && i + 1 < text.length()
        && Character.isDigit(text.codePointBefore(i))
        && Character.isDigit(text.codePointAt(i + 1));
  }

  private static boolean isWordCharacter(int c) {
    CharacterKind kind = CharacterKind.of(c);
    return kind == CharacterKind.LETTER || kind == CharacterKind.DIGIT;
  }

  private static int marksEnd(String text, int from) {
    int end = from;
    while (end < text.length() && CharacterKind.of(text.codePointAt(end)) == CharacterKind.MARK) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isEmoticonEye(int c) {
    return c == ':' || c == ';' || c == '=';
  }

  /** The end of an emoticon, or {@code from} if there is none. */
  private static int emoticonEnd(String text, int from) {
    if (!isEmoticonEye(text.charAt(from))) {
      return from;
    }
    int mouth = text.startsWith("-", from + 1) ? from + 2 : from + 1;
    if (mouth >= text.length()) {
      return from;
    }
    return switch (text.charAt(mouth)) {
      case '(', ')' -> mouth + 1;
      case 'D', 'P' -> beginsWord(text, mouth + 1) ? from : mouth + 1;
      default -> from;
    };
  }

  /** Whether a letter, numeral or underscore follows, as in {@code cast:Drew}. */
  private static boolean beginsWord(String text, int position) {
    if (position >= text.length()) {
      return false;
    }
    int c = text.codePointAt(position);
    return c == '_' || isWordCharacter(c) || CharacterKind.of(c) == CharacterKind.UNSPACED_LETTER;
  }

  private static String emoticon(String text, int from, int to) {
    return text.substring(from, from + 1) + text.charAt(to - 1);
  }

  /** The ASCII form of a mark that is a token; empty for any other character. */
  private static String mark(int c) {
    return switch (c) {
      case '.', '。', '．', '｡', '।', '۔', '։', '።', '။', '។', '།' -> ".";
      case ',', '，', '、', '､', '،', '၊', '፣' -> ",";
      case '!', '！' -> "!";
      case '?', '？', '؟', '፧' -> "?";
      case '(', '（' -> "(";
      case ')', '）' -> ")";
      default -> "";
    };
  }

  private static String word(String text, int from, int to) {
    String written = text.substring(from, to);
    boolean ascii = written.chars().allMatch(c -> c < FIRST_NON_ASCII);
    return ascii ? written.toLowerCase(Locale.ROOT) : normalized(written);
  }

  private static String normalized(String written) {
    StringBuilder word = new StringBuilder(written.length());
    int marks = 0;
    for (int i = 0; i < written.length(); i += Character.charCount(written.codePointAt(i))) {
      int c = written.codePointAt(i);
      CharacterKind kind = CharacterKind.of(c);
      if (isLeftOut(c)) {
        continue;
      }
      marks = kind == CharacterKind.MARK ? marks + 1 : 0;
      if (marks <= MAX_MARKS) { // the time that NFC takes is quadratic in their number
        appendLowerCase(word, c);
      }
    }
    useFinalSigma(written, word);
    return Normalizer.normalize(word, Normalizer.Form.NFC);
  }

  private static boolean isLeftOut(int c) {
    return CharacterKind.isVariationSelector(c)
        || (Character.getType(c) == Character.FORMAT
            && c != ZERO_WIDTH_NON_JOINER
            && c != ZERO_WIDTH_JOINER);
  }

  /** As {@code String.toLowerCase}, which takes quadratic time for words of Σ or İ. */
  private static void appendLowerCase(StringBuilder word, int c) {
    if (CharacterKind.isApostrophe(c)) {
      word.append('\'');
    } else if (c == 'İ') {
      word.append("i\u0307");
    } else {
      word.appendCodePoint(Character.toLowerCase(c));
    }
  }

  private static void useFinalSigma(String written, StringBuilder word) {
    int last = word.length() - 1;
    if (last > 0 && written.endsWith("Σ")) {
      word.setCharAt(last, 'ς');
    }
  }

  /**
   * {@inheritDoc}
   *
   * @return {@code "text"}
   */
  @Override
  public String name() {
    return "text";
  }
}
