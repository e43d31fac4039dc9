package io.github.rnn4j.imdb.config;

import io.github.rnn4j.batch.Truncation;
import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.config.Switch;
import io.github.rnn4j.datasets.labelled.LabelledTextFormat;
import io.github.rnn4j.datasets.table.HeaderLine;
import io.github.rnn4j.datasets.table.TableFormat;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The data to train on and how it becomes sequences of token indices.
 *
 * @param data {@code synthetic}, {@code imdb}, or the path of an archive, a folder or a text file;
 *     see {@code ImdbData}
 * @param limit size of the balanced random sample of each set, 2 or more reviews; 0 for all
 * @param tokenizer name of the tokenizer, see {@link io.github.rnn4j.text.Tokenizer#named}
 * @param maxLength maximum length of a review in tokens, 1 or more; longer reviews are cut; 0 for
 *     no limit
 * @param truncation which end of a review is kept when it is cut
 * @param minCount how often a token must occur in the training set to be in the vocabulary, 1 or
 *     more
 * @param maxVocabulary maximum vocabulary size, including {@code <pad>} and {@code <unk>}, 3 or
 *     more; 0 for no limit
 * @param textColumn column of a table with the texts, by name or as {@code #3}; empty for the one
 *     that is named like a text
 * @param labelColumn column with the labels; empty for the one that is named like a label
 * @param group column that says which texts belong together; empty for none
 * @param positive which of two classes is the positive one; empty to choose it by its name
 * @param separator character between two fields, or {@code tab}; empty to detect it
 * @param header whether the first row has the names of the columns
 * @param encoding character set of a file; empty for UTF-8, or UTF-16 with a byte-order mark
 * @param filmSplit whether all reviews of a film are in the training set or all in the validation
 *     set; only with the Large Movie Review Dataset
 */
public record DataConfig(
    @Knob(
            label = "PATH|NAME",
            value =
                "Labelled texts to train on: CSV, tab-separated text, JSON lines or fastText lines,"
                    + " each also with gzip; a folder with one folder per class and one text per"
                    + " file; the archive aclImdb_v1.tar.gz or the folder it unpacks to; 'imdb' for"
                    + " that archive, downloaded once; or 'synthetic' for generated reviews.")
        String data,
    @Knob(
            "Use a random sample of this many texts, equally many of each class as far as there are"
                + " enough; if the data has separate training and test sets, this many from each. 0"
                + " for all.")
        int limit,
    @Knob(
            "Tokenizer: review, text (for any language), book (as in the textbook of --preset book),"
                + " word, character, or the name of your own, registered as a Java service.")
        String tokenizer,
    @Knob("Cut texts to at most this many words; 0 for the longest possible, 5000.") int maxLength,
    @Knob(
            "Which words of a text to keep if it is cut: ${COMPLETION-CANDIDATES}. keep-ends: a third"
                + " from its beginning, the rest from its end.")
        Truncation truncation,
    @Knob("How often a word must occur in the training texts to be in the vocabulary, 1 or more.")
        int minCount,
    @Knob("Maximum vocabulary size, 3 or more; 0 for no limit.") int maxVocabulary,
    @Knob(
            label = "COLUMN",
            emptyInEarlierRuns = true,
            value =
                "Column with the texts, by its name or as #3. Default: the one named text, review,"
                    + " sentence, content or body")
        String textColumn,
    @Knob(
            label = "COLUMN",
            emptyInEarlierRuns = true,
            value =
                "Column with the labels. Default: the one named label, sentiment, class or category;"
                    + " without a header, the one of two columns that has fewer different values")
        String labelColumn,
    @Knob(
            label = "COLUMN",
            emptyInEarlierRuns = true,
            value =
                "Column that says which texts belong together, such as an author; they all go into"
                    + " the same set. Default: none, only equal texts are kept together")
        String group,
    @Knob(
            label = "CLASS",
            emptyInEarlierRuns = true,
            value =
                "Which of two classes is the positive one. Default: pos, positive, true, yes, spam,"
                    + " or 1 next to 0 or -1; otherwise the second in order")
        String positive,
    @Knob(
            label = "CHARACTER",
            emptyInEarlierRuns = true,
            value = "Character between the fields of a line, or tab. Default: detected")
        String separator,
    @Knob(
            inEarlierRuns = "AUTOMATIC",
            value = "Whether the first line has the names of the columns. Default: detected")
        Switch header,
    @Knob(
            label = "NAME",
            emptyInEarlierRuns = true,
            value =
                "Encoding of a file, such as windows-1252. Default: UTF-8, or UTF-16 if the file"
                    + " begins with a byte-order mark")
        String encoding,
    @Knob(
            inEarlierRuns = "false",
            value =
                "Keep all reviews of a film in the same set when reviews for validation are set"
                    + " aside; only with the Large Movie Review Dataset, which names the films.")
        boolean filmSplit)
    implements IdleKnobs, Serializable {

  /** The special tokens of the vocabulary, which have indices 0 and 1. */
  public static final Set<SpecialToken> SPECIALS =
      Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN);

  private static final List<String> FORMAT =
      List.of("textColumn", "labelColumn", "group", "positive", "separator", "header", "encoding");

  /** The name of the synthetic reviews. */
  public static final String SYNTHETIC = "synthetic";

  /** The name of the Large Movie Review Dataset, which is downloaded once. */
  public static final String IMDB = "imdb";

  /**
   * Checks that all values are in range.
   *
   * @throws IllegalArgumentException if a value is out of range or missing
   */
  public DataConfig {
    Range.requireText("data", data);
    Range.requireText("tokenizer", tokenizer);
    Tokenizer.named(tokenizer);
    Range.require("truncation", truncation);
    Range.require("textColumn", textColumn);
    Range.require("labelColumn", labelColumn);
    Range.require("group", group);
    Range.require("positive", positive);
    Range.require("header", header);
    new TableFormat(separator, HeaderLine.DETECT, encoding);
    if (limit != 0) {
      Range.check("limit", limit, 2, Integer.MAX_VALUE);
    }
    Range.check("maxLength", maxLength, 0, Integer.MAX_VALUE);
    Range.check("minCount", minCount, 1, Integer.MAX_VALUE);
    if (maxVocabulary != 0) {
      Range.check("maxVocabulary", maxVocabulary, 3, Vocabulary.MAX_SIZE);
    }
  }

  /**
   * Returns the defaults of own data: everything about its format is detected.
   *
   * @param data a known name or a path
   * @param tokenizer name of the tokenizer
   * @param maxLength maximum length of a text in tokens; 0 for the longest possible
   * @param truncation which end of a text is kept
   * @param minCount how often a token must occur
   * @return the configuration
   */
  public static DataConfig of(
      String data, String tokenizer, int maxLength, Truncation truncation, int minCount) {
    return new DataConfig(
        data,
        0,
        tokenizer,
        maxLength,
        truncation,
        minCount,
        0,
        "",
        "",
        "",
        "",
        "",
        Switch.AUTOMATIC,
        "",
        false);
  }

  /** Returns a copy that keeps the reviews of a film together, if the data names the films. */
  DataConfig byFilm() {
    return copy(data, limit, this, true);
  }

  /**
   * Returns a copy with other texts.
   *
   * @param otherData a known name or a path
   * @param otherLimit size of the sample of each set; 0 for all
   * @return the configuration
   */
  public DataConfig with(String otherData, int otherLimit) {
    return copy(otherData, otherLimit, this, filmSplit);
  }

  /**
   * Returns where a file has its texts and labels.
   *
   * @return the format, as far as it is given
   */
  public LabelledTextFormat format() {
    HeaderLine line =
        switch (header) {
          case AUTOMATIC -> HeaderLine.DETECT;
          case ON -> HeaderLine.PRESENT;
          case OFF -> HeaderLine.ABSENT;
        };
    return new LabelledTextFormat(
        new TableFormat(separator, line, encoding), textColumn, labelColumn, group, positive);
  }

  /**
   * Returns a copy with the tokenizer and the vocabulary of another configuration.
   *
   * @param other the configuration of the vocabulary
   * @return the configuration
   */
  public DataConfig encodedAs(DataConfig other) {
    return copy(data, limit, other, filmSplit);
  }

  private DataConfig copy(
      String otherData, int otherLimit, DataConfig vocabulary, boolean otherFilmSplit) {
    return new DataConfig(
        otherData,
        otherLimit,
        vocabulary.tokenizer,
        maxLength,
        truncation,
        vocabulary.minCount,
        vocabulary.maxVocabulary,
        textColumn,
        labelColumn,
        group,
        positive,
        separator,
        header,
        encoding,
        otherFilmSplit);
  }

  /**
   * Returns the limits of the vocabulary.
   *
   * @return the minimum count and the maximum size
   */
  public VocabularyLimits vocabularyLimits() {
    return new VocabularyLimits(minCount, maxVocabulary);
  }

  @Override
  public Map<String, String> idle() {
    Map<String, String> idle = new LinkedHashMap<>();
    if (maxLength == 0) {
      idle.put("truncation", "only texts above 5,000 words are cut: add --max-length");
    }
    if (data.equals(SYNTHETIC) || data.equals(IMDB)) {
      for (String name : FORMAT) {
        idle.put(name, "the data '%s' has a format of its own: add --data".formatted(data));
      }
    }
    if (!mayNameFilms()) {
      idle.put("filmSplit", "only the Large Movie Review Dataset names the films");
    }
    return idle;
  }

  /** Returns whether the data can be the Large Movie Review Dataset: an archive or a folder. */
  private boolean mayNameFilms() {
    String file = data.substring(data.replace('\\', '/').lastIndexOf('/') + 1);
    boolean named = file.endsWith(".tar.gz") || file.endsWith(".tgz") || !file.contains(".");
    return named && !data.equals(SYNTHETIC);
  }
}
