package io.github.rnn4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSpanTest {

  private static final String REVIEW = "<b>GOOD</b> :-) İs good,<br>Don't :) \ud83dG\u00d6D";

  @Test
  void emoticonsOfReviewTokenizerComeLastWithTheirPositions() {
    assertThat(Tokenizer.named("review").spans(REVIEW))
        .containsExactly(
            new TokenSpan("good", 3, 7),
            new TokenSpan("i\u0307s", 16, 18),
            new TokenSpan("good", 19, 23),
            new TokenSpan("don", 28, 31),
            new TokenSpan("t", 32, 33),
            new TokenSpan("g\u00f6d", 38, 41),
            new TokenSpan(":)", 12, 15),
            new TokenSpan(":)", 34, 36));
  }

  @ParameterizedTest
  @ValueSource(strings = {"review", "text", "book", "word", "character", "test-lines"})
  void thereIsOneSpanForEachToken(String name) {
    Tokenizer tokenizer = Tokenizer.named(name);

    assertThat(tokenizer.spans(REVIEW).stream().map(TokenSpan::token))
        .isEqualTo(tokenizer.tokenize(REVIEW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"word", "character"})
  void searchIsExactForTokensThatKeepTheText(String name) {
    String text = "A a, an An 'a' --- -- \uD835\uDC9C 1.5 5";
    int last = 0;

    for (TokenSpan span : Tokenizer.named(name).spans(text)) {
      assertThat(text.substring(last, span.from())).isBlank();
      assertThat(text.substring(span.from(), span.to())).isEqualTo(span.token());
      last = span.to();
    }
    assertThat(last).isEqualTo(text.length());
  }

  @Test
  void searchIgnoresCaseAndStartsAgainForTokensInAnotherOrder() {
    assertThat(Tokenizer.named("book").spans(":) Good<br>FILM \u00c9t\u00e9 :)."))
        .containsExactly(
            new TokenSpan("goodfilm", 0, 0), // not in the text
            new TokenSpan("\u00e9t\u00e9", 16, 19),
            new TokenSpan(":)", 20, 22), // the nearest after the last word
            new TokenSpan(":)", 0, 2)); // none is left, so from the start
  }

  @Test
  void searchKeepsPositionsWhereLowerCaseIsLonger() {
    assertThat(TokenSpan.search(List.of("b", "c"), "\u0130\u0130B\ud801\udc00C"))
        .containsExactly(new TokenSpan("b", 2, 3), new TokenSpan("c", 5, 6));
  }

  @Test
  void searchForManyMissingTokensIsFast() {
    String text =
        IntStream.range(0, 100_000).mapToObj(i -> "w" + i % 50).collect(Collectors.joining(" "));
    List<String> stems = IntStream.range(0, 100_000).mapToObj(i -> "x" + i % 50).toList();

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThat(TokenSpan.search(stems, text)).hasSize(100_000).allMatch(s -> s.to() == 0));
  }

  @Test
  void spansOutsideATextAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenSpan("word", 3, 2))
        .withMessageContaining("'word' is from 3 to 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSpan("word", -1, 2));
    assertThatNullPointerException().isThrownBy(() -> new TokenSpan(null, 0, 0));
    assertThatNullPointerException()
        .isThrownBy(() -> Tokenizer.named("review").spans(null))
        .withMessageContaining("text is null");
  }
}
