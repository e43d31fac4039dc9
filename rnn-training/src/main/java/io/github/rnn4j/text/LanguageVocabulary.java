package io.github.rnn4j.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tokens that a language model reads and predicts, each with its index: a column of the model's
 * output. Immutable.
 *
 * <p>Unlike {@link Vocabulary}, which is for what is only read, it has no {@code <pad>}, and other
 * specials only where they are asked for, so that a model gives no probability to what never comes:
 * a novel of 80 different characters makes a vocabulary of size 80. The specials come first, in the
 * order of {@link Special}, then the tokens of the text by Unicode code point.
 *
 * <pre>{@code
 * List<String> characters = new CharacterTokenizer().tokenize("banana");
 * LanguageVocabulary vocabulary = LanguageVocabulary.of(characters); // a, b, n
 * vocabulary.encode(characters);           // [1, 0, 2, 0, 2, 0]
 * vocabulary.encode(List.of("a", "x"));    // IllegalArgumentException: unknown "x"
 * }</pre>
 *
 * <p>A token of a text that is spelled like a special is not the special: it counts as unknown.
 */
public final class LanguageVocabulary {

  /** What is no token of a text. */
  public enum Special {
    /** Stands for every token that the vocabulary does not hold. */
    UNKNOWN("<unk>"),
    /** Comes before the first token of a sequence. */
    BEGIN("<bos>"),
    /** Comes after the last token of a sequence. */
    END("<eos>");

    private final String text;

    Special(String text) {
      this.text = text;
    }

    /**
     * How the special is written.
     *
     * @return for example {@code <bos>}
     */
    public String text() {
      return text;
    }
  }

  private final List<String> tokens;
  private final List<Special> specials;
  private final Map<String, Integer> indices = new HashMap<>();

  /**
   * Takes all tokens, the specials in front; every way to a vocabulary ends here and is checked.
   */
  LanguageVocabulary(List<String> tokens, List<Special> specials) {
    if (tokens.size() < 2 || tokens.size() > Vocabulary.MAX_SIZE) {
      throw new IllegalArgumentException(
          "The vocabulary has %d tokens; it must have 2 to %d. Give a text with more different tokens, or limit its size"
              .formatted(tokens.size(), Vocabulary.MAX_SIZE));
    }
    List<String> names = specials.stream().map(Special::text).toList();
    if (!tokens.subList(0, Math.min(names.size(), tokens.size())).equals(names)) {
      throw new IllegalArgumentException(
          "The first tokens are %s; they must be the specials %s"
              .formatted(tokens.subList(0, Math.min(names.size(), tokens.size())), names));
    }
    for (int i = 0; i < tokens.size(); i++) {
      Integer earlier = indices.putIfAbsent(Vocabulary.checkToken(tokens.get(i), i), i);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "Token %d is \"%s\", the same as token %d; each token must occur once"
                .formatted(i, tokens.get(i), earlier));
      }
    }
    this.tokens = List.copyOf(tokens);
    this.specials = List.copyOf(specials);
    names.forEach(indices::remove); // a text cannot name them
  }

  /**
   * All tokens of a text.
   *
   * @param text the tokens of the text, repeated as they come
   * @param specials the specials that are wanted; repeated ones count once
   * @return the vocabulary
   * @throws IllegalArgumentException if there are less than two tokens, specials included, more
   *     than {@value Vocabulary#MAX_SIZE}, or a token is empty or no valid Unicode
   */
  public static LanguageVocabulary of(List<String> text, Special... specials) {
    return mostFrequent(text, 0, specials);
  }

  /**
   * The most frequent tokens of a text; of equally frequent ones those with the lower code points.
   *
   * @param text the tokens of the text, repeated as they come
   * @param maxSize the largest size, specials included, or 0 for no limit
   * @param specials the specials that are wanted; repeated ones count once
   * @return the vocabulary
   * @throws IllegalArgumentException as for {@link #of}; if the limit is negative, or leaves no
   *     place for a token; or if it drops a token and {@link Special#UNKNOWN} is not wanted
   */
  public static LanguageVocabulary mostFrequent(
      List<String> text, int maxSize, Special... specials) {
    List<Special> wanted = Stream.of(specials).distinct().sorted().toList();
    if (maxSize < 0 || (maxSize > 0 && maxSize <= wanted.size())) {
      throw new IllegalArgumentException(
          "maxSize is %d; it must be 0 (no limit) or more than the %d specials"
              .formatted(maxSize, wanted.size()));
    }
    List<String> names = wanted.stream().map(Special::text).toList();
    TokenCounts counts = new TokenCounts(text, names);
    long room = maxSize == 0 ? Long.MAX_VALUE : maxSize - wanted.size();
    if (counts.different() > room && !wanted.contains(Special.UNKNOWN)) {
      throw new IllegalArgumentException(
          "maxSize %d drops %d of %d tokens, and the vocabulary has no %s for them; add it, or raise the limit"
              .formatted(
                  maxSize, counts.different() - room, counts.different(), Special.UNKNOWN.text()));
    }
    List<String> tokens = Stream.concat(names.stream(), counts.mostFrequent(room)).toList();
    return new LanguageVocabulary(tokens, wanted);
  }

  /**
   * Reads what {@link #writeTo} wrote. Strict: whatever is not exactly a vocabulary is an error.
   *
   * @param in the JSON text; read to its end, not closed
   * @return the vocabulary, equal to the one that was written
   * @throws IllegalArgumentException if the text is no such vocabulary
   * @throws IOException if reading fails
   */
  public static LanguageVocabulary read(InputStream in) throws IOException {
    return LanguageVocabularyJson.read(in);
  }

  /**
   * Writes the vocabulary as JSON in UTF-8: {@code {"format": "rnn4j-language-vocabulary",
   * "version": 1, "specials": ["<bos>"], "tokens": ["<bos>", "a", ...]}}. The index of a token is
   * its place in the list.
   *
   * @param out where to write; flushed, not closed
   * @throws IOException if writing fails
   */
  public void writeTo(OutputStream out) throws IOException {
    LanguageVocabularyJson.write(tokens, specials, out);
  }

  /**
   * How many indices there are: the {@code V} of the model's output.
   *
   * @return 2 or more
   */
  public int size() {
    return tokens.size();
  }

  /**
   * All tokens in the order of their indices.
   *
   * @return the list, unmodifiable
   */
  public List<String> tokens() {
    return tokens;
  }

  /**
   * Whether the vocabulary has a special.
   *
   * @param special the special
   * @return true if {@link #index} knows it
   */
  public boolean has(Special special) {
    return specials.contains(special);
  }

  /**
   * The index of a special.
   *
   * @param special a special that the vocabulary {@linkplain #has has}
   * @return its index
   * @throws IllegalArgumentException if the vocabulary does not have it
   */
  public int index(Special special) {
    int index = specials.indexOf(special);
    if (index < 0) {
      throw new IllegalArgumentException(
          "The vocabulary has no %s; it has the specials %s. Make it with the special"
              .formatted(special.text(), specials.stream().map(Special::text).toList()));
    }
    return index;
  }

  /**
   * The token of an index.
   *
   * @param index 0 to {@code size() - 1}
   * @return the token, or how the special is written
   * @throws IllegalArgumentException if the index is out of range
   */
  public String token(int index) {
    if (index < 0 || index >= size()) {
      throw new IllegalArgumentException(
          "Token index %d; this vocabulary has the indices 0 to %d".formatted(index, size() - 1));
    }
    return tokens.get(index);
  }

  /**
   * The indices of the tokens of a text.
   *
   * @param text the tokens, [T]
   * @return one index per token, [T]; that of {@code <unk>} for each unknown token
   * @throws IllegalArgumentException if a token is unknown and the vocabulary has no {@code <unk>};
   *     the message lists the unknown tokens
   */
  public int[] encode(List<String> text) {
    if (has(Special.UNKNOWN)) {
      return encode(text, index(Special.UNKNOWN));
    }
    List<String> unknown = unknown(text);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "The vocabulary of %d tokens does not hold %s; leave them out, or train with a text that has them"
              .formatted(size(), unknown.stream().map(t -> "\"" + t + "\"").toList()));
    }
    return encode(text, -1);
  }

  private int[] encode(List<String> text, int unknown) {
    return text.stream().mapToInt(t -> indices.getOrDefault(t, unknown)).toArray();
  }

  /**
   * The indices of a sequence of its own: {@code <bos>}, the tokens, {@code <eos>}.
   *
   * @param text the tokens, [T]
   * @return [T + 2]
   * @throws IllegalArgumentException as for {@link #encode}, or if the vocabulary has no {@code
   *     <bos>} or no {@code <eos>}
   */
  public int[] encodeWhole(List<String> text) {
    int[] whole = new int[text.size() + 2];
    System.arraycopy(encode(text), 0, whole, 1, text.size());
    whole[0] = index(Special.BEGIN);
    whole[whole.length - 1] = index(Special.END);
    return whole;
  }

  /**
   * The tokens of a text that the vocabulary does not hold.
   *
   * @param text the tokens of the text
   * @return each of them once, by code point
   */
  public List<String> unknown(List<String> text) {
    return text.stream()
        .filter(t -> !indices.containsKey(t))
        .distinct()
        .sorted(TokenCounts.BY_CODE_POINT)
        .toList();
  }

  /**
   * The tokens of indices, specials as they are written.
   *
   * @param text indices, [T]
   * @return one token per index, [T]
   * @throws IllegalArgumentException if an index is out of range
   */
  public List<String> decode(int[] text) {
    return Arrays.stream(text).mapToObj(this::token).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LanguageVocabulary that
        && tokens.equals(that.tokens)
        && specials.equals(that.specials);
  }

  @Override
  public int hashCode() {
    return 31 * tokens.hashCode() + specials.hashCode();
  }

  @Override
  public String toString() {
    return "LanguageVocabulary of %d tokens".formatted(size());
  }
}
