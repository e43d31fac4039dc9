package io.github.rnn4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordTokenizerTest {

  private final Tokenizer tokenizer = Tokenizer.named("word");

  @Test
  void cutsWordsNumbersAndMarks() {
    assertThat(
            tokenizer.tokenize("\"Don't!\" he said--1,500.25 sea-birds... 2nd e\u0301t\u00e9 -x"))
        .containsExactly(
            "\"",
            "Don't",
            "!",
            "\"",
            "he",
            "said",
            "--",
            "1,500.25",
            "sea-birds",
            "...",
            "2nd",
            "e\u0301t\u00e9",
            "-",
            "x");
    assertThat(tokenizer.tokenize(" \n\t\u00a0")).isEmpty();
    assertThat(tokenizer.tokenize("😀")).containsExactly("😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Are we rising again?\" \"No. On the contrary.\"",
        "It was cold, (very cold); the sea-birds didn't mind--not they.",
        "\u201cYes,\u201d he said.",
        "Wait... what?"
      })
  void joinGivesUsualSpacing(String text) {
    assertThat(WordTokenizer.join(tokenizer.tokenize(text))).isEqualTo(text);
  }

  @Test
  void joiningDifferentTextsStaysDifferent() {
    assertThat(WordTokenizer.join(List.of("a", "b"))).isEqualTo("a b");
    assertThat(WordTokenizer.join(List.of())).isEmpty();
  }

  @Test
  void charactersAreCodePointsAndJoinToTheText() {
    String text = "A 😀\r\n";

    List<String> characters = Tokenizer.named("character").tokenize(text);

    assertThat(characters).containsExactly("A", " ", "😀", "\r", "\n");
  }

  @Test
  void sentencesEndAtMarksAndBlankLines() {
    String text =
        "\"Are we rising?\" \"No.\"\n\nPART 1\n \nMr. J. Smith\nslept 3.5 hours... then woke. He (the"
            + " man.) rose!\n";

    assertThat(Sentences.of(text))
        .containsExactly(
            "\"Are we rising?\"",
            "\"No.\"",
            "PART 1",
            "Mr. J. Smith slept 3.5 hours... then woke.",
            "He (the man.) rose!");
    assertThat(Sentences.of(" \n\n ")).isEmpty();
  }
}
