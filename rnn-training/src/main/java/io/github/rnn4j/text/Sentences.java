package io.github.rnn4j.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts running text into sentences, for language models of words.
 *
 * <p>A blank line ends a sentence; a single line end is a space. Inside a paragraph a sentence ends
 * with {@code .}, {@code !} or {@code ?}, any closing quotes and brackets, white space, and a next
 * character that is no small letter. A point after {@code Mr}, {@code Mrs}, {@code Ms}, {@code Dr},
 * {@code St}, or a single capital letter ends none.
 *
 * <pre>{@code
 * Sentences.of("\"Are we rising?\" \"No.\"\n\nMr. Smith\nslept.");
 * // ["Are we rising?", "No.", Mr. Smith slept.]
 * }</pre>
 *
 * <p>It is a rule of thumb for English prose. Text with one sentence a line needs no such rule:
 * read it by lines.
 */
public final class Sentences {

  private static final Pattern PARAGRAPH_END = Pattern.compile("\n[ \t]*+\n\\s*+");

  private static final Pattern SENTENCE_END =
      Pattern.compile("[.!?][.!?\"'\u201d\u2019)\\]]*+\\s++(?![\\p{Ll}\\s])");

  private static final Pattern ABBREVIATION =
      Pattern.compile("(?:^|[^\\p{L}])(?:Mrs?|Ms|Dr|St|\\p{Lu})\\.$");

  private static final int LONGEST_ABBREVIATION = 5; // with what stands before it and its point

  private Sentences() {}

  /**
   * The sentences of a text.
   *
   * @param text any text with line ends LF
   * @return the sentences in their order, none of them empty, each on one line
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
