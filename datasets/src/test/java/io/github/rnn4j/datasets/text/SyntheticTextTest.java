package io.github.rnn4j.datasets.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rnn4j.datasets.Checksums;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticTextTest {

  private static final Pattern ENTRY = Pattern.compile("(\\w+) writes: .* -- (\\w+)");
  private static final Pattern BRACKETED = Pattern.compile("[(\\[{][^()\\[\\]{}]*[)\\]}] ?");

  private static final Pattern NEAR = Pattern.compile("The (?:[a-z]+ )?([a-z]+) (is|are) ");

  private static final Pattern OVER_A_NOUN =
      Pattern.compile(
          "The (?:[a-z]+ )?([a-z]+) (?:near|behind|above|under|beside) the (?:[a-z]+ )?[a-z]+"
              + " (is|are) ");

  private static List<String> entries(long seed) {
    return List.of(new SyntheticText(50_000, seed).read().strip().split("\n\n", -1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void entriesAreSignedByWhoOpenedThem(long seed) {
    assertThat(entries(seed))
        .allSatisfy(
            entry -> {
              Matcher matcher = ENTRY.matcher(entry);
              assertThat(matcher.matches()).isTrue();
              assertThat(matcher.group(2)).isEqualTo(matcher.group(1));
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bracketsAndQuotesClose(long seed) {
    int deepest = 0;
    for (String entry : entries(seed)) {
      Deque<Integer> open = new ArrayDeque<>();
      for (int i = 0; i < entry.length(); i++) {
        char c = entry.charAt(i);
        if ("([{".indexOf(c) >= 0) {
          open.push("([{".indexOf(c));
        } else if (")]}".indexOf(c) >= 0) {
          assertThat(open.pop()).isEqualTo(")]}".indexOf(c));
        }
        deepest = Math.max(deepest, open.size());
      }
      assertThat(open).isEmpty();
      assertThat(entry.chars().filter(c -> c == '"').count()).isEven();
    }
    assertThat(deepest).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void verbsAgreeWithTheirSubjectsAndNotWithTheNearestNoun(long seed) {
    int overAsides = 0;
    int overNouns = 0;
    for (String entry : entries(seed)) {
      String bare = withoutAsides(entry);
      overAsides += agreements(NEAR, bare) - agreements(NEAR, entry);
      overNouns += agreements(OVER_A_NOUN, bare);
    }
    assertThat(overAsides).isGreaterThan(20);
    assertThat(overNouns).isGreaterThan(20);
  }

  /** No noun ends in s but in the plural. */
  private static int agreements(Pattern subjectAndVerb, String text) {
    Matcher matcher = subjectAndVerb.matcher(text);
    int found = 0;
    for (; matcher.find(); found++) {
      String expected = matcher.group(1).endsWith("s") ? "are" : "is";
      assertThat(matcher.group(2)).as(matcher.group()).isEqualTo(expected);
    }
    return found;
  }

  private static String withoutAsides(String entry) {
    String before;
    String after = entry;
    do {
      before = after;
      after = BRACKETED.matcher(before).replaceAll("");
    } while (!after.equals(before));
    return after;
  }

  @Test
  void textDependsOnTheSeedAloneAndGrowsAtItsEnd() {
    String text = new SyntheticText(20_000, 5).read();

    assertThat(new SyntheticText(20_000, 5).read()).isEqualTo(text);
    assertThat(new SyntheticText(30_000, 5).read()).startsWith(text);
    assertThat(new SyntheticText(20_000, 6).read()).isNotEqualTo(text);
    assertThat(text).matches(t -> t.chars().allMatch(c -> c < 128), "ASCII").endsWith("\n\n");
    assertThat(text.length()).isBetween(20_000, 22_000);
  }

  /** A change of the text changes every figure that was recorded on it. */
  @Test
  void theDefaultTextIsTheRecordedOne() {
    String text = new SyntheticText(SyntheticText.CHARACTERS, SyntheticText.SEED).read();

    assertThat(Checksums.sha256(text))
        .isEqualTo("b63c9225fb0d191f1e1119586ba7b22dde7f37124db0d66fb9584e772ad0662d");
    assertThat(text.chars().distinct().count()).isEqualTo(45);
  }

  @Test
  void lengthsOutOfRangeAreAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SyntheticText(0, 1))
        .withMessageContaining("characters is 0");
  }
}
