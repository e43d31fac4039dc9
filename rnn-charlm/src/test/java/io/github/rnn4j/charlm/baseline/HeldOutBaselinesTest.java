package io.github.rnn4j.charlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.download.DownloadProgress;
import io.github.rnn4j.text.SpecialToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutBaselinesTest {

  /** The beginning of each name is given; its letters and its end are predicted. */
  @Test
  void theBitsOfNamesAreSpreadOverWhatIsPredicted(@TempDir Path folder) throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      names.append((char) ('a' + i % 10)).append((char) ('a' + i / 10)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("names.txt"), names);
    DataConfig config =
        new DataConfig(file.toString(), Unit.LINE, Tokens.CHARACTER, 0, 0, Split.HELD_OUT, false);
    DataCache cache = new DataCache(folder.resolve("cache"), true, DownloadProgress.SILENT);
    Corpus corpus = Corpus.load(config, cache, InputStream.nullInputStream());
    int[] test = joined(corpus.test());

    List<BaselineResult> results = new HeldOutBaselines(config, corpus).of(corpus.test());

    // <bos> a b <eos>, five times: 20 tokens, 15 of them predicted
    assertThat(test).hasSize(20);
    int begin = corpus.vocabulary().index(SpecialToken.BEGIN);
    KneserNey counts = new KneserNey(joined(corpus.train()), corpus.vocabulary().size(), 9);
    int[] letters = Arrays.stream(joined(corpus.train())).filter(t -> t != begin).toArray();
    KneserNey letterCounts = new KneserNey(letters, corpus.vocabulary().size(), 1);
    double bits = 0;
    double letterBits = 0;
    for (int t = 1; t < test.length; t++) {
      if (test[t] != begin) {
        bits -= Math.log(counts.probability(Arrays.copyOf(test, t), test[t])) / Math.log(2);
        letterBits -= Math.log(letterCounts.probability(new int[0], test[t])) / Math.log(2);
      }
    }
    assertThat(results)
        .extracting(BaselineResult::name)
        .containsExactly("uniform", "unigram", "Kneser-Ney, order 9");
    assertThat(results.get(1).bitsPerToken()).isCloseTo(letterBits / 15, within(1e-9));
    assertThat(results.get(2).bitsPerToken()).isCloseTo(bits / 15, within(1e-9));
  }

  private static int[] joined(Part part) {
    return part.sequences().stream().flatMapToInt(IntStream::of).toArray();
  }

  @Test
  void theTableMarksTheBest() {
    List<BaselineResult> baselines = List.of(new BaselineResult("Kneser-Ney", 2, 0));

    assertThat(HeldOutBaselines.describe(baselines, LanguageFigures.of(9, Math.log(2)), "word"))
        .startsWith(
            "* network              1.0000 bits per word",
            "  Kneser-Ney           2.0000 bits per word");
  }

  @Test
  void aNetworkThatIsBeatenIsSaidToBe() {
    List<BaselineResult> baselines =
        List.of(new BaselineResult("uniform", 5, 0), new BaselineResult("Kneser-Ney", 2, 0));

    assertThat(
            HeldOutBaselines.describe(
                baselines, LanguageFigures.of(9, 3 * Math.log(2)), "character"))
        .last()
        .asString()
        .isEqualTo("The network does NOT predict better than Kneser-Ney");
    assertThat(
            HeldOutBaselines.describe(baselines, LanguageFigures.of(9, Math.log(2)), "character"))
        .last()
        .asString()
        .contains("better than every baseline");
  }
}
