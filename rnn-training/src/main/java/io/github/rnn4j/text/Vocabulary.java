package io.github.rnn4j.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tokens that a model knows, each with its index. Immutable.
 *
 * <p>The special tokens that the model needs come first, in the order of {@link SpecialToken}. A
 * text classifier needs padding and a token for unknown words. A model that predicts characters may
 * need none: it then gives no probability to tokens that never occur, and a novel with 80 different
 * characters gives a vocabulary of size 80. The tokens of texts follow, by decreasing frequency or
 * by Unicode code point, so the same texts always give the same vocabulary.
 *
 * <pre>{@code
 * Vocabulary words =
 *     Vocabulary.builder(Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN))
 *         .count(List.of("a", "good", "film", "a"))
 *         .build(VocabularyLimits.NONE);   // <pad>, <unk>, a, film, good
 * words.encode(List.of("a", "bad", "film")); // [2, 1, 3]
 *
 * Vocabulary characters =
 *     Vocabulary.builder(Set.of())
 *         .count(new CharacterTokenizer().tokenize("banana"))
 *         .sortedByCodePoint()
 *         .build(VocabularyLimits.NONE);   // a, b, n
 * characters.encode(List.of("a", "x"));    // IllegalArgumentException: 'x' is not in the ...
 * }</pre>
 *
 * <p>A text cannot contain a special token: if a token of a text looks like one of the vocabulary's
 * special tokens, it counts as unknown.
 */
public final class Vocabulary {

  /**
   * The maximum size, 2<sup>24</sup>: up to this size, every index is exact as a 32-bit float,
   * which is what Deeplearning4j's embedding layers read.
   */
  public static final int MAX_SIZE = 1 << 24;

  private final Set<SpecialToken> specials;
  private final List<String> tokens;
  private final Map<String, Integer> indices; // of the tokens of texts only

  /** Takes all tokens, special ones first. Every vocabulary is created and checked here. */
  Vocabulary(Set<SpecialToken> specials, List<String> tokens) {
    if (tokens.size() < 2 || tokens.size() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "The vocabulary has %d tokens; it must have 2 to %d. Use a text with more distinct tokens, or limit the size of the vocabulary"
              .formatted(tokens.size(), MAX_SIZE));
    }
    this.specials = inOrder(specials);
    List<String> names = this.specials.stream().map(SpecialToken::text).toList();
    List<String> first = tokens.subList(0, Math.min(names.size(), tokens.size()));
    if (!first.equals(names)) {
      throw new IllegalArgumentException(
          "The first tokens are %s; they must be the special tokens %s"
              .formatted(first.stream().map(TokenText::shown).toList(), names));
    }
    indices = new HashMap<>(tokens.size() * 4 / 3 + 1);
    for (int i = 0; i < tokens.size(); i++) {
      Integer earlier = indices.putIfAbsent(TokenText.checked(tokens.get(i), i), i);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "Token %d is %s, the same as token %d; each token must occur once"
                .formatted(i, TokenText.shown(tokens.get(i)), earlier));
      }
    }
    names.forEach(indices::remove); // a text cannot contain them
    this.tokens = List.copyOf(tokens);
  }

  /**
   * Creates a builder that counts tokens.
   *
   * @param specials the special tokens of the vocabulary; may be empty
   * @return a builder that has not counted any tokens yet
   */
  public static VocabularyBuilder builder(Set<SpecialToken> specials) {
    return new VocabularyBuilder(specials);
  }

  /**
   * Reads a vocabulary that {@link #writeTo} wrote, in this version or an older one. Reading is
   * strict: any deviation from the format is an error.
   *
   * @param in the JSON text; read to its end, not closed
   * @return the vocabulary, equal to the one that was written
   * @throws IllegalArgumentException if the text is not JSON, is not a vocabulary of a known format
   *     and version, lacks a special token that it lists, contains a token twice, or has fewer than
   *     two or more than {@value #MAX_SIZE} tokens
   * @throws IOException if reading fails
   */
  public static Vocabulary read(InputStream in) throws IOException {
    return VocabularyJson.read(in);
  }

  /**
   * Writes the vocabulary as JSON in UTF-8: {@code {"format": "rnn4j-vocabulary", "version": 2,
   * "specials": ["<pad>", "<unk>"], "tokens": ["<pad>", "<unk>", "a", ...]}}. The index of a token
   * is its position in the list.
   *
   * @param out where to write; flushed, not closed
   * @throws IOException if writing fails
   */
  public void writeTo(OutputStream out) throws IOException {
    VocabularyJson.write(specials, tokens, out);
  }

  /**
   * Returns a vocabulary with more tokens. The indices of the tokens of this one do not change.
   *
   * @param text tokens of a text; those that are not yet known get the next indices, sorted by code
   *     point
   * @return the longer vocabulary; this one if nothing is new
   * @throws IllegalArgumentException if a token is null, empty or not valid Unicode, or the
   *     vocabulary would be too large
   */
  public Vocabulary plus(Collection<String> text) {
    Set<String> names = specials.stream().map(SpecialToken::text).collect(Collectors.toSet());
    List<String> fresh =
        new HashSet<>(text)
            .stream()
                .filter(token -> !indices.containsKey(token) && !names.contains(token))
                .sorted(VocabularyBuilder.BY_CODE_POINT)
                .toList();
    return fresh.isEmpty()
        ? this
        : new Vocabulary(specials, Stream.concat(tokens.stream(), fresh.stream()).toList());
  }

  /**
   * The number of tokens, including special ones: the {@code V} of the model's first layer, and of
   * the output layer of a model that predicts tokens.
   *
   * @return 2 or more
   */
  public int size() {
    return tokens.size();
  }

  /**
   * All tokens in the order of their indices.
   *
   * @return an unmodifiable list
   */
  public List<String> tokens() {
    return tokens;
  }

  /**
   * The special tokens. If there are {@code n}, they have the indices 0 to {@code n - 1}.
   *
   * @return an unmodifiable set, in the order of the indices
   */
  public Set<SpecialToken> specials() {
    return specials;
  }

  /**
   * The index of a special token.
   *
   * @param special one of {@link #specials}
   * @return its index
   * @throws IllegalArgumentException if the vocabulary does not have it
   */
  public int index(SpecialToken special) {
    if (!specials.contains(special)) {
      throw new IllegalArgumentException(
          "The vocabulary has no %s; its special tokens are %s. Add the missing one when you build the vocabulary"
              .formatted(special.text(), specials.stream().map(SpecialToken::text).toList()));
    }
    return tokens.indexOf(special.text());
  }

  /**
   * Returns the token at an index.
   *
   * @param index 0 to {@code size() - 1}
   * @return the token; the written form if it is a special token
   * @throws IllegalArgumentException if the index is out of range
   */
  public String token(int index) {
    if (index < 0 || index >= size()) {
      throw new IllegalArgumentException(
          "Token index %d is out of range; this vocabulary has the indices 0 to %d"
              .formatted(index, size() - 1));
    }
    return tokens.get(index);
  }

  /**
   * Converts the tokens of a text to indices.
   *
   * @param text the tokens, [T]
   * @return one index per token, [T]; the index of {@code <unk>} for each unknown token
   * @throws IllegalArgumentException if a token is unknown and the vocabulary has no {@code <unk>};
   *     the message lists the unknown tokens
   * @throws NullPointerException if the list or a token is null
   */
  public int[] encode(List<String> text) {
    int unknown = specials.contains(SpecialToken.UNKNOWN) ? index(SpecialToken.UNKNOWN) : -1;
    int[] encoded = new int[text.size()];
    int t = 0;
    for (String token : text) {
      Objects.requireNonNull(token, "A token is null");
      encoded[t] = indices.getOrDefault(token, unknown);
      if (encoded[t] < 0) {
        throw notAllKnown(text);
      }
      t++;
    }
    return encoded;
  }

  private IllegalArgumentException notAllKnown(List<String> text) {
    List<String> unknown = unknown(text);
    boolean one = unknown.size() == 1;
    return new IllegalArgumentException(
        "%s not in the vocabulary of %d tokens: leave %s out, or train on a text that contains %s"
            .formatted(
                unknown.stream().map(TokenText::shown).collect(Collectors.joining(", "))
                    + (one ? " is" : " are"),
                size(),
                one ? "it" : "them",
                one ? "it" : "them"));
  }

  /**
   * Converts a complete sequence to indices: {@code <bos>}, the tokens, {@code <eos>}.
   *
   * @param text the tokens, [T]
   * @return [T + 2]
   * @throws IllegalArgumentException as for {@link #encode}, or if the vocabulary has no {@code
   *     <bos>} or no {@code <eos>}
   */
  public int[] encodeWhole(List<String> text) {
    int[] whole = new int[text.size() + 2];
    System.arraycopy(encode(text), 0, whole, 1, text.size());
    whole[0] = index(SpecialToken.BEGIN);
    whole[whole.length - 1] = index(SpecialToken.END);
    return whole;
  }

  /**
   * Converts indices to tokens: the inverse of {@link #encode}, except for unknown tokens.
   *
   * @param text indices, [T]
   * @return one token per index, [T], special tokens in their written form
   * @throws IllegalArgumentException if an index is out of range
   */
  public List<String> decode(int[] text) {
    return Arrays.stream(text).mapToObj(this::token).toList();
  }

  /**
   * Returns the tokens of a text that are not in the vocabulary.
   *
   * @param text the tokens of the text
   * @return each of them once, sorted by code point
   */
  public List<String> unknown(List<String> text) {
    return text.stream()
        .filter(token -> !indices.containsKey(token))
        .distinct()
        .sorted(VocabularyBuilder.BY_CODE_POINT)
        .toList();
  }

  /**
   * The fraction of tokens that are in the vocabulary. The rest is encoded as {@code <unk>}.
   *
   * @param text tokens, repeated as often as they occur
   * @return 0 to 1; NaN if there are no tokens
   */
  public double coverage(Stream<String> text) {
    return text.mapToInt(token -> indices.containsKey(token) ? 1 : 0).average().orElse(Double.NaN);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that
        && specials.equals(that.specials)
        && tokens.equals(that.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of %d tokens".formatted(size());
  }

  static Set<SpecialToken> inOrder(Set<SpecialToken> specials) {
    Set<SpecialToken> ordered = EnumSet.noneOf(SpecialToken.class);
    ordered.addAll(specials);
    return Collections.unmodifiableSet(ordered);
  }
}
