package io.github.rnn4j.imdb.config;

import io.github.rnn4j.batch.Truncation;
import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
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
 */
public record DataConfig(
    @Knob(
            label = "PATH|NAME",
            value =
                "Reviews to train on: the archive aclImdb_v1.tar.gz, the folder it unpacks to,"
                    + " a text file with lines of the form label<TAB>text, 'synthetic' for"
                    + " generated reviews, or 'imdb' for the Large Movie Review Dataset, which is"
                    + " downloaded once.")
        String data,
    @Knob(
            "Use a balanced random sample of this many reviews; if the data has separate training"
                + " and test sets, this many from each. 0 for all.")
        int limit,
    @Knob(
            "Tokenizer: review, text (for any language), book (as in the textbook of --preset book),"
                + " word, character, or the name of your own, registered as a Java service.")
        String tokenizer,
    @Knob("Cut reviews to at most this many words; 0 for no limit.") int maxLength,
    @Knob("Which end of a review to keep if --max-length cuts it: ${COMPLETION-CANDIDATES}.")
        Truncation truncation,
    @Knob("How often a word must occur in the training reviews to be in the vocabulary, 1 or more.")
        int minCount,
    @Knob("Maximum vocabulary size, 3 or more; 0 for no limit.") int maxVocabulary)
    implements IdleKnobs {

  /** The special tokens of the vocabulary, which have indices 0 and 1. */
  public static final Set<SpecialToken> SPECIALS =
      Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN);

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
   * Returns a copy with other reviews.
   *
   * @param otherData a known name or a path
   * @param otherLimit size of the sample of each set; 0 for all
   * @return the configuration
   */
  public DataConfig with(String otherData, int otherLimit) {
    return new DataConfig(
        otherData, otherLimit, tokenizer, maxLength, truncation, minCount, maxVocabulary);
  }

  /**
   * Returns a copy with the tokenizer and the vocabulary of another configuration.
   *
   * @param other the configuration of the vocabulary
   * @return the configuration
   */
  public DataConfig encodedAs(DataConfig other) {
    return new DataConfig(
        data, limit, other.tokenizer, maxLength, truncation, other.minCount, other.maxVocabulary);
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
    return maxLength == 0
        ? Map.of("truncation", "reviews are not cut: add --max-length")
        : Map.of();
  }
}
