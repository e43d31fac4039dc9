package io.github.rnn4j.imdb.data;

import io.github.rnn4j.batch.Truncation;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.TokenSpan;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Encodes texts as token indices, in the same way for training and prediction. */
public final class ReviewEncoder {

  /**
   * The maximum number of tokens if the configuration sets no limit: twice the longest review of
   * the Large Movie Review Dataset.
   */
  public static final int LONGEST = 5_000;

  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final int maxLength;
  private final Truncation truncation;

  /**
   * Creates an encoder that cuts texts to the length of the configuration, or the longest possible.
   */
  public ReviewEncoder(DataConfig config, Vocabulary vocabulary) {
    this(config, vocabulary, config.maxLength() == 0 ? LONGEST : config.maxLength());
  }

  /** Creates an encoder that cuts texts to {@code maxLength} tokens; 0 for no limit. */
  public ReviewEncoder(DataConfig config, Vocabulary vocabulary, int maxLength) {
    this.tokenizer = Tokenizer.named(config.tokenizer());
    this.vocabulary = vocabulary;
    this.maxLength = maxLength;
    this.truncation = config.truncation();
  }

  /** Builds the vocabulary of texts within the limits of the configuration. */
  static Vocabulary vocabulary(DataConfig config, Stream<String> texts) {
    Tokenizer tokenizer = Tokenizer.named(config.tokenizer());
    VocabularyBuilder counts = Vocabulary.builder(DataConfig.SPECIALS);
    texts.forEach(text -> counts.count(tokenizer.tokenize(text)));
    return counts.build(config.vocabularyLimits());
  }

  /** Returns the number of tokens that it tells apart. */
  public int vocabularySize() {
    return vocabulary.size();
  }

  /** Returns the maximum number of tokens of a text; 0 for no limit. */
  public int maxLength() {
    return maxLength;
  }

  /** Returns the tokens that the network reads, with their places in the text. */
  public List<TokenSpan> spans(String text) {
    return truncation.cut(tokenizer.spans(text), maxLength);
  }

  public EncodedReview encode(String text) {
    List<String> tokens = tokenizer.tokenize(text);
    int unknown = vocabulary.index(SpecialToken.UNKNOWN);
    int[] whole = steps(vocabulary.encode(truncation.cut(tokens, LONGEST)), unknown);
    boolean cuts = maxLength > 0 && tokens.size() > maxLength;
    int[] indices =
        cuts ? steps(vocabulary.encode(truncation.cut(tokens, maxLength)), unknown) : whole;
    int known = (int) Arrays.stream(indices).filter(i -> i != unknown).count();
    return new EncodedReview(indices, whole, tokens.size(), known);
  }

  private static int[] steps(int[] indices, int unknown) {
    return indices.length == 0 ? new int[] {unknown} : indices;
  }

  /**
   * Returns the tokens of a text that the network reads, as strings; empty if the text has none.
   */
  public List<String> read(String text) {
    return truncation.cut(tokenizer.tokenize(text), maxLength);
  }
}
