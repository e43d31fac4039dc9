package io.github.rnn4j.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

  private static final List<String> TEXT =
      List.of("b", "a", "c", "b", "rare", "a", "b", "<pad>", "<unk>", "<pad>");

  @Test
  void tokensFollowTheSpecialsByFrequencyThenCodePoint() {
    // b three times, a twice, then c and rare once each in code-point order.
    Vocabulary vocabulary = build(TEXT, VocabularyLimits.NONE);

    assertThat(vocabulary.decode(new int[] {0, 1, 2, 3, 4, 5}))
        .containsExactly("<pad>", "<unk>", "b", "a", "c", "rare");
    assertThat(vocabulary.size()).isEqualTo(6);
  }

  @Test
  void tiesAreInOrderOfCodePointsAndNotOfUtf16Units() {
    // As UTF-16, U+1F600 starts with D83D and would come before U+FF21.
    Vocabulary vocabulary = build(List.of("😀", "\uff21", "z", "ab", "a"), VocabularyLimits.NONE);

    assertThat(vocabulary.decode(new int[] {2, 3, 4, 5, 6}))
        .containsExactly("a", "ab", "z", "\uff21", "😀");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderOfTheTextsDoesNotMatter(long seed) {
    List<String> text = randomText(new Random(seed), 2_000);
    Vocabulary expected = build(text, VocabularyLimits.NONE);

    Collections.shuffle(text, new Random(seed + 100));

    assertThat(build(text, VocabularyLimits.NONE)).isEqualTo(expected).hasSameHashCodeAs(expected);
  }

  @Test
  void limitsKeepTheFrequentTokens() {
    assertThat(build(TEXT, new VocabularyLimits(2, 0)).decode(new int[] {2, 3}))
        .containsExactly("b", "a");
    assertThat(build(TEXT, new VocabularyLimits(2, 0)).size()).isEqualTo(4);
    assertThat(build(TEXT, new VocabularyLimits(1, 3)).decode(new int[] {2})).containsExactly("b");
    assertThat(build(TEXT, new VocabularyLimits(1, 3)).size()).isEqualTo(3);
    assertThat(build(TEXT, new VocabularyLimits(9, 0)).size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, minCount is 0", "1, 2, maxSize is 2", "1, -1, maxSize is -1"})
  void limitOutOfRangeIsAnErrorThatNamesIt(int minCount, int maxSize, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VocabularyLimits(minCount, maxSize))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decodeReversesEncodeForKnownTokens(long seed) {
    List<String> text = randomText(new Random(seed), 500);
    Vocabulary vocabulary = build(text, VocabularyLimits.NONE);

    int[] indices = vocabulary.encode(text);

    assertThat(vocabulary.decode(indices)).isEqualTo(text);
    assertThat(Arrays.stream(indices)).allMatch(i -> i >= 2 && i < vocabulary.size());
  }

  @Test
  void textCannotNameTheSpecials() {
    Vocabulary vocabulary = build(TEXT, VocabularyLimits.NONE);

    assertThat(vocabulary.encode(List.of("<pad>", "<unk>", "b", "unseen")))
        .containsExactly(1, 1, 2, 1);
  }

  @Test
  void coverageIsTheShareOfKnownTokens() {
    Vocabulary vocabulary = build(List.of("a", "b"), VocabularyLimits.NONE);

    // a, b, a are known, x is not.
    assertThat(vocabulary.coverage(Stream.of("a", "b", "x", "a"))).isEqualTo(0.75);
    assertThat(vocabulary.coverage(Stream.of("<pad>"))).isZero();
    assertThat(vocabulary.coverage(Stream.empty())).isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6, Integer.MAX_VALUE})
  void indexOutOfRangeIsAnErrorThatNamesTheRange(int index) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(TEXT, VocabularyLimits.NONE).token(index))
        .withMessageContaining(Integer.toString(index))
        .withMessageContaining("0 to 5");
  }

  @Test
  void tokensThatNoFileCanHoldAreErrors() {
    Vocabulary.Builder builder = Vocabulary.builder();

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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void savedVocabularyIsReadBackEqual(long seed) throws IOException {
    List<String> text = randomText(new Random(seed), 1_000);
    text.addAll(List.of("\"quoted\"", "back\\slash", "new\nline", "\u0085", "\0", "é", "😀", ":)"));
    Vocabulary saved = build(text, VocabularyLimits.NONE);
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    saved.writeTo(file);
    Vocabulary loaded = Vocabulary.read(new ByteArrayInputStream(file.toByteArray()));

    assertThat(loaded).isEqualTo(saved);
    assertThat(loaded.encode(text)).isEqualTo(saved.encode(text));
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

    build(TEXT, VocabularyLimits.NONE).writeTo(out);
    Vocabulary.read(
        new ByteArrayInputStream(out.toByteArray()) {
          @Override
          public void close() {
            closed[1] = true;
          }
        });

    assertThat(closed).containsExactly(false, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                                | Not a saved vocabulary",
        "null                                                              | Not a saved vocabulary",
        "[]                                                                | Not a saved vocabulary",
        "{}                                                                | \"format\" is null",
        "not json                                                          | Not a saved vocabulary",
        "{\"format\":\"other\",\"version\":1,\"tokens\":[]}                | \"format\" is other",
        "{\"format\":\"rnn4j-vocabulary\",\"tokens\":[]}                   | version null",
        "{\"format\":\"rnn4j-vocabulary\",\"version\":2,\"tokens\":[]}     | version 2",
        "{\"format\":\"rnn4j-vocabulary\",\"version\":\"1\",\"tokens\":[]} | Not a saved vocabulary",
        "{\"format\":\"rnn4j-vocabulary\",\"version\":1}                   | \"tokens\" is missing",
        "{\"format\":\"rnn4j-vocabulary\",\"version\":1,\"x\":1}           | \"x\"",
        "{\"format\":\"rnn4j-vocabulary\",\"version\":1,\"version\":1}     | Duplicate"
      })
  void fileThatIsNoVocabularyIsAnError(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.read(stream(json)))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                               | tokens 0 and 1 must be <pad> and <unk>",
        "\"<pad>\"                        | starts with [<pad>]",
        "\"<unk>\",\"<pad>\"              | starts with [<unk>, <pad>]",
        "\"a\",\"b\",\"<pad>\",\"<unk>\"  | starts with [a, b]",
        "\"<pad>\",\"<unk>\",\"a\",\"a\"  | Token 3 is \"a\", the same as token 2",
        "\"<pad>\",\"<unk>\",\"<pad>\"    | the same as token 0",
        "\"<pad>\",\"<unk>\",null         | Token 2 is null",
        "\"<pad>\",\"<unk>\",\"\"         | Token 2 is empty",
        "\"<pad>\",\"<unk>\",7            | Not a saved vocabulary",
        "\"<pad>\",\"<unk>\",[\"a\"]      | Not a saved vocabulary",
        "\"<pad>\",\"<unk>\",\"\\ud800\"  | surrogate"
      })
  void tokensThatAreNoVocabularyAreAnError(String tokens, String message) {
    String json = "{\"format\":\"rnn4j-vocabulary\",\"version\":1,\"tokens\":[" + tokens + "]}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.read(stream(json)))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 40, 65})
  void truncatedFileIsAnError(int length) {
    String json =
        "{\"format\":\"rnn4j-vocabulary\",\"version\":1,\"tokens\":[\"<pad>\",\"<unk>\",\"a\"]}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.read(stream(json.substring(0, length))))
        .withMessageContaining("Not a saved vocabulary");
  }

  @Test
  void trailingTextAndBytesThatAreNotUtf8AreErrors() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    build(TEXT, VocabularyLimits.NONE).writeTo(file);
    byte[] broken = file.toByteArray();
    broken[broken.length - 4] = (byte) 0xff;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.read(stream(file.toString(UTF_8) + "{}")))
        .withMessageContaining("Not a saved vocabulary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.read(new ByteArrayInputStream(broken)))
        .withMessageContaining("Not a saved vocabulary");
  }

  @Test
  void hugeTokenAndTooManyTokensAreErrorsBeforeMemoryRunsOut() {
    String hugeToken = "\"" + "a".repeat(2_000_000) + "\"";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.read(stream("{\"tokens\":[" + hugeToken + "]}")))
        .withMessageContaining("Not a saved vocabulary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Vocabulary(Collections.nCopies(Vocabulary.MAX_SIZE + 1, "a")))
        .withMessageContaining("16777217 tokens");
  }

  private static Vocabulary build(List<String> text, VocabularyLimits limits) {
    return Vocabulary.builder().count(text).build(limits);
  }

  private static ByteArrayInputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(UTF_8));
  }

  /** Tokens of falling frequency, with many ties. */
  private static List<String> randomText(Random random, int length) {
    return new ArrayList<>(
        IntStream.range(0, length)
            .mapToObj(i -> "w" + (int) Math.abs(random.nextGaussian() * 100))
            .toList());
  }
}
