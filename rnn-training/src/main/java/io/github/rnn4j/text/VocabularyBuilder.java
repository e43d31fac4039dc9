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

/** Counts the tokens of texts and builds a {@link Vocabulary} from the frequent ones. */
public final class VocabularyBuilder {

  /**
   * Compares UTF-8 bytes, which sorts by code point; {@code String.compareTo} compares UTF-16
   * units.
   */
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
   * Counts the tokens of a text. Tokens that look like one of the vocabulary's special tokens are
   * left out, because a text cannot contain those.
   *
   * @param text the tokens of the text
   * @return this
   * @throws IllegalArgumentException if a token is null, empty or not valid Unicode; the message
   *     names its position in the text
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
   * Adds a token that was counted elsewhere.
   *
   * @param token the token
   * @param times how often it occurred, 1 or more
   * @return this
   * @throws IllegalArgumentException if the token is null, empty or not valid Unicode
   */
  public VocabularyBuilder count(String token, long times) {
    counts.merge(TokenText.checked(token, 0), times, Long::sum);
    return this;
  }

  /**
   * Sorts the kept tokens by code point instead of by decreasing frequency.
   *
   * @return this
   */
  public VocabularyBuilder sortedByCodePoint() {
    sorted = true;
    return this;
  }

  /**
   * Builds the vocabulary from the tokens counted so far.
   *
   * @param limits how many tokens to keep. The most frequent tokens are kept, and of equally
   *     frequent ones those with lower code points; {@link VocabularyLimits#NONE} keeps all
   * @return the vocabulary: the special tokens, then the kept tokens by decreasing frequency and
   *     then by code point, or only by code point after {@link #sortedByCodePoint}
   * @throws IllegalArgumentException if the limits leave no room for a token, or drop one and there
   *     is no {@link SpecialToken#UNKNOWN} to replace it; or if the vocabulary would have fewer
   *     than two tokens, including special ones, or more than {@value Vocabulary#MAX_SIZE}
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
          "minCount %d and maxSize %d drop %d of %d tokens, but the vocabulary has no %s to replace them; add it, or change the limits"
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
