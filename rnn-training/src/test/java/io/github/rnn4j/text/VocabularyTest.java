package io.github.rnn4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

  private static final Set<SpecialToken> NONE = Set.of();
  private static final Set<SpecialToken> PADDING_AND_UNKNOWN =
      Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN);
  private static final List<String> TEXT =
      List.of("b", "a", "c", "b", "rare", "a", "b", "<pad>", "<unk>", "<pad>");

  @Test
  void tokensFollowTheSpecialOnesByFrequencyThenCodePoint() {
    // b three times, a twice, then c and rare once each in code-point order.
    Vocabulary vocabulary = RandomText.vocabulary(PADDING_AND_UNKNOWN, TEXT);

    assertThat(vocabulary.tokens()).containsExactly("<pad>", "<unk>", "b", "a", "c", "rare");
    assertThat(vocabulary.decode(new int[] {5, 0, 2})).containsExactly("rare", "<pad>", "b");
    assertThat(vocabulary.size()).isEqualTo(6);
  }

  @Test
  void tiesAreInOrderOfCodePointsAndNotOfUtf16Units() {
    // As UTF-16, U+1F600 starts with D83D and would come before U+FF21.
    Vocabulary vocabulary = RandomText.vocabulary(NONE, List.of("😀", "\uff21", "z", "ab", "a"));

    assertThat(vocabulary.tokens()).containsExactly("a", "ab", "z", "\uff21", "😀");
  }

  @Test
  void sortedTokensAreThoseOfTheTextAndNothingElse() {
    List<String> text = new CharacterTokenizer().tokenize("b\n😀\uff21a b");

    Vocabulary vocabulary = sorted(NONE, text, VocabularyLimits.NONE);

    assertThat(vocabulary.tokens()).containsExactly("\n", " ", "a", "b", "\uff21", "😀");
    assertThat(vocabulary.encode(text)).containsExactly(3, 0, 5, 4, 2, 1, 3);
    assertThat(String.join("", vocabulary.decode(vocabulary.encode(text))))
        .isEqualTo("b\n😀\uff21a b");
    assertThat(vocabulary.specials()).isEmpty();
  }

  @Test
  void specialTokensComeFirstInTheirOrder() {
    Vocabulary vocabulary =
        RandomText.vocabulary(
            Set.of(SpecialToken.END, SpecialToken.UNKNOWN, SpecialToken.BEGIN), TEXT);

    assertThat(vocabulary.specials())
        .containsExactly(SpecialToken.UNKNOWN, SpecialToken.BEGIN, SpecialToken.END);
    assertThat(vocabulary.tokens()).startsWith("<unk>", "<bos>", "<eos>", "b");
    assertThat(vocabulary.index(SpecialToken.END)).isEqualTo(2);
    assertThat(vocabulary.encodeWhole(List.of("b", "z"))).containsExactly(1, 3, 0, 2);
  }

  @Test
  void moreTokensFollowThoseThatAreKnown() {
    Vocabulary vocabulary =
        Vocabulary.builder(Set.of(SpecialToken.BEGIN, SpecialToken.END))
            .count(List.of("b", "d"))
            .build(VocabularyLimits.NONE);

    Vocabulary longer = vocabulary.plus(List.of("c", "b", "<eos>", "a", "c"));

    assertThat(longer.tokens()).containsExactly("<bos>", "<eos>", "b", "d", "a", "c");
    assertThat(longer.specials()).isEqualTo(vocabulary.specials());
    assertThat(vocabulary.plus(List.of("d", "b"))).isSameAs(vocabulary);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderOfTheTextsDoesNotMatter(long seed) {
    List<String> text = RandomText.words(new Random(seed), 2_000);
    Vocabulary expected = RandomText.vocabulary(PADDING_AND_UNKNOWN, text);

    Collections.shuffle(text, new Random(seed + 100));

    assertThat(RandomText.vocabulary(PADDING_AND_UNKNOWN, text))
        .isEqualTo(expected)
        .hasSameHashCodeAs(expected);
  }

  @Test
  void vocabulariesWithTheSameTokensButOtherSpecialOnesDiffer() {
    List<String> text = List.of("<pad>", "<unk>", "a");

    assertThat(RandomText.vocabulary(PADDING_AND_UNKNOWN, text).tokens())
        .isEqualTo(sorted(NONE, text, VocabularyLimits.NONE).tokens());
    assertThat(RandomText.vocabulary(PADDING_AND_UNKNOWN, text))
        .isNotEqualTo(sorted(NONE, text, VocabularyLimits.NONE));
  }

  @Test
  void limitsKeepTheFrequentTokens() {
    assertThat(build(TEXT, new VocabularyLimits(2, 0)).tokens())
        .containsExactly("<pad>", "<unk>", "b", "a");
    assertThat(build(TEXT, new VocabularyLimits(1, 3)).tokens())
        .containsExactly("<pad>", "<unk>", "b");
    assertThat(build(TEXT, new VocabularyLimits(9, 0)).size()).isEqualTo(2);
    // c and rare come once: c wins the tie.
    assertThat(sorted(Set.of(SpecialToken.UNKNOWN), TEXT, new VocabularyLimits(1, 5)).tokens())
        .containsExactly("<unk>", "<pad>", "a", "b", "c");
  }

  @ParameterizedTest
  @CsvSource({"0, 0, minCount is 0", "1, -1, maxSize is -1", "1, 16777217, maxSize is 16777217"})
  void limitOutOfRangeIsAnErrorThatNamesIt(int minCount, int maxSize, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VocabularyLimits(minCount, maxSize))
        .withMessageContaining(message);
  }

  @Test
  void limitsThatLeaveNoPlaceOrDropWhatNothingStandsForAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(TEXT, new VocabularyLimits(1, 2)))
        .withMessageContaining("maxSize is 2")
        .withMessageContaining("more than the 2 special tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sorted(NONE, TEXT, new VocabularyLimits(1, 2)))
        .withMessageContaining("drop 4 of 6 tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sorted(NONE, TEXT, new VocabularyLimits(2, 0)))
        .withMessageContaining("drop 3 of 6 tokens");
  }

  @Test
  void textWithoutAChoiceIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomText.vocabulary(NONE, List.of("a", "a")))
        .withMessageContaining("has 1 tokens");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decodeReversesEncodeForKnownTokens(long seed) {
    List<String> text = RandomText.words(new Random(seed), 500);
    Vocabulary vocabulary = RandomText.vocabulary(PADDING_AND_UNKNOWN, text);

    int[] indices = vocabulary.encode(text);

    assertThat(vocabulary.decode(indices)).isEqualTo(text);
    assertThat(Arrays.stream(indices)).allMatch(i -> i >= 2 && i < vocabulary.size());
  }

  @Test
  void textCannotNameASpecialTokenOfTheVocabulary() {
    Vocabulary vocabulary = RandomText.vocabulary(PADDING_AND_UNKNOWN, TEXT);

    assertThat(vocabulary.encode(List.of("<pad>", "<unk>", "b", "unseen")))
        .containsExactly(1, 1, 2, 1);
    assertThat(vocabulary.unknown(TEXT)).containsExactly("<pad>", "<unk>");
  }

  @Test
  void whatIsWrittenLikeASpecialTokenOfOtherVocabulariesIsAnOrdinaryToken() {
    Vocabulary vocabulary = RandomText.vocabulary(Set.of(SpecialToken.UNKNOWN), TEXT);

    assertThat(vocabulary.decode(vocabulary.encode(List.of("<pad>", "<unk>"))))
        .containsExactly("<pad>", "<unk>");
    assertThat(vocabulary.specials()).containsExactly(SpecialToken.UNKNOWN);
  }

  @Test
  void unknownTokensAreAnErrorThatListsThemAllWhereNothingStandsForThem() {
    Vocabulary vocabulary = sorted(NONE, List.of("a", "b"), VocabularyLimits.NONE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> vocabulary.encode(List.of("z", "a", "\u001b", "z")))
        .withMessageContaining("'U+001B', 'z' are not in the vocabulary of 2 tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vocabulary.encode(List.of("z")))
        .withMessageContaining("'z' is not in the vocabulary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vocabulary.index(SpecialToken.BEGIN))
        .withMessageContaining("no <bos>");
  }

  @Test
  void coverageIsTheShareOfKnownTokens() {
    Vocabulary vocabulary = RandomText.vocabulary(PADDING_AND_UNKNOWN, List.of("a", "b"));

    // a, b, a are known, x is not.
    assertThat(vocabulary.coverage(Stream.of("a", "b", "x", "a"))).isEqualTo(0.75);
    assertThat(vocabulary.coverage(Stream.of("<pad>"))).isZero();
    assertThat(vocabulary.coverage(Stream.empty())).isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6, Integer.MAX_VALUE})
  void indexOutOfRangeIsAnErrorThatNamesTheRange(int index) {
    Vocabulary vocabulary = RandomText.vocabulary(PADDING_AND_UNKNOWN, TEXT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> vocabulary.token(index))
        .withMessageContaining(Integer.toString(index))
        .withMessageContaining("0 to 5");
  }

  @Test
  void tokensThatNoFileCanHoldAreErrors() {
    VocabularyBuilder builder = Vocabulary.builder(NONE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.count(List.of("")))
        .withMessageContaining("empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.count(Arrays.asList("a", null)))
        .withMessageContaining("Token 1 is null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.count(List.of("a\ud83d")))
        .withMessageContaining("surrogate");
  }

  private static Vocabulary build(List<String> text, VocabularyLimits limits) {
    return Vocabulary.builder(PADDING_AND_UNKNOWN).count(text).build(limits);
  }

  private static Vocabulary sorted(
      Set<SpecialToken> specials, List<String> text, VocabularyLimits limits) {
    return Vocabulary.builder(specials).count(text).sortedByCodePoint().build(limits);
  }
}
