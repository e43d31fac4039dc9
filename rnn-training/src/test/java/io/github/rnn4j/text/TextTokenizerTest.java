package io.github.rnn4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.text.Normalizer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTokenizerTest {

  private final Tokenizer tokenizer = Tokenizer.named("text");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "It wasn't a well-made film.   | it wasn't a well made film .",
        "Schöne GRÖẞE, Straße!         | schöne größe , straße !",
        "L’amour d'Émile : ça va?      | l'amour d'émile ça va ?",
        "这部电影很好看。                | 这 部 电 影 很 好 看 .",
        "すごいデーター、見た！          | す ご い デ ー タ ー , 見 た !",
        "영화가 정말 좋았다.             | 영화가 정말 좋았다 .",
        "ภาพดีกำลัง                      | ภ า พ ดี กำ ลั ง",
        "हिन्दी फ़िल्म अच्छी थी।             | हिन्दी फ़िल्म अच्छी थी .",
        "الفيلم رائع، أليس كذلك؟        | الفيلم رائع , أليس كذلك ?",
        "Очень хороший ФИЛЬМ           | очень хороший фильм",
        "ΚΑΛΟΣ ΣΑΣ Σ                   | καλος σας σ",
        "la col·lecció de l'any        | la col·lecció de l'any",
        "об\u02bcєкт об’єкт                 | об'єкт об'єкт",
        "ខ្មែរ                            | ខ្ មែ រ",
        "می\u200cخواهم                       | می\u200cخواهم"
      })
  void wordsOfManyLanguages(String text, String expected) {
    String composed = Normalizer.normalize(expected, Normalizer.Form.NFC);

    assertThat(tokenizer.tokenize(text)).containsExactly(composed.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "iPhone手机第3集         | iphone 手 机 第 3 集",
        "日本語のCDを2.5枚       | 日 本 語 の cd を 2.5 枚",
        "ﾃﾞｰﾀ                    | ﾃﾞ ｰ ﾀ",
        "か\u3099き                | が き",
        "葛\udb40\udd00飾              | 葛 飾"
      })
  void lettersOfScriptsWithoutSpacesAreTokensAndLatinWordsStayWhole(String text, String expected) {
    assertThat(tokenizer.tokenize(text)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "the 80's rock 'n' roll      | the 80's rock n roll",
        "dogs' 'quoted' don''t       | dogs quoted don t",
        "snake_case _so_ __ a__b     | snake_case so a__b",
        "e\u0301te\u0301 E\u0301         | été é",
        "co\u00adop\ufeff a\u00ad b       | coop a b",
        "x² ½ Ⅷ ٣                    | x² ½ ⅷ ٣",
        "İstanbul KELVIN\u212a        | i\u0307stanbul kelvink",
        "𝒜bc 𐐀                        | 𝒜bc 𐐨",
        "\u0301abc \u0301              | abc",
        "c++ a&b $5 #tag @me x/y     | c a b 5 tag me x y",
        "“quote” «mot» ¿qué? …       | quote mot qué ?"
      })
  void wordsKeepWhatIsInside(String text, String expected) {
    assertThat(tokenizer.tokenize(text)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1,500.25 3.5/10        | 1,500.25 3.5 10",
        "7. 8, .5 10.The        | 7 . 8 , . 5 10 . the",
        "v2.0 1.2.3 1..2        | v2.0 1.2.3 1 . . 2",
        "good.The end,or        | good . the end , or",
        "٣٫٥                     | ٣٫٥",
        "(wow!!!) no?!          | ( wow ! ! ! ) no ? !",
        "（好，对、吗？）．！      | ( 好 , 对 , 吗 ? ) . !"
      })
  void marksAreTokensExceptInNumbers(String text, String expected) {
    assertThat(tokenizer.tokenize(text)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👍",
        "👍🏽",
        "👨‍👩‍👧‍👦",
        "🤦🏼‍♂",
        "🇩🇪",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "1⃣",
        "❤",
        "⭐",
        "🅰",
        "☺",
        "🙂‍↔"
      })
  void emojiAreTokensAndHaveOneForm(String emoji) {
    assertThat(tokenizer.tokenize("great" + emoji + emoji + "\ufe0ffilm"))
        .containsExactly("great", emoji, emoji, "film");
  }

  @Test
  void symbolsAreEmojiOnlyInTheStyleOfEmoji() {
    assertThat(tokenizer.tokenize("© ™ ↔ ℹ + a\u200d+")).containsExactly("ℹ", "a");
    assertThat(tokenizer.tokenize("©\ufe0f™\ufe0f↔\ufe0f ℹ\ufe0f"))
        .containsExactly("©", "™", "↔", "ℹ");
    assertThat(tokenizer.tokenize("🇩🇪🇫🇷🇮 👍\u200da 1#"))
        .containsExactly("🇩🇪", "🇫🇷", "🇮", "👍", "a", "1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bad :-( but =D end :P | bad :( but =D end :P",
        ":) good               | :) good",
        "cast:Drew (8:Part     | cast drew ( 8 part",
        ":D:P ::)) :--)        | :D :P :) ) )",
        ":D中 :d : ; = :-       | d 中 d"
      })
  void emoticonsLoseTheirDashAndStayInPlace(String text, String expected) {
    assertThat(tokenizer.tokenize(text)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "good<br /><br />film          | good film",
        "<a href='http://x.y'>link</a> | link",
        "<!-- note --><?xml ?>text     | text",
        "3 < 5 but 7 > 6 I <3 it<br>so | 3 5 but 7 6 i 3 it so",
        "twice <i <b>bold</b>          | twice i bold",
        "it&#39;s it&#x2019;s it&apos;s it&rsquo;s | it's it's it's it's",
        "don&#146;t a&nbsp;b a&#160;b  | don't a b a b",
        "a&amp;b &quot;c&quot;         | a b c",
        "&lt;b&gt; &amp;lt; &copyx; &; | b lt copyx",
        "caf&#233; &#128077;&#x1F3FD;  | café 👍🏽",
        "a&#0;b&#xD800;c&#9999999999;d&#xFFFFFFFF;e | a b c d e",
        "a & b &amp c &#; &#x; &#12345678901; | a b amp c x 12345678901"
      })
  void tagsSeparateAndEntitiesAreDecodedOnce(String text, String expected) {
    assertThat(tokenizer.tokenize(text)).containsExactly(expected.split(" "));
    assertSpansAreOfTheirTokens(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0085", "\u00a0", "\u2028", "\u200b", "\t", "\r\n", "\0", "\ud83d", "\ude00", "-"
      })
  void controlCharactersSpacesAndHalfSurrogatesSeparate(String separator) {
    assertThat(tokenizer.tokenize(separator + "good" + separator + "film" + separator))
        .containsExactly("good", "film");
  }

  @Test
  void emptyTextHasNoTokensAndNullIsAnError() {
    assertThat(tokenizer.tokenize("")).isEmpty();
    assertThat(tokenizer.spans(" <br> ")).isEmpty();
    assertThatNullPointerException()
        .isThrownBy(() -> tokenizer.tokenize(null))
        .withMessageContaining("text is null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<a",
        "<a ",
        "&",
        "&#",
        "&#1",
        "&amp;",
        "a",
        "word ",
        "é",
        "e\u0301",
        "Σ",
        "İ",
        "a'",
        "a_",
        "_",
        "1.",
        "1,2",
        ":",
        ":-",
        ":D",
        "👍",
        "👍\u200d",
        "🇩",
        "🏽",
        "\u200d",
        "\ufe0f",
        "\u0315\u0316",
        "中",
        "กำ",
        "가",
        "\u1100",
        "\ud800",
        "\udc00",
        "\u00ad",
        "a\u00ad",
        ".",
        "\u02bc"
      })
  void awkwardTextOfAMegabyteTakesLinearTime(String unit) {
    String text = "a" + unit.repeat(1_000_000 / unit.length());

    // Quadratic time would be 10^12 steps, an hour; linear time is well under a second.
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> tokenizer.spans(text));
  }

  @Test
  void longTextsAndLongWordsAreTokens() {
    assertThat(tokenizer.tokenize("Word ".repeat(100_000)))
        .isEqualTo(Collections.nCopies(100_000, "word"));
    assertThat(tokenizer.tokenize("E\u0301".repeat(500_000))).containsExactly("é".repeat(500_000));
  }

  @Test
  void letterKeepsThirtyMarks() {
    assertThat(tokenizer.tokenize("x" + "\u0316".repeat(40) + "y"))
        .containsExactly("x" + "\u0316".repeat(30) + "y");
  }

  @Test
  void lowerCaseIsThatOfJavaForEveryLetter() {
    List<Integer> letters =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(Character::isLetter)
            .boxed()
            .toList();

    assertThat(letters)
        .allSatisfy(
            c -> {
              String word = "x" + Character.toString(c) + "x";
              String wanted =
                  Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
              // a word, three tokens, or two words for an apostrophe or a leading mark
              assertThat(String.join("", tokenizer.tokenize(word)).replace("'", "\u02bc"))
                  .isEqualTo(wanted);
            });
  }

  @Test
  void spansAreWhereTheTokensWereWritten() {
    String text = "<b>IT&#39;S</b> 很好 :-) 👍\ufe0f";

    assertThat(tokenizer.spans(text))
        .containsExactly(
            new TokenSpan("it's", 3, 11),
            new TokenSpan("很", 16, 17),
            new TokenSpan("好", 17, 18),
            new TokenSpan(":)", 19, 22),
            new TokenSpan("👍", 23, 26));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everySpanOfRandomTextIsOfItsTokenAlone(long seed) {
    String[] pieces = {
      "a",
      "É",
      "e\u0301",
      "Σ",
      "İ",
      "中",
      "か\u3099",
      "ग",
      "\u094d",
      "1",
      ".",
      ",",
      "'",
      "’",
      "_",
      " ",
      "\u00ad",
      "\u200d",
      "\ufe0f",
      "👍",
      "🏽",
      "🇩",
      "\u20e3",
      "#",
      "©",
      "↔",
      ":",
      "-",
      ")",
      "D",
      "!",
      "<b>",
      "<",
      ">",
      "&amp;",
      "&#39;",
      "&#233;",
      "&#128077;",
      "&#x1F1E9;",
      "&",
      ";",
      "\ud83d",
      "\ude00"
    };
    Random random = new Random(seed);

    for (int i = 0; i < 2_000; i++) {
      assertSpansAreOfTheirTokens(
          random
              .ints(random.nextInt(12), 0, pieces.length)
              .mapToObj(piece -> pieces[piece])
              .collect(Collectors.joining()));
    }
  }

  private void assertSpansAreOfTheirTokens(String text) {
    List<TokenSpan> spans = tokenizer.spans(text);
    int last = 0;

    assertThat(spans.stream().map(TokenSpan::token)).isEqualTo(tokenizer.tokenize(text));
    for (TokenSpan span : spans) {
      assertThat(span.from()).isGreaterThanOrEqualTo(last);
      assertThat(tokenizer.tokenize(text.substring(span.from(), span.to())))
          .as("in '%s'", text)
          .containsExactly(span.token());
      last = span.to();
    }
  }
}
