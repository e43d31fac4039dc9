package io.github.rnn4j.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often each token of a text comes. */
final class TokenCounts {

  static final Comparator<String> BY_CODE_POINT =
      Comparator.comparing(s -> s.codePoints().toArray(), Arrays::compare);

  private final Map<String, Long> counts = new HashMap<>();

  TokenCounts(List<String> text, Collection<String> leftOut) {
    text.stream().filter(t -> !leftOut.contains(t)).forEach(t -> counts.merge(t, 1L, Long::sum));
  }

  int different() {
    return counts.size();
  }

  /** The most frequent tokens, equally frequent ones by code point; given out by code point. */
  Stream<String> mostFrequent(long most) {
    Comparator<Map.Entry<String, Long>> frequentFirst =
        Map.Entry.<String, Long>comparingByValue().reversed();
    return counts.entrySet().stream()
        .sorted(frequentFirst.thenComparing(Map.Entry::getKey, BY_CODE_POINT))
        .limit(most)
        .map(Map.Entry::getKey)
        .sorted(BY_CODE_POINT);
  }
}
