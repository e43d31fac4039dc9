package io.github.rnn4j.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Random texts as tokens, and vocabularies of all tokens of a text. */
final class RandomText {

  private RandomText() {}

  /** Words of decreasing frequency, with many ties; the list can be changed. */
  static List<String> words(Random random, int length) {
    return new ArrayList<>(
        IntStream.range(0, length)
            .mapToObj(i -> "w" + (int) Math.abs(random.nextGaussian() * 100))
            .toList());
  }

  static Vocabulary vocabulary(Set<SpecialToken> specials, List<String> text) {
    return Vocabulary.builder(specials).count(text).build(VocabularyLimits.NONE);
  }
}
