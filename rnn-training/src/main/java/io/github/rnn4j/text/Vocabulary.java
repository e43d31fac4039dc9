package io.github.rnn4j.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The tokens that a model knows, each with its index. Immutable.
 *
 * <p>Index 0 is {@code <pad>}, which fills the end of short sequences; index 1 is {@code <unk>},
 * which stands for every unknown token. The other tokens follow by falling frequency, equally
 * frequent ones by Unicode code point, so that the same texts always give the same vocabulary.
 *
 * <pre>{@code
 * Vocabulary vocabulary =
 *     Vocabulary.builder().count(List.of("a", "good", "film", "a")).build(VocabularyLimits.NONE);
 * vocabulary.encode(List.of("a", "bad", "film")); // [2, 1, 3]
 * vocabulary.token(99);                           // IllegalArgumentException: 99, legal 0 to 4
 * }</pre>
 *
 * <p>The strings {@code "<pad>"} and {@code "<unk>"} in a text are not the specials: a text cannot
 * name them, both strings encode as {@code <unk>}.
 */
public final class Vocabulary {

  /** The index of {@code <pad>}. */
  public static final int PAD_INDEX = 0;

  /** The index of {@code <unk>}. */
  public static final int UNKNOWN_INDEX = 1;

  /** How {@code <pad>} is written. */
  public static final String PAD = "<pad>";

  /** How {@code <unk>} is written. */
  public static final String UNKNOWN = "<unk>";

  /**
   * The largest size, 2<sup>24</sup>: up to there, every index is exact as a 32-bit float, which is
   * how DL4J's embedding layers take it.
   */
  public static final int MAX_SIZE = 1 << 24;

  private final List<String> tokens;
  private final Map<String, Integer> indices;

  /**
   * Takes all tokens, the specials in front; every way to a vocabulary ends here and is checked.
   */
  Vocabulary(List<String> tokens) {
    if (tokens.size() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "The vocabulary has %d tokens; at most %d can be indexed. Limit its size with maxSize or minCount"
              .formatted(tokens.size(), MAX_SIZE));
    }
    if (tokens.size() < 2 || !PAD.equals(tokens.get(0)) || !UNKNOWN.equals(tokens.get(1))) {
      throw new IllegalArgumentException(
          "The vocabulary starts with %s; tokens 0 and 1 must be %s and %s"
              .formatted(tokens.subList(0, Math.min(2, tokens.size())), PAD, UNKNOWN));
    }
    indices = new HashMap<>(tokens.size() * 4 / 3 + 1);
    for (int i = 0; i < tokens.size(); i++) {
      String token = checkToken(tokens.get(i), i);
      Integer earlier = indices.putIfAbsent(token, i);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "Token %d is \"%s\", the same as token %d; each token must occur once"
                .formatted(i, token, earlier));
      }
    }
    this.tokens = List.copyOf(tokens);
  }

  /**
   * Starts to count tokens.
   *
   * @return a builder without tokens
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads what {@link #writeTo} wrote. Strict: whatever is not exactly a vocabulary is an error.
   *
   * @param in the JSON text; read to its end, not closed
   * @return the vocabulary, equal to the one that was written
   * @throws IllegalArgumentException if the text is not JSON, is not a vocabulary of this format
   *     and version, lacks a special, holds a token twice, or is larger than {@value #MAX_SIZE}
   *     tokens
   * @throws IOException if reading fails
   */
  public static Vocabulary read(InputStream in) throws IOException {
    return VocabularyJson.read(in);
  }

  /**
   * Writes the vocabulary as JSON in UTF-8: {@code {"format": "rnn4j-vocabulary", "version": 1,
   * "tokens": ["<pad>", "<unk>", ...]}}. The index of a token is its place in the list.
   *
   * @param out where to write; flushed, not closed
   * @throws IOException if writing fails
   */
  public void writeTo(OutputStream out) throws IOException {
    VocabularyJson.write(tokens, out);
  }

  /**
   * The index of a token of a text.
   *
   * @param token the token
   * @return its index, 2 or more, or {@link #UNKNOWN_INDEX}; never {@link #PAD_INDEX}
   * @throws NullPointerException if the token is null
   */
  public int index(String token) {
    Objects.requireNonNull(token, "The token is null");
    // A text that spells "<pad>" must not pad.
    return Math.max(indices.getOrDefault(token, UNKNOWN_INDEX), UNKNOWN_INDEX);
  }

  /**
   * The token of an index.
   *
   * @param index 0 to {@code size() - 1}
   * @return the token; {@code <pad>} and {@code <unk>} for 0 and 1
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
   * The indices of tokens.
   *
   * @param text the tokens of a text, [T]
   * @return one index per token, [T]; {@link #UNKNOWN_INDEX} for each unknown token
   * @throws NullPointerException if the list or a token is null
   */
  public int[] encode(List<String> text) {
    return text.stream().mapToInt(this::index).toArray();
  }

  /**
   * The tokens of indices; the opposite of {@link #encode} but for unknown tokens.
   *
   * @param text indices, [T]
   * @return one token per index, [T]
   * @throws IllegalArgumentException if an index is out of range
   */
  public List<String> decode(int[] text) {
    return Arrays.stream(text).mapToObj(this::token).toList();
  }

  /**
   * The share of tokens that the vocabulary knows. One minus this is the share of {@code <unk>} in
   * the encoded text.
   *
   * @param text tokens, repeated as often as they occur
   * @return 0 to 1; NaN when there are no tokens, because then there is no share
   * @throws NullPointerException if a token is null
   */
  public double coverage(Stream<String> text) {
    return text.mapToInt(token -> index(token) == UNKNOWN_INDEX ? 0 : 1)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * How many indices there are, the two specials included: the {@code V} of the model's first
   * layer.
   *
   * @return 2 or more
   */
  public int size() {
    return tokens.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && tokens.equals(that.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of %d tokens".formatted(size());
  }

  static String checkToken(String token, int index) {
    if (token == null || token.isEmpty()) {
      throw new IllegalArgumentException(
          "Token %d is %s; a token has at least one character"
              .formatted(index, token == null ? "null" : "empty"));
    }
    if (token.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new IllegalArgumentException(
          "Token %d holds half a surrogate pair, which no file can store; decode the text as UTF-8 or UTF-16 first"
              .formatted(index));
    }
    return token;
  }

  /** Counts the tokens of texts, and keeps the frequent ones. */
  public static final class Builder {

    private static final Comparator<Map.Entry<String, Long>> FREQUENT_FIRST =
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            // The bytes of UTF-8 sort as code points do; String.compareTo sorts UTF-16 units.
            .thenComparing(e -> e.getKey().getBytes(UTF_8), Arrays::compareUnsigned);

    private final Map<String, Long> counts = new HashMap<>();

    private Builder() {}

    /**
     * Counts the tokens of one text. The strings {@code "<pad>"} and {@code "<unk>"} are left out:
     * they encode as unknown tokens.
     *
     * @param text the tokens of the text
     * @return this
     * @throws IllegalArgumentException if a token is null, empty or no valid Unicode; the message
     *     names its place in the text
     */
    public Builder count(Collection<String> text) {
      int place = 0;
      for (String token : text) {
        counts.merge(checkToken(token, place++), 1L, Long::sum);
      }
      return this;
    }

    /**
     * The vocabulary of what was counted so far.
     *
     * @param limits what to keep; {@link VocabularyLimits#NONE} keeps all
     * @return the vocabulary: the specials, then the tokens by falling frequency, then by code
     *     point
     * @throws IllegalArgumentException if more than {@value Vocabulary#MAX_SIZE} tokens would be
     *     kept
     */
    public Vocabulary build(VocabularyLimits limits) {
      long kept = limits.maxSize() == 0 ? Long.MAX_VALUE : limits.maxSize() - 2;
      Stream<String> frequent =
          counts.entrySet().stream()
              .filter(e -> e.getValue() >= limits.minCount())
              .filter(e -> !e.getKey().equals(PAD) && !e.getKey().equals(UNKNOWN))
              .sorted(FREQUENT_FIRST)
              .limit(kept)
              .map(Map.Entry::getKey);
      return new Vocabulary(Stream.concat(Stream.of(PAD, UNKNOWN), frequent).toList());
    }
  }
}
