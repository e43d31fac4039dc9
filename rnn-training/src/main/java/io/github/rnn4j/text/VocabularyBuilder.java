package io.github.rnn4j.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Counts the tokens of texts, and makes a {@link Vocabulary} of the frequent ones. */
public final class VocabularyBuilder {

  /** The bytes of UTF-8 sort as code points do; {@code String.compareTo} sorts UTF-16 units. */
  static final Comparator<String> BY_CODE_POINT =
      Comparator.comparing(token -> token.getBytes(UTF_8), Arrays::compareUnsigned);

  private static final Comparator<Map.Entry<String, Long>> FREQUENT_FIRST =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry::getKey, BY_CODE_POINT);

  private final Set<SpecialToken> specials;
  private final Map<String, Long> counts = new HashMap<>();
  private boolean sorted;

  VocabularyBuilder(Set<SpecialToken> specials) {
    this.specials = Vocabulary.inOrder(specials);
  }

  /**
   * Counts the tokens of a text. Those that are written like a special token of the vocabulary are
   * left out, because a text cannot name it.
   *
   * @param text the tokens of the text
   * @return this
   * @throws IllegalArgumentException if a token is null, empty or no valid Unicode; the message
   *     names its place in the text
   */
  public VocabularyBuilder count(Collection<String> text) {
    int place = 0;
    for (String token : text) {
      if (!counts.containsKey(token)) {
        TokenText.checked(token, place);
      }
      counts.merge(token, 1L, Long::sum);
      place++;
    }
    return this;
  }

  /**
   * Sorts the tokens that are kept by code point, instead of by falling frequency.
   *
   * @return this
   */
  public VocabularyBuilder sortedByCodePoint() {
    sorted = true;
    return this;
  }

  /**
   * The vocabulary of what was counted so far.
   *
   * @param limits what to keep: the most frequent tokens, of equally frequent ones those with the
   *     lower code points; {@link VocabularyLimits#NONE} keeps all
   * @return the vocabulary: the special tokens, then the others by falling frequency, equally
   *     frequent ones by code point; or all of these by code point, if that was asked for
   * @throws IllegalArgumentException if the limits leave no place for a token, or drop one and
   *     there is no {@link SpecialToken#UNKNOWN} to stand for it; or if fewer than two tokens,
   *     special ones included, or more than {@value Vocabulary#MAX_SIZE} would be kept
   */
  public Vocabulary build(VocabularyLimits limits) {
    List<String> names = specials.stream().map(SpecialToken::text).toList();
    counts.keySet().removeAll(names);
    List<String> kept =
        counts.entrySet().stream()
            .filter(e -> e.getValue() >= limits.minCount())
            .sorted(FREQUENT_FIRST)
            .limit(limits.room(names.size()))
            .map(Map.Entry::getKey)
            .toList();
    int dropped = counts.size() - kept.size();
    if (dropped > 0 && !specials.contains(SpecialToken.UNKNOWN)) {
      throw new IllegalArgumentException(
          "minCount %d and maxSize %d drop %d of %d tokens, and the vocabulary has no %s for them; add it, or change the limits"
              .formatted(
                  limits.minCount(),
                  limits.maxSize(),
                  dropped,
                  counts.size(),
                  SpecialToken.UNKNOWN.text()));
    }
    Stream<String> ordered = sorted ? kept.stream().sorted(BY_CODE_POINT) : kept.stream();
    return new Vocabulary(specials, Stream.concat(names.stream(), ordered).toList());
  }
}
