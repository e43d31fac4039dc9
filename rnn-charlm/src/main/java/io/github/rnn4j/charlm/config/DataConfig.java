package io.github.rnn4j.charlm.config;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is trained on, and how it becomes sequences of tokens.
 *
 * @param data {@code synthetic}, {@code mysterious-island}, {@code dinos}, the path of a text file,
 *     or {@code -} for standard input; see {@code Corpus}
 * @param unit what one sequence is
 * @param tokens what the network reads and predicts at a step
 * @param maxVocabulary most words of the vocabulary, {@code <unk>} and the other specials included,
 *     5 or more; 0 for no limit; not used with characters
 * @param limit only the first characters of the text, 20 or more; 0 for all
 * @param split which part is not trained on
 */
public record DataConfig(
    @Knob(
            label = "PATH|NAME",
            value =
                "Text to train on: a UTF-8 file, - for standard input, 'synthetic' for a made-up text,"
                    + " 'mysterious-island' to download the novel by Jules Verne once, or 'dinos' to"
                    + " download a list of dinosaurs' names once, which are lines (--unit line).")
        String data,
    @Knob(
            "What a sequence is: ${COMPLETION-CANDIDATES}; a line or a sentence has a beginning and an"
                + " end that are learned.")
        Unit unit,
    @Knob("What is read and predicted at a step: ${COMPLETION-CANDIDATES}.") Tokens tokens,
    @Knob("Most words of the vocabulary, 5 or more, rarer ones are <unk>; 0 for no limit.")
        int maxVocabulary,
    @Knob("Only the first characters of the text, 20 or more; 0 for all.") int limit,
    @Knob(
            "What is not trained on: ${COMPLETION-CANDIDATES}. held-out: of a text the last 10 %%, half"
                + " for validation, half for the test; of lines two of every twenty.")
        Split split) {

  /** The {@link #data} that stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
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

  /**
   * The special tokens of the vocabulary: {@code <unk>} among words, {@code <bos>} and {@code
   * <eos>} around lines and sentences.
   *
   * @return the set; empty for an unbroken text of characters
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
   * How much of the counted tokens the vocabulary keeps: all characters, and the most frequent
   * words.
   *
   * @return the limits
   */
  public VocabularyLimits vocabularyLimits() {
    return tokens == Tokens.WORD ? new VocabularyLimits(1, maxVocabulary) : VocabularyLimits.NONE;
  }
}
