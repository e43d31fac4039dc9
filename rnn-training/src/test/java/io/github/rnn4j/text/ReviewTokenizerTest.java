package io.github.rnn4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTokenizerTest {

  private final Tokenizer tokenizer = new ReviewTokenizer();

  @Test
  void textbookExampleKeepsWordsThenEmoticons() {
    // Chapter 8 of the textbook prints "this is a test :) :( :)" for this text.
    List<String> tokens = tokenizer.tokenize("</a>This :) is :( a test :-)!");

    assertThat(tokens).containsExactly("this", "is", "a", "test", ":)", ":(", ":)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "don't              | don t",
        "snake_case 42nd    | snake_case 42nd",
        "Amélie's CAFÉ      | amélie s café",
        "Straße ПРИВЕТ 日本語 | straße привет 日本語",
        "x² ½ Ⅷ ٣           | x² ½ ⅷ ٣",
        "well-made...really | well made really",
        "great👍film😀       | great film",
        "𝒜bc                | 𝒜bc",
        "10/10!!!           | 10 10"
      })
  void wordsAreRunsOfLettersDigitsAndUnderscores(String text, String expected) {
    assertThat(tokenizer.tokenize(text)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "\u00a0", "\u2028", "\u200b", "\ufeff", "\t", "\r\n", "\0"})
  void controlAndSpaceCharactersSeparate(String separator) {
    assertThat(tokenizer.tokenize("good" + separator + "film")).containsExactly("good", "film");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        ":)          | :)",
        ";-(         | ;(",
        "=D          | =D",
        ":-P         | :P",
        "ok :D       | ok :D",
        ":) good     | good :)",
        ":D:P        | :D :P",
        "cast:Drew   | cast drew",
        "(8:Part two | 8 part two",
        ":d :p       | d p",
        ":--)        | \"\"",
        "::))        | :)"
      })
  void emoticonsLoseTheirDashAndFollowTheWords(String text, String expected) {
    List<String> wanted = expected.isEmpty() ? List.of() : List.of(expected.split(" "));

    assertThat(tokenizer.tokenize(text)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "good<br /><br />film         | good film",
        "<a href='http://x.y'>link</a> | link",
        "<!-- note --><?xml ?>text    | text",
        "3 < 5 but 7 > 6              | 3 5 but 7 6",
        "I <3 it<br>really            | i 3 it really",
        "an open <i tag               | an open i tag",
        "twice <i <b>bold</b>         | twice i bold",
        "stray > sign                 | stray sign",
        "<b>:)</b> in bold            | in bold :)"
      })
  void tagsSeparateAndOtherAngleBracketsAreText(String text, String expected) {
    assertThat(tokenizer.tokenize(text)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "...", "<br />", "👍"})
  void textWithoutWordsGivesNoTokens(String text) {
    assertThat(tokenizer.tokenize(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<a", "<a ", "a", ":", ":-", ">", "<>", "\ud800", "é́", ":D"})
  void hostileTextOfAMegabyteTakesLinearTime(String unit) {
    String text = unit.repeat(1_000_000 / unit.length());

    // Quadratic time would be 10^12 steps, an hour; linear time is well under a second.
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> tokenizer.tokenize(text));
  }

  @Test
  void halfASurrogatePairIsNoWord() {
    assertThat(tokenizer.tokenize("good\ud83dfilm")).containsExactly("good", "film");
  }

  @Test
  void nullTextIsAnError() {
    assertThatNullPointerException()
        .isThrownBy(() -> tokenizer.tokenize(null))
        .withMessageContaining("text is null");
  }
}
