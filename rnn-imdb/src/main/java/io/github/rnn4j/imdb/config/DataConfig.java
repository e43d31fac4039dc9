package io.github.rnn4j.imdb.config;

import io.github.rnn4j.batch.Truncation;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.util.Set;

/**
 * What is trained on, and how it becomes sequences of token indices.
 *
 * @param data {@code synthetic}, {@code imdb}, or the path of an archive, a directory or a text
 *     file; see {@code ImdbData}
 * @param limit reviews in a balanced random sample of each part, 2 or more; 0 for all
 * @param tokenizer name of the tokenizer, see {@link io.github.rnn4j.text.Tokenizer#named}
 * @param maxLength the longest review in tokens, longer ones are cut; 1 or more, 0 for no limit
 * @param truncation which end of a review stays when it is cut
 * @param minCount how often a token must occur in the training part to be known, 1 or more
 * @param maxVocabulary most tokens of the vocabulary, {@code <pad>} and {@code <unk>} included, 3
 *     or more; 0 for no limit
 */
public record DataConfig(
    @Knob(
            label = "PATH|NAME",
            value =
                "Reviews to train on: an archive aclImdb_v1.tar.gz, the directory it unpacks to, a"
                    + " text file of lines label<TAB>text, 'synthetic' for made-up reviews, or 'imdb'"
                    + " to download the Large Movie Review Dataset once.")
        String data,
    @Knob("Use a balanced random sample of this many reviews of each part; 0 for all.") int limit,
    @Knob("Name of the tokenizer.") String tokenizer,
    @Knob("Cut reviews to this many words; 0 for no limit.") int maxLength,
    @Knob("Which end of a long review stays: ${COMPLETION-CANDIDATES}.") Truncation truncation,
    @Knob("How often a word must occur in the training reviews to be known, 1 or more.")
        int minCount,
    @Knob("Largest vocabulary, 3 or more; 0 for no limit.") int maxVocabulary) {

  /** The special tokens of the vocabulary, which have the indices 0 and 1. */
  public static final Set<SpecialToken> SPECIALS =
      Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN);

  /** The name of the made-up reviews. */
  public static final String SYNTHETIC = "synthetic";

  /** The name of the Large Movie Review Dataset, which is downloaded once. */
  public static final String IMDB = "imdb";

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
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
   * The same with other reviews.
   *
   * @param otherData a known name or a path
   * @param otherLimit reviews in a sample of each part; 0 for all
   * @return the configuration
   */
  public DataConfig with(String otherData, int otherLimit) {
    return new DataConfig(
        otherData, otherLimit, tokenizer, maxLength, truncation, minCount, maxVocabulary);
  }

  /**
   * How much of the counted tokens the vocabulary keeps.
   *
   * @return both limits
   */
  public VocabularyLimits vocabularyLimits() {
    return new VocabularyLimits(minCount, maxVocabulary);
  }
}
