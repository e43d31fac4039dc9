package io.github.rnn4j.charlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.LineRecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

  @TempDir Path folder;

  private Corpus load(String text, DataConfig config) {
    DataCache cache = new DataCache(folder, true, (file, bytes) -> {});
    return Corpus.load(
        config, cache, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static DataConfig config(Unit unit, Tokens tokens, Split split) {
    return new DataConfig("-", unit, tokens, 0, 0, split, false);
  }

  @Test
  void textIsSplitAtItsEndByCodePointsWithoutGapOrOverlap() {
    String text = "a\ud83d\ude00b".repeat(67).substring(0, 4 * 50); // 150 code points

    Corpus corpus = load(text, config(Unit.TEXT, Tokens.CHARACTER, Split.HELD_OUT));

    // A twentieth of 150 is 7, twice.
    assertThat(corpus.train().sequences().get(0)).hasSize(136);
    assertThat(corpus.validation().sequences().get(0)).hasSize(7);
    assertThat(corpus.test().sequences().get(0)).hasSize(7);
    assertThat(corpus.train().text() + corpus.validation().text() + corpus.test().text())
        .isEqualTo(text);
    assertThat(corpus.vocabulary().tokens()).containsExactly("a", "b", "\ud83d\ude00");
  }

  @Test
  void tokensAreThoseOfTheTextAndNotThePredictions() {
    Corpus text = load("ab\n".repeat(20), config(Unit.TEXT, Tokens.CHARACTER, Split.NONE));
    Corpus lines = load("ab\n".repeat(20), config(Unit.LINE, Tokens.CHARACTER, Split.NONE));

    assertThat(text.train().tokens()).isEqualTo(60);
    assertThat(text.train().predictions()).isEqualTo(59);
    assertThat(lines.train().tokens()).isEqualTo(40);
    assertThat(lines.train().predictions()).isEqualTo(60); // a, b and the end of each line
    assertThat(text.test().tokens()).isZero();
  }

  @Test
  void textIsConvertedToLowerCaseIfAsked() {
    DataConfig lower =
        new DataConfig("-", Unit.LINE, Tokens.CHARACTER, 0, 0, Split.NONE, /* lowerCase= */ true);

    Corpus corpus = load("Anna\n\u00c4NNE\n", lower);

    assertThat(corpus.train().text()).isEqualTo("anna\n\u00e4nne");
    assertThat(corpus.vocabulary().tokens()).endsWith("a", "e", "n", "\u00e4").hasSize(2 + 4);
    assertThat(new TextEncoder(lower, corpus.vocabulary()).prime("AN"))
        .isEqualTo(new TextEncoder(lower, corpus.vocabulary()).prime("an"));
  }

  @Test
  void limitCountsCharacters() {
    DataConfig limited = new DataConfig("-", Unit.TEXT, Tokens.CHARACTER, 0, 20, Split.NONE, false);

    assertThat(load("\ud83d\ude00x".repeat(40), limited).train().sequences().get(0)).hasSize(20);
  }

  @Test
  void twoOfTwentyDifferentLinesAreHeldOutWithTheirDoubles() {
    List<String> names = IntStream.range(0, 40).mapToObj(i -> "name" + i).toList();
    String text = String.join("\n", names) + "\nname18\nname0\n\n";

    Corpus corpus = load(text, config(Unit.LINE, Tokens.CHARACTER, Split.HELD_OUT));

    assertThat(corpus.validation().text().lines()).containsExactly("name18", "name38");
    assertThat(corpus.test().text().lines()).containsExactly("name19", "name39");
    Set<String> train = new HashSet<>(corpus.train().text().lines().toList());
    assertThat(train).hasSize(36).doesNotContain("name18", "name19", "name38", "name39");
    assertThat(corpus.train().sequences()).hasSize(37); // name0 twice
    // <bos> n a m e 0 <eos>: six are predicted.
    assertThat(corpus.train().sequences().get(0)).hasSize(7);
  }

  @Test
  void recordsOfAnotherReaderGiveTheSameCorpusAsTheLinesOfAFile() throws Exception {
    List<String> names = IntStream.range(0, 40).mapToObj(i -> "name" + i).toList();
    Path file = Files.write(folder.resolve("names.txt"), names);
    DataConfig config = config(Unit.LINE, Tokens.CHARACTER, Split.HELD_OUT);
    Corpus own = load(String.join("\n", names), config);

    Corpus collected =
        Corpus.of(
            own.name(),
            new CollectionRecordReader(
                names.stream().map(name -> List.<Writable>of(new Text(name))).toList()),
            config);
    RecordReader lines = new LineRecordReader(); // DataVec's own
    lines.initialize(new FileSplit(file.toFile()));
    Corpus read = Corpus.of(own.name(), lines, config);

    assertThat(collected).usingRecursiveComparison().isEqualTo(own);
    assertThat(read).usingRecursiveComparison().isEqualTo(own);
  }

  @Test
  void readerWithoutRecordsIsRefused() {
    DataConfig config = config(Unit.LINE, Tokens.CHARACTER, Split.NONE);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Corpus.of("mine", new CollectionRecordReader(List.of()), config))
        .withMessageStartingWith("mine has no text");
  }

  /** 60 characters are enough, their 15 words are not: a twentieth of the text is one word. */
  @Test
  void textOfTooFewWordsToHoldSomeOutIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> load("abc ".repeat(15), config(Unit.TEXT, Tokens.WORD, Split.HELD_OUT)))
        .withMessageContaining("whose last twentieth has two words or more")
        .withMessageContaining("--split none");
  }

  @Test
  void wordsOfTheTrainingPartMakeTheVocabularyAndCharactersOfAllOfTheText() {
    String text = "one two three. ".repeat(40) + "zz";

    Corpus words = load(text, config(Unit.TEXT, Tokens.WORD, Split.HELD_OUT));
    Corpus characters = load(text, config(Unit.TEXT, Tokens.CHARACTER, Split.HELD_OUT));

    assertThat(words.vocabulary().tokens()).contains("<unk>", "one").doesNotContain("zz");
    assertThat(characters.vocabulary().tokens()).contains("z");
    int[] test = words.test().sequences().get(0);
    assertThat(words.vocabulary().token(test[test.length - 1])).isEqualTo("<unk>");
  }
}
