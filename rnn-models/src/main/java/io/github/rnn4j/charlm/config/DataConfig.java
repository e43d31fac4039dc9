package io.github.rnn4j.charlm.config;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The data to train on and how it becomes sequences of tokens.
 *
 * @param data {@code synthetic}, {@code mysterious-island}, {@code dinos}, the path of a text file,
 *     or {@code -} for standard input; see {@code Corpus}
 * @param unit what one sequence is
 * @param tokens what the network reads and predicts at each step
 * @param maxVocabulary maximum vocabulary size, including {@code <unk>} and the other special
 *     tokens, 5 or more; 0 for no limit; not used with characters
 * @param limit number of characters to read from the beginning of the text, 20 or more; 0 for all
 * @param split which part of the data is held out
 * @param lowerCase whether the text is converted to lower case first
 */
public record DataConfig(
    @Knob(
            label = "PATH|NAME",
            value =
                "Text to train on: a UTF-8 file, '-' for standard input, 'synthetic' for a"
                    + " generated text, 'mysterious-island' for the novel by Jules Verne, or"
                    + " 'dinos' for a list of dinosaur names, to be used with --unit line. The"
                    + " novel and the list are downloaded once.")
        String data,
    @Knob(
            "How to divide the text: ${COMPLETION-CANDIDATES}. text: keep it whole; line or"
                + " sentence: split it into independent lines or sentences. The network also"
                + " learns where these begin and end.")
        Unit unit,
    @Knob("What the network reads and predicts at each step: ${COMPLETION-CANDIDATES}.")
        Tokens tokens,
    @Knob(
            "Maximum vocabulary size for --tokens word, 5 or more; 0 for no limit. The rarest words"
                + " become <unk>.")
        int maxVocabulary,
    @Knob(
            "Read only this many characters from the beginning of the text, 20 or more; 0 for"
                + " all.")
        int limit,
    @Knob(
            "How to split the data: ${COMPLETION-CANDIDATES}. held-out: hold out the last 5 percent"
                + " of a text for testing and the 5 percent before that for validation; with --unit"
                + " line or sentence, hold out one in twenty for testing and one in twenty for"
                + " validation. none: train on everything.")
        Split split,
    @Knob(
            value =
                "Convert the text to lower case, including any text evaluated or continued later.",
            inEarlierRuns = "false")
        boolean lowerCase)
    implements IdleKnobs, Serializable {

  /** The value of {@link #data} for standard input. */
  public static final String STANDARD_INPUT = "-";

  /**
   * Checks that all values are in range.
   *
   * @throws IllegalArgumentException if a value is out of range or missing
   */
  public DataConfig {
    Range.requireText("data", data);
    Range.require("unit", unit);
    Range.require("tokens", tokens);
    Range.require("split", split);
    if (maxVocabulary != 0) {
      Range.check("maxVocabulary", maxVocabulary, 5, Vocabulary.MAX_SIZE);
    }
    if (limit != 0) {
      Range.check("limit", limit, 20, Integer.MAX_VALUE);
    }
  }

  @Override
  public Map<String, String> idle() {
    return tokens == Tokens.CHARACTER
        ? Map.of("maxVocabulary", "the vocabulary always has all characters: add --tokens word")
        : Map.of();
  }

  /** Returns a copy with the tokens and the vocabulary of another configuration. */
  public DataConfig encodedAs(DataConfig other) {
    return new DataConfig(
        data, other.unit, other.tokens, other.maxVocabulary, limit, split, other.lowerCase);
  }

  /** Returns a text as the network reads it: in lower case if so configured. */
  public String read(String text) {
    return lowerCase ? text.toLowerCase(Locale.ROOT) : text;
  }

  /**
   * Returns the special tokens of the vocabulary: {@code <unk>} for words, {@code <bos>} and {@code
   * <eos>} for lines and sentences.
   *
   * @return the special tokens; empty for an unbroken text of characters
   */
  public Set<SpecialToken> specials() {
    Set<SpecialToken> specials = EnumSet.noneOf(SpecialToken.class);
    if (tokens == Tokens.WORD) {
      specials.add(SpecialToken.UNKNOWN);
    }
    if (unit != Unit.TEXT) {
      specials.add(SpecialToken.BEGIN);
      specials.add(SpecialToken.END);
    }
    return specials;
  }

  /**
   * Returns the limits of the vocabulary: it keeps all characters, but only the most frequent
   * words.
   *
   * @return the limits
   */
  public VocabularyLimits vocabularyLimits() {
    return tokens == Tokens.WORD ? new VocabularyLimits(1, maxVocabulary) : VocabularyLimits.NONE;
  }
}
