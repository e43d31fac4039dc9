package io.github.rnn4j.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rnn4j.text.LanguageVocabulary.Special;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageVocabularyTest {

  private static final List<String> WORDS = List.of("b", "a", "b", "c", "b", "a", "d");

  @Test
  void holdsTheCharactersOfTheTextAndNothingElse() {
    List<String> text = new CharacterTokenizer().tokenize("b\n😀\uff21a b");

    LanguageVocabulary vocabulary = LanguageVocabulary.of(text);

    // By code point: U+1F600 after U+FF21, although its first UTF-16 unit is lower.
    assertThat(vocabulary.tokens()).containsExactly("\n", " ", "a", "b", "\uff21", "😀");
    assertThat(vocabulary.encode(text)).containsExactly(3, 0, 5, 4, 2, 1, 3);
    assertThat(String.join("", vocabulary.decode(vocabulary.encode(text))))
        .isEqualTo("b\n😀\uff21a b");
    assertThat(vocabulary.has(Special.UNKNOWN)).isFalse();
  }

  @Test
  void specialsComeFirstInTheirOrder() {
    LanguageVocabulary vocabulary =
        LanguageVocabulary.of(WORDS, Special.END, Special.BEGIN, Special.END);

    assertThat(vocabulary.tokens()).containsExactly("<bos>", "<eos>", "a", "b", "c", "d");
    assertThat(vocabulary.encodeWhole(List.of("d", "a"))).containsExactly(0, 5, 2, 1);
    assertThat(vocabulary.index(Special.END)).isEqualTo(1);
  }

  @Test
  void limitKeepsTheFrequentTokensAndCallsTheOthersUnknown() {
    // b three times, a twice, c and d once: c wins the tie.
    LanguageVocabulary vocabulary = LanguageVocabulary.mostFrequent(WORDS, 4, Special.UNKNOWN);

    assertThat(vocabulary.tokens()).containsExactly("<unk>", "a", "b", "c");
    assertThat(vocabulary.encode(WORDS)).containsExactly(2, 1, 2, 3, 2, 1, 0);
    assertThat(vocabulary.unknown(WORDS)).containsExactly("d");
  }

  @Test
  void aTextCannotNameASpecial() {
    List<String> text = List.of("<bos>", "a", "<unk>");

    LanguageVocabulary vocabulary =
        LanguageVocabulary.of(text, Special.UNKNOWN, Special.BEGIN, Special.END);

    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(vocabulary.encode(text)).containsExactly(0, 3, 0);
  }

  @Test
  void unknownTokensAreAnErrorThatListsThemAll() {
    LanguageVocabulary vocabulary = LanguageVocabulary.of(WORDS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> vocabulary.encode(List.of("z", "a", "y", "z")))
        .withMessageContaining("[\"y\", \"z\"]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vocabulary.index(Special.BEGIN))
        .withMessageContaining("no <bos>");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vocabulary.token(4))
        .withMessageContaining("0 to 3");
  }

  @Test
  void textsWithoutAChoiceAreAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageVocabulary.of(List.of("a", "a")))
        .withMessageContaining("has 1 tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageVocabulary.mostFrequent(WORDS, 2))
        .withMessageContaining("drops 2 of 4 tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageVocabulary.mostFrequent(WORDS, 1, Special.UNKNOWN))
        .withMessageContaining("more than the 1 specials");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LanguageVocabulary.of(List.of("a", "\ud83d")))
        .withMessageContaining("surrogate");
  }

  @Test
  void readsWhatItWrote() throws IOException {
    LanguageVocabulary vocabulary = LanguageVocabulary.of(WORDS, Special.BEGIN, Special.END);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    vocabulary.writeTo(out);

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            "{\"format\":\"rnn4j-language-vocabulary\",\"version\":1,"
                + "\"specials\":[\"<bos>\",\"<eos>\"],"
                + "\"tokens\":[\"<bos>\",\"<eos>\",\"a\",\"b\",\"c\",\"d\"]}");
    assertThat(read(out.toString(UTF_8)))
        .isEqualTo(vocabulary)
        .hasSameHashCodeAs(vocabulary)
        .isNotEqualTo(LanguageVocabulary.of(WORDS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"format\":\"rnn4j-vocabulary\",\"version\":1,\"tokens\":[\"<pad>\",\"<unk>\"]}",
        "{\"format\":\"rnn4j-language-vocabulary\",\"version\":2,\"specials\":[],\"tokens\":[\"a\",\"b\"]}",
        "{\"format\":\"rnn4j-language-vocabulary\",\"version\":1,\"tokens\":[\"a\",\"b\"]}",
        "{\"format\":\"rnn4j-language-vocabulary\",\"version\":1,\"specials\":[\"<s>\"],\"tokens\":[\"<s>\",\"b\"]}",
        "{\"format\":\"rnn4j-language-vocabulary\",\"version\":1,\"specials\":[\"<bos>\"],\"tokens\":[\"a\",\"b\"]}",
        "{\"format\":\"rnn4j-language-vocabulary\",\"version\":1,\"specials\":[],\"tokens\":[\"a\",\"a\"]}",
        "{\"format\":\"rnn4j-language-vocabulary\",\"version\":1,\"specials\":[],\"tokens\":[\"a\"]}"
      })
  void refusesAnythingElse(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(json));
  }

  private static LanguageVocabulary read(String json) throws IOException {
    return LanguageVocabulary.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }
}
