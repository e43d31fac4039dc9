package io.github.rnn4j.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vocabulary.json}: what is written, and what is read or refused. */
class VocabularyFileTest {

  private static final Set<SpecialToken> PADDING_AND_UNKNOWN =
      Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN);

  private static final Vocabulary SMALL =
      RandomText.vocabulary(PADDING_AND_UNKNOWN, List.of("b", "a", "b"));

  @Test
  void fileListsTheSpecialTokensAndAllTokensByIndex() throws IOException {
    assertThat(new String(written(SMALL), UTF_8))
        .isEqualTo(
            "{\"format\":\"rnn4j-vocabulary\",\"version\":2,\"specials\":[\"<pad>\",\"<unk>\"],"
                + "\"tokens\":[\"<pad>\",\"<unk>\",\"b\",\"a\"]}");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void savedVocabularyIsReadBackEqual(long seed) throws IOException {
    List<String> text = RandomText.words(new Random(seed), 1_000);
    text.addAll(List.of("\"quoted\"", "back\\slash", "new\nline", "\u0085", "\0", "é", "😀", ":)"));
    Vocabulary saved = RandomText.vocabulary(EnumSet.allOf(SpecialToken.class), text);

    Vocabulary loaded = Vocabulary.read(new ByteArrayInputStream(written(saved)));

    assertThat(loaded).isEqualTo(saved).hasSameHashCodeAs(saved);
    assertThat(loaded.specials()).containsExactly(SpecialToken.values());
    assertThat(loaded.encode(text)).isEqualTo(saved.encode(text));
  }

  @Test
  void vocabularyWithoutSpecialTokensIsReadBackEqual() throws IOException {
    Vocabulary saved = RandomText.vocabulary(Set.of(), List.of("a", "<pad>", "\n"));

    assertThat(Vocabulary.read(new ByteArrayInputStream(written(saved)))).isEqualTo(saved);
  }

  @Test
  void fileOfVersion1HasPaddingAndUnknown() throws IOException {
    Vocabulary vocabulary = resource("vocabulary-version-1.json");

    assertThat(vocabulary.specials()).containsExactly(SpecialToken.PADDING, SpecialToken.UNKNOWN);
    assertThat(vocabulary.tokens()).containsExactly("<pad>", "<unk>", "the", "film", "café");
    assertThat(vocabulary.encode(List.of("film", "<pad>", "café"))).containsExactly(3, 1, 4);
  }

  @Test
  void fileOfALanguageVocabularyOfVersion1HasTheSpecialTokensThatItLists() throws IOException {
    Vocabulary vocabulary = resource("language-vocabulary-version-1.json");

    assertThat(vocabulary.specials()).containsExactly(SpecialToken.BEGIN, SpecialToken.END);
    assertThat(vocabulary.tokens()).containsExactly("<bos>", "<eos>", "\n", " ", "a", "𝕏");
    assertThat(vocabulary.encodeWhole(List.of("𝕏", "a"))).containsExactly(0, 5, 4, 1);
  }

  @Test
  void streamsStayOpenForTheCaller() throws IOException {
    boolean[] closed = new boolean[2];
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    SMALL.writeTo(out);
    Vocabulary.read(
        new ByteArrayInputStream(out.toByteArray()) {
          @Override
          public void close() {
            closed[1] = true;
          }
        });

    assertThat(closed).containsExactly(false, false);
  }

  /** {@code F} and {@code L} stand for the names of the two formats. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                      | Not a saved vocabulary",
        "null                                                    | Not a saved vocabulary",
        "[]                                                      | Not a saved vocabulary",
        "{}                                                      | \"format\" is 'null'",
        "not json                                                | Not a saved vocabulary",
        "{\"format\":\"other\",\"version\":1,\"tokens\":[]}      | \"format\" is 'other'",
        "{\"format\":\"a\\u001b[2J\",\"version\":1}              | \"format\" is 'aU+001B[2J'",
        "{\"format\":F,\"tokens\":[]}                            | version null",
        "{\"format\":F,\"version\":0,\"tokens\":[]}              | version 0",
        "{\"format\":F,\"version\":3,\"tokens\":[]}              | version 3",
        "{\"format\":L,\"version\":2,\"tokens\":[]}              | version 2",
        "{\"format\":F,\"version\":\"1\",\"tokens\":[]}          | Not a saved vocabulary",
        "{\"format\":F,\"version\":1}                            | \"tokens\" is missing",
        "{\"format\":F,\"version\":2,\"specials\":[]}            | \"tokens\" is missing",
        "{\"format\":F,\"version\":2,\"tokens\":[\"a\",\"b\"]}   | \"specials\" is missing",
        "{\"format\":L,\"version\":1,\"tokens\":[\"a\",\"b\"]}   | \"specials\" is missing",
        "{\"format\":F,\"version\":1,\"specials\":[],\"tokens\":[]} | version 1 must not have \"specials\"",
        "{\"format\":F,\"version\":1,\"x\":1}                    | \"x\"",
        "{\"format\":F,\"version\":1,\"version\":1}              | Duplicate"
      })
  void fileThatIsNoVocabularyIsAnError(String json, String message) {
    String file =
        json.replace("F", "\"rnn4j-vocabulary\"").replace("L", "\"rnn4j-language-vocabulary\"");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(file))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                               | has 0 tokens",
        "\"<pad>\"                        | has 1 tokens",
        "\"<unk>\",\"<pad>\"              | first tokens are ['<unk>', '<pad>']; they must be",
        "\"a\",\"b\",\"<pad>\",\"<unk>\"  | first tokens are ['a', 'b']; they must be",
        "\"<pad>\",\"<unk>\",\"a\",\"a\"  | Token 3 is 'a', the same as token 2",
        "\"<pad>\",\"<unk>\",\"\\u001b\",\"\\u001b\" | Token 3 is 'U+001B', the same as token 2",
        "\"<pad>\",\"<unk>\",\"<pad>\"    | the same as token 0",
        "\"<pad>\",\"<unk>\",null         | Token 2 is null",
        "\"<pad>\",\"<unk>\",\"\"         | Token 2 is empty",
        "\"<pad>\",\"<unk>\",7            | Not a saved vocabulary",
        "\"<pad>\",\"<unk>\",[\"a\"]      | Not a saved vocabulary",
        "\"<pad>\",\"<unk>\",\"\\ud800\"  | surrogate"
      })
  void tokensThatAreNoVocabularyAreAnError(String tokens, String message) {
    String current =
        "{\"format\":\"rnn4j-vocabulary\",\"version\":2,\"specials\":[\"<pad>\",\"<unk>\"],\"tokens\":["
            + tokens
            + "]}";
    String older = "{\"format\":\"rnn4j-vocabulary\",\"version\":1,\"tokens\":[" + tokens + "]}";

    for (String json : List.of(current, older)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(json))
          .withMessageContaining(message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"<s>\"                 | specials",
        "\"<bos>\",\"<bos>\"     | specials",
        "\"<eos>\",\"<bos>\"     | specials",
        "null                    | specials",
        "7                       | Not a saved vocabulary",
        "[\"<bos>\"]             | Not a saved vocabulary",
        "\"<bos>\"               | first tokens are ['<eos>']; they must be",
      })
  void specialTokensThatAreNotSomeInTheirOrderAreAnError(String specials, String message) {
    String tokens = "],\"tokens\":[\"<eos>\",\"<bos>\",\"a\"]}";
    String current = "{\"format\":\"rnn4j-vocabulary\",\"version\":2,\"specials\":[";
    String older = "{\"format\":\"rnn4j-language-vocabulary\",\"version\":1,\"specials\":[";

    for (String beginning : List.of(current, older)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(beginning + specials + tokens))
          .withMessageContaining(message);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 40, 65, 92})
  void truncatedFileIsAnError(int length) throws IOException {
    String json = new String(written(SMALL), UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(json.substring(0, length)))
        .withMessageContaining("Not a saved vocabulary");
  }

  @Test
  void trailingTextAndBytesThatAreNotUtf8AreErrors() throws IOException {
    byte[] broken = written(SMALL);
    broken[broken.length - 4] = (byte) 0xff;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(new String(written(SMALL), UTF_8) + "{}"))
        .withMessageContaining("Not a saved vocabulary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.read(new ByteArrayInputStream(broken)))
        .withMessageContaining("Not a saved vocabulary");
  }

  @Test
  void hugeTokenAndTooManyTokensAreErrorsBeforeMemoryRunsOut() {
    String hugeToken = "\"" + "a".repeat(2_000_000) + "\"";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("{\"tokens\":[" + hugeToken + "]}"))
        .withMessageContaining("Not a saved vocabulary");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Vocabulary(Set.of(), Collections.nCopies(Vocabulary.MAX_SIZE + 1, "a")))
        .withMessageContaining("16777217 tokens");
  }

  @Test
  void messageShowsTheBeginningOfALongToken() {
    String token = "\"" + "a".repeat(1_000) + "\"";

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                read(
                    "{\"format\":\"rnn4j-vocabulary\",\"version\":2,\"specials\":[],\"tokens\":[%s,%s]}"
                        .formatted(token, token)))
        .withMessageContaining("Token 1 is '" + "a".repeat(40) + "...', the same as token 0");
  }

  private static byte[] written(Vocabulary vocabulary) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    vocabulary.writeTo(file);
    return file.toByteArray();
  }

  private static Vocabulary read(String json) throws IOException {
    return Vocabulary.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  private static Vocabulary resource(String name) throws IOException {
    try (InputStream in = VocabularyFileTest.class.getResourceAsStream(name)) {
      return Vocabulary.read(in);
    }
  }
}
