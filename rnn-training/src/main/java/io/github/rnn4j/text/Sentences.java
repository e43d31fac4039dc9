package io.github.rnn4j.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits running text into sentences, for word language models.
 *
 * <p>A blank line ends a sentence; a single line end counts as a space. Within a paragraph, a
 * sentence ends with {@code .}, {@code !} or {@code ?}, any closing quotes and brackets, and white
 * space, unless a lower-case letter follows. A full stop after {@code Mr}, {@code Mrs}, {@code Ms},
 * {@code Dr}, {@code St}, or a single capital letter does not end a sentence.
 *
 * <pre>{@code
 * Sentences.of("\"Are we rising?\" \"No.\"\n\nMr. Smith\nslept.");
 * // ["Are we rising?", "No.", Mr. Smith slept.]
 * }</pre>
 *
 * <p>This is a rule of thumb for English prose. Text with one sentence per line does not need it:
 * read such text line by line.
 */
public final class Sentences {

  private static final Pattern PARAGRAPH_END = Pattern.compile("\n[ \t]*+\n\\s*+");

  private static final Pattern SENTENCE_END =
      Pattern.compile("[.!?][.!?\"'\u201d\u2019)\\]]*+\\s++(?![\\p{Ll}\\s])");

  private static final Pattern ABBREVIATION =
      Pattern.compile("(?:^|[^\\p{L}])(?:Mrs?|Ms|Dr|St|\\p{Lu})\\.$");

  private static final int LONGEST_ABBREVIATION =
      5; // including the character before it and the full stop

  private Sentences() {}

  /**
   * Splits a text into sentences.
   *
   * @param text any text with LF line ends
   * @return the sentences in order, each on one line and not empty
   */
  public static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    PARAGRAPH_END
        .splitAsStream(text)
        .forEach(paragraph -> addSentences(paragraph.replace('\n', ' ').strip(), sentences));
    return List.copyOf(sentences);
  }

  private static void addSentences(String paragraph, List<String> sentences) {
    Matcher end = SENTENCE_END.matcher(paragraph);
    int from = 0;
    while (end.find()) {
      if (!abbreviates(paragraph, end.start() + 1)) {
        sentences.add(paragraph.substring(from, end.end()).strip());
        from = end.end();
      }
    }
    if (from < paragraph.length()) {
      sentences.add(paragraph.substring(from));
    }
  }

  private static boolean abbreviates(String paragraph, int afterPoint) {
    String before = paragraph.substring(Math.max(0, afterPoint - LONGEST_ABBREVIATION), afterPoint);
    return ABBREVIATION.matcher(before).find();
  }
}
