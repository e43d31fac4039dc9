package io.github.rnn4j.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokenizer for reviews: the words in lower case, without HTML tags, followed by the emoticons.
 *
 * <p>It follows the {@code tokenizer} function of S. Raschka, Y. Liu, V. Mirjalili (2022),
 * <cite>Machine Learning with PyTorch and Scikit-Learn</cite>, Packt, chapters 8 and 15:
 *
 * <ul>
 *   <li>HTML tags are left out;
 *   <li>an emoticon is one of {@code : ; =}, an optional dash, and one of {@code ) ( D P}; its dash
 *       is removed, and all emoticons come after the words;
 *   <li>a word is a run of letters, digits of any kind and underscores, as {@code \w} in Python 3
 *       ({@code [\p{L}\p{N}_]} here); everything else separates words: punctuation, apostrophes,
 *       control characters such as U+0085, emoji, combining marks. {@code don't} becomes {@code
 *       don} and {@code t}.
 * </ul>
 *
 * <pre>{@code
 * new ReviewTokenizer().tokenize("<b>Bad</b> start :-( but</br>it ENDS well =D");
 * // [bad, start, but, it, ends, well, :(, =D]
 * }</pre>
 *
 * <p>It differs from the textbook's function in four ways:
 *
 * <ul>
 *   <li>The textbook joins the first emoticon to the last word when the text ends in a word ({@code
 *       ":) good"} becomes {@code good:)}). Here they stay two tokens.
 *   <li>Chapter 15 converts to lower case before it looks for {@code D} and {@code P}, so it never
 *       finds {@code :D} and leaves the word {@code d} behind. Here {@code :D} is an emoticon
 *       unless a letter, digit or underscore follows, as in {@code cast:Drew}.
 *   <li>The textbook deletes tags, which turns {@code good<br />film} into one word. Here a tag
 *       separates words.
 *   <li>The textbook treats everything from {@code <} to the next {@code >} as a tag. Here a tag
 *       has a letter, {@code /}, {@code !} or {@code ?} after the {@code <}, as in the HTML
 *       standard (WHATWG, <cite>HTML</cite>, section 13.2.5.6 "Tag open state"), and contains no
 *       second {@code <}, so {@code 3 < 5 but 7 > 6} is not mistaken for a tag.
 * </ul>
 *
 * <p>The third difference removes about 880 joined words from the vocabulary of 20,000 reviews of
 * the Large Movie Review Dataset (A. Maas et al., 2011, <cite>Learning Word Vectors for Sentiment
 * Analysis</cite>, ACL). In five random draws of 20,000 of the 25,000 training reviews, this
 * tokenizer finds 68,361 to 68,784 different tokens. On the textbook's own draw, it finds 68,168,
 * and the textbook's function 69,023.
 *
 * <p>For texts in scripts other than the Latin, Cyrillic and Greek, prefer {@link TextTokenizer}.
 * Entities such as <code>&amp;amp;</code> are not decoded. Letters with separate combining marks
 * (Unicode form NFD) are split, as in the textbook: normalize such text to NFC first. The running
 * time is linear in the length of the text, for any text.
 */
public final class ReviewTokenizer implements Tokenizer {

  // The quantifiers are possessive and a tag cannot contain '<', so no character is read more than
  // twice.
  private static final Pattern TAG_EMOTICON_OR_WORD =
      Pattern.compile(
          HtmlText.TAG
              + "|(?<emoticon>[:;=]-?(?:[()]|[DP](?![\\p{L}\\p{N}_])))"
              + "|(?<word>[\\p{L}\\p{N}_]++)");

  /** What is made of a token and its position in the text. */
  private interface Found<T> {
    T token(String token, int from, int to);
  }

  /** Creates the tokenizer; it has no settings. */
  public ReviewTokenizer() {}

  @Override
  public List<String> tokenize(String text) {
    return find(text, (token, from, to) -> token);
  }

  @Override
  public List<TokenSpan> spans(String text) {
    return find(text, TokenSpan::new);
  }

  /** Makes something of each token and its position; that of the emoticons comes last. */
  private static <T> List<T> find(String text, Found<T> found) {
    Objects.requireNonNull(text, "The text is null; an empty text is \"\"");
    List<T> tokens = new ArrayList<>();
    List<T> emoticons = new ArrayList<>();
    Matcher matcher = TAG_EMOTICON_OR_WORD.matcher(text);
    while (matcher.find()) {
      String word = matcher.group("word");
      String emoticon = matcher.group("emoticon");
      if (word != null) {
        tokens.add(found.token(word.toLowerCase(Locale.ROOT), matcher.start(), matcher.end()));
      } else if (emoticon != null) {
        emoticons.add(found.token(emoticon.replace("-", ""), matcher.start(), matcher.end()));
      }
    }
    tokens.addAll(emoticons);
    return tokens;
  }

  /**
   * {@inheritDoc}
   *
   * @return {@code "review"}
   */
  @Override
  public String name() {
    return "review";
  }
}
